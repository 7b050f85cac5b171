'use client'
import { usePathname } from 'next/navigation'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { dockCookie, rememberPreference, slipCookie } from '@/components/shell/preferences'
import { settle } from '@/components/shell/reach'
import { failure } from '@/lib/errors'
import type { OpenSlips, SlipLine } from '@/lib/grants/slip-schema'
import { addToSlip, discardSlip } from '../grants/actions'
import { COMPOSER, isNarrow, isWide, readOpenSlips, SLIP_SAVED } from './open-slips'
import { type Dock, DockContext } from './use-dock'

type DockProviderProps = {
  initial: OpenSlips
  /** As it was left; null until it was opened or closed for the first time. */
  wasOpen: boolean | null
  chosenId: string | null
  children: ReactNode
}

/** Holds the open slips for the whole desk. It outlives navigation, and looks again when another place may have changed them. */
export function DockProvider({ initial, wasOpen, chosenId, children }: DockProviderProps) {
  const pathname = usePathname()
  const [found, setFound] = useState(initial)
  const [chosen, setChosen] = useState(chosenId)
  const [discarded, setGone] = useState<readonly SlipLine[]>([])
  const [isOpen, setIsOpen] = useState(wasOpen === true)
  const [wasAsked, setWasAsked] = useState(false)
  const hasDecided = useRef(wasOpen !== null)
  useEffect(() => setFound(initial), [initial])

  const refresh = useCallback(async () => {
    const read = await readOpenSlips()
    if (read) setFound(read)
    return read
  }, [])

  const before = useRef(pathname)
  useEffect(() => {
    const came = before.current
    before.current = pathname
    if (came === pathname) return
    if (isNarrow()) setIsOpen(false)
    if (came === COMPOSER) void refresh()
  }, [pathname, refresh])

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible' && window.location.pathname !== COMPOSER) void refresh()
    }
    document.addEventListener('visibilitychange', look)
    window.addEventListener(SLIP_SAVED, look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener(SLIP_SAVED, look)
    }
  }, [refresh])

  const dock = useMemo<Dock>(() => {
    const show = (open: boolean, byHand: boolean) => {
      setIsOpen(open)
      setWasAsked(open && byHand)
      // On a phone it covers the page, so there it never opens by itself.
      if (isNarrow()) return
      hasDecided.current = true
      rememberPreference(dockCookie, open ? 'open' : 'closed')
    }
    const choose = (slipId: string) => {
      setChosen(slipId)
      rememberPreference(slipCookie, slipId)
    }
    return {
      ...found,
      current: found.slips.find(({ id }) => id === chosen) ?? found.slips[0] ?? null,
      discarded,
      isOpen,
      wasAsked,
      open: () => {
        show(true, true)
        void refresh()
      },
      close: () => show(false, true),
      choose,
      setDiscarded: async (slip, isDiscarded) => {
        const result = await settle(() => discardSlip({ slipId: slip.id, isDiscarded }))
        if (!result.ok) return result
        setGone((gone) => [...gone.filter(({ id }) => id !== slip.id), ...(isDiscarded ? [slip] : [])])
        await refresh()
        return result
      },
      add: async (slip, connectionId, choice) => {
        const addition = { slipId: slip?.id ?? null, connectionId: slip?.connectionId ?? connectionId, ...choice }
        const result = await settle(() => addToSlip(addition))
        const read = await refresh()
        if (!result.ok) return result
        const { slipId } = result.data
        // Submitted in the moment between: what was added is not on the receipt.
        if (read && !read.slips.some(({ id }) => id === slipId)) return failure('conflict')
        choose(slipId)
        if (!hasDecided.current && isWide()) show(true, false)
        return result
      },
    }
  }, [found, chosen, discarded, isOpen, wasAsked, refresh])

  return <DockContext value={dock}>{children}</DockContext>
}
