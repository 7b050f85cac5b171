'use client'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState, useTransition } from 'react'
import { addDays, weekdayOf } from '@/lib/expiring/schema'

type Span = { from: string; to: string }
type Drag = { anchor: string; end: string }

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

const spanOf = ({ anchor, end }: Drag): Span => (anchor <= end ? { from: anchor, to: end } : { from: end, to: anchor })

/**
 * One day or a run of days, by pointer or keyboard. While it is being made it is shown at once; when it is done it goes
 * into the address, and the server answers with what ends then.
 */
export function useDaySelection({
  weeks,
  month,
  today,
  chosen,
}: {
  weeks: readonly (readonly string[])[]
  month: string
  today: string
  chosen: Span | null
}) {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [making, setMaking] = useState<Drag | null>(null)
  const dragging = useRef(false)
  const days = weeks.flat()
  const first = days.find((day) => day.startsWith(month)) ?? days[0] ?? today
  const [focusDay, setFocusDay] = useState(
    chosen && days.includes(chosen.from) ? chosen.from : days.includes(today) ? today : first,
  )

  const commit = (span: Span | null) => {
    const address = new URL(window.location.href)
    for (const name of ['from', 'to', 'cursor']) address.searchParams.delete(name)
    if (span) {
      address.searchParams.set('month', month)
      address.searchParams.set('from', span.from)
      address.searchParams.set('to', span.to)
    }
    startTransition(() => {
      router.replace(`${address.pathname}${address.search}` as Parameters<typeof router.replace>[0], { scroll: false })
    })
  }

  useEffect(() => {
    const drop = () => {
      dragging.current = false
    }
    window.addEventListener('pointerup', drop)
    window.addEventListener('pointercancel', drop)
    return () => {
      window.removeEventListener('pointerup', drop)
      window.removeEventListener('pointercancel', drop)
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the address says replaces what was being made
  useEffect(() => setMaking(null), [chosen?.from, chosen?.to])

  const focusOn = (day: string, grid: HTMLElement) => {
    setFocusDay(day)
    grid.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // A screen reader may have put the focus on a day of its own choice.
    const day = (event.target as HTMLElement).dataset.day ?? focusDay
    const step = steps[event.key]
    const edge = event.key === 'Home' ? -weekdayOf(day) : event.key === 'End' ? 6 - weekdayOf(day) : undefined
    const move = step ?? edge
    if (move !== undefined) {
      event.preventDefault()
      const next = addDays(day, move)
      if (!days.includes(next)) return
      if (event.shiftKey) setMaking({ anchor: making?.anchor ?? day, end: next })
      else setMaking(null)
      focusOn(next, event.currentTarget)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      commit(spanOf(making ?? { anchor: day, end: day }))
    } else if (event.key === 'Escape' && (making || chosen)) {
      setMaking(null)
      if (chosen) commit(null)
    }
  }

  const handlersOf = (day: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || event.pointerType === 'touch') return
      dragging.current = true
      setFocusDay(day)
      setMaking({ anchor: event.shiftKey && chosen ? chosen.from : day, end: day })
    },
    onPointerEnter: () => {
      if (dragging.current) setMaking((before) => (before ? { ...before, end: day } : before))
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === 'touch') {
        setFocusDay(day)
        commit({ from: day, to: day })
      } else if (dragging.current && making) commit(spanOf({ ...making, end: day }))
    },
  })

  return { focusDay, shown: making ? spanOf(making) : chosen, onKeyDown, handlersOf, isPending }
}
