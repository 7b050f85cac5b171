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
/** Columns come into view in groups, so that a sideways scroll draws rarely, and little. */
export const GROUP = 4

export type MatrixWords = {
  plans: Record<CellPlan, string>
  removed: string
  moved: string
  until: (held: number) => string
  sum: (counts: { fresh: number; extend: number; shorten: number }) => string
  cause: (cause: string) => string
}

type MatrixRowProps = {
  gridId: string
  view: MatrixView
  row: number
  start: number
  /** The columns drawn: from, up to and without. */
  from: number
  to: number
  /** The column that has the focus in this row; null none of its cells. */
  active: number | null
  removed: Uint8Array | null
  moved: Uint8Array | null
  words: MatrixWords
}

export const cellId = (gridId: string, row: number, column: number) => `${gridId}-${row}-${column}`

/**
 * The cells of one row, drawn again only when something of its own changed: a scroll down draws no more than the rows
 * that come into view, a scroll sideways no more than their next group of columns.
 */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { gridId, view, row, start, from, to, active, removed, moved, words } = props
  const head = headOf(view, 'row', row)
  const groups = []
  for (let first = from; first < to; first += GROUP) {
    const isHere = active !== null && active >= first && active < first + GROUP
    groups.push(
      <MatrixCells
        key={first}
        gridId={gridId}
        view={view}
        row={row}
        first={first}
        active={isHere ? active : null}
        removed={removed}
        moved={moved}
        words={words}
      />,
    )
  }
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className="matrix-row"
      style={{ top: start, height: ROW_HEIGHT, width: view.columns * COLUMN_WIDTH }}
    >
      <span id={cellId(gridId, row, -1)} role="rowheader" aria-colindex={1} className="sr-only">
        {`${head.name} ${head.id}`}
      </span>
      {groups}
    </div>
  )
})

type MatrixNameProps = Pick<MatrixRowProps, 'view' | 'row' | 'start'> & { isActive: boolean; isPointed: boolean }

/** The name of one row, which stays in sight: for the eye and the pointer, the row has a head of its own. */
export const MatrixName = memo(function MatrixName({ view, row, start, isActive, isPointed }: MatrixNameProps) {
  const head = headOf(view, 'row', row)
  return (
    <div
      data-row={row}
      data-column={-1}
      data-active={isActive || undefined}
      data-pointed={isPointed || undefined}
      className="matrix-name"
      style={lineAt(start)}
      title={`${head.name} ${head.id}`}
    >
      <span className={head.note ? 'text-orpiment' : ''}>{head.name}</span> <Mono quiet>{head.id}</Mono>
    </div>
  )
})

const lineAt = (start: number) => ({ top: start, height: ROW_HEIGHT, lineHeight: `${ROW_HEIGHT - 1}px` })

type MatrixCellsProps = Pick<MatrixRowProps, 'gridId' | 'view' | 'row' | 'active' | 'removed' | 'moved' | 'words'> & {
  /** The first column of the group. */
  first: number
}

const MatrixCells = memo(function MatrixCells(props: MatrixCellsProps) {
  const { gridId, view, row, first, active, removed, moved, words } = props
  const cells = []
  for (let column = first; column < Math.min(first + GROUP, view.columns); column += 1) {
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
        className={`matrix-cell mx-${isRemoved ? 'removed' : plan}`}
      />,
    )
  }
  return (
    <div
      role="none"
      className="matrix-cells"
      style={{ left: first * COLUMN_WIDTH, width: cells.length * COLUMN_WIDTH }}
    >
      {cells}
    </div>
  )
})

type MatrixSumProps = Pick<MatrixRowProps, 'view' | 'row' | 'start' | 'removed' | 'words'>

/** What one row comes to, at its other end. */
export const MatrixSum = memo(function MatrixSum({ view, row, start, removed, words }: MatrixSumProps) {
  const { note } = headOf(view, 'row', row)
  return (
    <div role="none" className="matrix-sum" style={lineAt(start)}>
      {note && view.rowAxis === 'dramas' ? (
        <span className="text-cinnabar">{words.cause(note)}</span>
      ) : (
        words.sum(countRow(view, row, removed))
      )}
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
