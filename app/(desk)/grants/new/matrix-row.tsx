// biome-ignore-all lint/a11y/useSemanticElements: a table cannot leave out what is out of view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
'use client'
import { memo } from 'react'
import { Mono } from '@/components/ui/mono'
import { planAt } from '@/lib/grants/plan-schema'
import type { CellPlan } from '@/lib/grants/schema'
import { headOf, type MatrixView } from './matrix-view'

export const ROW_HEIGHT = 26
export const COLUMN_WIDTH = 32

export type MatrixWords = {
  plans: Record<CellPlan, string>
  removed: string
  moved: string
  until: (held: number) => string
  sum: (counts: { fresh: number; extend: number; shorten: number }) => string
  cause: (cause: string) => string
}

export type MatrixRowProps = {
  gridId: string
  view: MatrixView
  row: number
  start: number
  /** The columns drawn: from, up to and without. */
  from: number
  to: number
  nameWidth: number
  sumWidth: number
  /** The column that has the focus in this row; -1 its head, null none. */
  active: number | null
  removed: Uint8Array | null
  moved: Uint8Array | null
  words: MatrixWords
}

export const cellId = (gridId: string, row: number, column: number) => `${gridId}-${row}-${column}`

/** One row, drawn again only when something of its own changed: a scroll draws no more than the rows that come into view. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { gridId, view, row, from, to, active, removed, moved, words } = props
  const head = headOf(view, 'row', row)
  const cells = []
  for (let column = from; column < to; column += 1) {
    const index = view.indexOf(row, column)
    const isRemoved = removed?.[index] === 1
    const isMoved = moved?.[index] === 1
    const plan = planAt(view.matrix, index)
    const held = view.matrix.held[index] ?? -1
    cells.push(
      <div
        key={column}
        id={cellId(gridId, row, column)}
        role="gridcell"
        aria-colindex={column + 2}
        aria-label={`${isRemoved ? words.removed : words.plans[plan]}${words.until(held)}${isMoved ? words.moved : ''}`}
        data-row={row}
        data-column={column}
        data-moved={isMoved || undefined}
        data-active={active === column || undefined}
        className="matrix-cell"
        style={{ width: COLUMN_WIDTH }}
      >
        <i className={`mx mx-${isRemoved ? 'removed' : plan}`} />
      </div>,
    )
  }
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className="matrix-row"
      style={{
        top: props.start,
        height: ROW_HEIGHT,
        lineHeight: `${ROW_HEIGHT - 1}px`,
        width: props.nameWidth + view.columns * COLUMN_WIDTH + props.sumWidth,
      }}
    >
      <div
        id={cellId(gridId, row, -1)}
        role="rowheader"
        aria-colindex={1}
        data-row={row}
        data-column={-1}
        data-active={active === -1 || undefined}
        className="matrix-name"
        style={{ width: props.nameWidth }}
        title={`${head.name} ${head.id}`}
      >
        <span className={head.note ? 'text-orpiment' : ''}>{head.name}</span> <Mono quiet>{head.id}</Mono>
      </div>
      {from > 0 ? <div role="none" style={{ width: from * COLUMN_WIDTH, flexShrink: 0 }} /> : null}
      {cells}
      <div role="none" className="matrix-sum" style={{ width: props.sumWidth }}>
        {head.note && view.rowAxis === 'dramas' ? (
          <span className="text-cinnabar">{words.cause(head.note)}</span>
        ) : (
          words.sum(countRow(view, row, removed))
        )}
      </div>
    </div>
  )
})

function countRow(view: MatrixView, row: number, removed: Uint8Array | null) {
  const counts = { fresh: 0, extend: 0, shorten: 0 }
  for (let column = 0; column < view.columns; column += 1) {
    const index = view.indexOf(row, column)
    if (removed?.[index]) continue
    const plan = planAt(view.matrix, index)
    if (plan === 'new') counts.fresh += 1
    else if (plan === 'extend' || plan === 'shorten') counts[plan] += 1
  }
  return counts
}
