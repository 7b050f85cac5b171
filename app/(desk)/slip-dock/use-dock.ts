'use client'
import { createContext, useContext } from 'react'
import type { ActionResult } from '@/lib/errors'
import type { OpenSlips, SlipAdded, SlipChoice, SlipLine } from '@/lib/grants/slip-schema'

export type Dock = OpenSlips & {
  /** The slip that additions go to. */
  current: SlipLine | null
  /** Put away while this page was open, so that it can be taken back. */
  discarded: readonly SlipLine[]
  isOpen: boolean
  /** Opened by hand, so the panel takes the focus. */
  wasAsked: boolean
  open: () => void
  close: () => void
  choose: (slipId: string) => void
  setDiscarded: (slip: SlipLine, isDiscarded: boolean) => Promise<ActionResult<unknown>>
  /** Puts dramas or licensees on a slip, or on a new one when none is named. */
  add: (slip: SlipLine | null, connectionId: string, choice: Partial<SlipChoice>) => Promise<ActionResult<SlipAdded>>
}

export const DockContext = createContext<Dock | null>(null)

/** The slips under work; null for somebody who may not grant. */
export const useDock = () => useContext(DockContext)

/** Where an addition goes: the current slip, or for dramas of another account that account's newest one. */
export const slipFor = (dock: Dock, connectionId: string, { dramaIds = [] }: Partial<SlipChoice>): SlipLine | null =>
  dramaIds.length === 0 || dock.current?.connectionId === connectionId
    ? dock.current
    : (dock.slips.find((slip) => slip.connectionId === connectionId) ?? null)
