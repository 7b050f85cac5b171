'use client'
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { type MemberSelection, MOST_SELECTED } from './use-member-selection'

type Input = {
  body: RefObject<HTMLElement | null>
  total: number
  selection: MemberSelection | null
  scrollTo: (index: number) => void
}

/**
 * Arrows, Home and End move from box to box, with Shift they tick on the way, Ctrl+A ticks all. A row far away is there
 * only once it was scrolled to and read, so it is given the focus when it appears.
 */
export function useMemberKeys({ body, total, selection, scrollTo }: Input) {
  const withShift = useRef(false)
  const wanted = useRef<number | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    const box = body.current?.querySelector<HTMLElement>(`[data-place="${wanted.current}"] [role=checkbox]`)
    if (!box) return
    wanted.current = null
    box.focus({ preventScroll: true })
  })

  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>) => {
    withShift.current = event.shiftKey
    if (!selection) return
    wanted.current = null
    if ((event.ctrlKey || event.metaKey) && event.key === 'a' && total <= MOST_SELECTED) {
      event.preventDefault()
      void selection.setBetween(0, total, true)
      return
    }
    const place =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]')?.dataset.place : null
    if (place == null) return
    const at = Number(place)
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: total - 1 }
    const next = moves[event.key]
    if (next === undefined || next < 0 || next >= total) return
    event.preventDefault()
    if (event.shiftKey) void selection.setBetween(Math.min(at, next), Math.max(at, next) + 1, true)
    wanted.current = next
    scrollTo(next)
    const box = body.current?.querySelector<HTMLElement>(`[data-place="${next}"] [role=checkbox]`)
    box?.focus({ preventScroll: true })
  }
  const onPointerDownCapture = (event: PointerEvent<HTMLElement>) => {
    withShift.current = event.shiftKey
    wanted.current = null
  }
  return { withShift, handlers: { onKeyDownCapture, onPointerDownCapture } }
}
