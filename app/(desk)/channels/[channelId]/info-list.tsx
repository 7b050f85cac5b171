'use client'
import { useTranslations } from 'next-intl'
import { type PointerEvent, useRef, useState } from 'react'
import { InfoRow } from './info-row'

type Props = { ids: readonly string[]; onMove: (from: number, to: number) => void; onRemove: (index: number) => void }

/** Rows in their order. A row is moved by its buttons or dragged by its grip; both say where it went. */
export function InfoList({ ids, onMove, onRemove }: Props) {
  const t = useTranslations('conditions.info')
  const list = useRef<HTMLOListElement>(null)
  const dragged = useRef<number | null>(null)
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
  const grip = (index: number, id: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      dragged.current = index
      setLifted(id)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = dragged.current
      if (from === null || !list.current) return
      const to = placeAt(list.current, event.clientY)
      if (to === from) return
      dragged.current = to
      move(from, to)
    },
    onPointerUp: drop,
    onPointerCancel: drop,
    onLostPointerCapture: drop,
  })
  function drop() {
    dragged.current = null
    setLifted(null)
  }
  return (
    <>
      <ol ref={list} className="grid border-t border-line-soft">
        {ids.map((id, index) => (
          <InfoRow
            key={id}
            index={index}
            count={ids.length}
            isLifted={id === lifted}
            grip={grip(index, id)}
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
