'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { InfoRow } from './info-row'

type Props = { ids: readonly string[]; onMove: (from: number, to: number) => void; onRemove: (index: number) => void }

/** Rows in their order. A row is moved by its buttons or dragged by its grip; both say where it went. */
export function InfoList({ ids, onMove, onRemove }: Props) {
  const t = useTranslations('conditions.info')
  const list = useRef<HTMLOListElement>(null)
  const [lifted, setLifted] = useState<string | null>(null)
  const [said, setSaid] = useState('')

  const move = (from: number, to: number) => {
    onMove(from, to)
    setSaid(t('moved', { from: from + 1, to: to + 1, count: ids.length }))
  }
  /** The row is drawn anew in its place; the button that moved it keeps the focus, or its neighbour at an end. */
  const step = (from: number, by: 1 | -1) => {
    move(from, from + by)
    requestAnimationFrame(() => {
      const row = list.current?.children[from + by]
      const [same, other] = by < 0 ? ['up', 'down'] : ['down', 'up']
      const button = (name: string) => row?.querySelector<HTMLButtonElement>(`[data-move=${name}]:not(:disabled)`)
      const target = button(same ?? '') ?? button(other ?? '')
      target?.focus()
    })
  }
  // On the window: moving a row in the page takes a pointer captured by it away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: one drag from its first move to its end
  useEffect(() => {
    if (lifted === null) return
    let place = ids.indexOf(lifted)
    const drag = (event: PointerEvent) => {
      const to = list.current ? placeAt(list.current, event.clientY) : place
      if (to === place) return
      move(place, to)
      place = to
    }
    const drop = () => setLifted(null)
    const ends = ['pointerup', 'pointercancel', 'blur'] as const
    window.addEventListener('pointermove', drag)
    for (const end of ends) window.addEventListener(end, drop)
    return () => {
      window.removeEventListener('pointermove', drag)
      for (const end of ends) window.removeEventListener(end, drop)
    }
  }, [lifted])
  return (
    <>
      <ol ref={list} className="grid border-t border-line-soft">
        {ids.map((id, index) => (
          <InfoRow
            key={id}
            index={index}
            count={ids.length}
            isLifted={id === lifted}
            onLift={() => setLifted(id)}
            onStep={(by) => step(index, by)}
            onRemove={() => onRemove(index)}
          />
        ))}
      </ol>
      <p className="sr-only" role="status">
        {said}
      </p>
    </>
  )
}

/** The place whose row the pointer is over, by the middles of the rows as they stand. */
function placeAt(list: HTMLElement, y: number): number {
  const middles = [...list.children].map((row) => {
    const { top, height } = row.getBoundingClientRect()
    return top + height / 2
  })
  const nearest = middles.map((middle) => Math.abs(middle - y))
  return nearest.indexOf(Math.min(...nearest))
}
