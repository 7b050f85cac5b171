'use client'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { stateLook } from '@/components/ui/state'
import { formatClock, formatDateTime } from '@/lib/format'
import { Evidence } from './evidence'
import type { RowFacts, RowMark } from './row-facts'

type EventRowsProps = {
  rows: readonly RowFacts[]
  beijing: string
  label?: string
  currentId?: string | undefined
  /** Beside the receipt of a row that stands for more than itself. */
  fold?: (row: RowFacts) => ReactNode
  /** What such a row unfolds into. */
  under?: (row: RowFacts) => ReactNode
}

/** Who, did what, to what, and the proof, in that order. */
export function EventRows({ rows, beijing, label, currentId, fold, under }: EventRowsProps) {
  return (
    <ol aria-label={label}>
      {rows.map((row) => {
        const look = stateLook(row.state)
        return (
          <li key={row.id} className="ev" aria-current={row.id === currentId || undefined} data-event={row.id}>
            <time dateTime={row.at} title={`${formatDateTime(row.at, 'milli')} ${beijing}`}>
              {formatClock(row.at)}
            </time>
            <Mark mark={row.mark} />
            <div className="ev-say">
              <a href={`/audit/${row.id}`} className="row-link">
                <Said said={row.said} />
              </a>
              <Evidence pieces={row.proof} className="ev-proof" />
            </div>
            <div className="ev-end">
              <span className={`st ${look.pigment}`}>
                <Icon name={look.glyph} />
                {row.word}
              </span>
              <span className="ev-ref">
                {fold?.(row)}
                {row.notes ? (
                  <a href={`/audit/${row.id}#notes`} className="flex items-center gap-1" title={row.notes.words}>
                    <Icon name="note" small />
                    <span aria-hidden="true">{row.notes.count}</span>
                    <span className="sr-only">{row.notes.words}</span>
                  </a>
                ) : null}
                {row.receipt === undefined ? null : <a href={`/operations/R-${row.receipt}`}>{`R-${row.receipt}`}</a>}
              </span>
            </div>
            {under?.(row)}
          </li>
        )
      })}
    </ol>
  )
}

function Said({ said }: { said: RowFacts['said'] }) {
  return said.map((part, index) => {
    if (typeof part === 'string') return part
    const [Weight, text] = part
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence never changes once written
    return <Weight key={index}>{text}</Weight>
  })
}

function Mark({ mark }: { mark: RowMark }) {
  if (mark === 'bolt') return <Icon name="bolt" className="text-amethyst" />
  if (typeof mark === 'string') return <Icon name={mark} className="text-ink-3" />
  return (
    <span className="who s" aria-hidden="true">
      {mark.letter}
    </span>
  )
}
