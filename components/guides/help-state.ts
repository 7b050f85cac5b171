'use client'
import { useSyncExternalStore } from 'react'
import type { GuideName } from '@/lib/guides/schema'

/** The guide on show, the list of all of them, or nothing. */
export type HelpState = GuideName | 'list' | null

let state: HelpState = null
const listeners = new Set<() => void>()

/** Help is asked for from the bar, the palette and a key; the drawer is one. */
export function showHelp(next: HelpState): void {
  state = next
  for (const listener of listeners) listener()
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useHelp = (): HelpState =>
  useSyncExternalStore(
    listen,
    () => state,
    () => null,
  )
