'use client'
import { useTranslations } from 'next-intl'
import { useMemo, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Segmented } from '@/components/ui/segmented'
import { formatCount } from '@/lib/format'
import { cellPlans } from '@/lib/grants/schema'
import type { Removed } from '@/lib/grants/slip-schema'
import { CellMark } from './cell-mark'
import { MatrixGrid } from './matrix-grid'
import { type RowAxis, viewPlan } from './matrix-view'
import type { Moves } from './moves'
import { type Place, toggleAt } from './removal'
import { SectionHead } from './section-head'
import type { Plan } from './use-plan'

const MOST_UNDONE = 50

type MatrixSectionProps = {
  plan: Plan | null
  isPlanning: boolean
  removed: Removed
  removedCells: Uint8Array | null
  onRemoved: (removed: Removed) => void
  moves: Moves | null
  onDismissMoves: () => void
  onReplan: () => void
}

/** Every cell of the slip and what will happen to it, to be looked through and thinned out. */
export function MatrixSection(props: MatrixSectionProps) {
  const { plan, isPlanning, removed, removedCells, moves } = props
  const t = useTranslations('grants')
  const tComposer = useTranslations('composer.matrix')
  const [rowAxis, setRowAxis] = useState<RowAxis>('dramas')
  const [active, setActive] = useState<Place>({ row: 0, column: 0 })
  const undone = useRef<Removed[]>([])
  const [undoable, setUndoable] = useState(0)
  const view = useMemo(() => (plan ? viewPlan(plan, rowAxis) : null), [plan, rowAxis])
  const safe = view
    ? { row: Math.min(active.row, view.rows - 1), column: Math.min(active.column, view.columns - 1) }
    : active

  const put = (next: Removed) => {
    undone.current = [...undone.current, removed].slice(-MOST_UNDONE)
    setUndoable(undone.current.length)
    props.onRemoved(next)
  }
  const undo = () => {
    const before = undone.current.pop()
    setUndoable(undone.current.length)
    if (before) props.onRemoved(before)
  }

  return (
    <section
      data-part="matrix"
      aria-label={t('matrix.title')}
      aria-busy={isPlanning}
      className="border-t border-ink pb-4"
    >
      <SectionHead
        numeral={t('compose.four')}
        title={t('matrix.title')}
        actions={
          <>
            <ul className="flex flex-wrap items-center gap-x-4 text-12 text-ink-2">
              {cellPlans.map((cell) => (
                <li key={cell} className="flex items-center gap-1">
                  <CellMark plan={cell} />
                  {t(`plan.${cell}`)}
                </li>
              ))}
              <li className="flex items-center gap-1">
                <CellMark plan="removed" />
                {tComposer('removed')}
              </li>
            </ul>
            <Segmented
              value={rowAxis}
              onValueChange={setRowAxis}
              ariaLabel={tComposer('axis')}
              options={[
                { value: 'dramas', label: tComposer('byDrama') },
                { value: 'licensees', label: tComposer('byLicensee') },
              ]}
            />
          </>
        }
      />
      <div className="flex min-h-7 flex-wrap items-center gap-x-3">
        <p role="status" className="text-12 text-ink-3">
          {isPlanning ? t(plan ? 'matrix.stale' : 'matrix.planning') : plan ? '' : t('matrix.waiting')}
        </p>
        {plan ? (
          <div className="ml-auto flex flex-wrap gap-1">
            {undoable > 0 ? (
              <Button variant="ghost" size="sm" icon="back" onClick={undo}>
                {tComposer('undo')}
              </Button>
            ) : null}
            {removedCells ? (
              <Button variant="ghost" size="sm" onClick={() => put(new Map())}>
                {tComposer('restoreAll')}
              </Button>
            ) : null}
            <Button variant="ghost" size="sm" icon="retry" disabled={isPlanning} onClick={props.onReplan}>
              {tComposer('replan')}
            </Button>
          </div>
        ) : null}
      </div>
      {moves && view ? (
        <Notice
          tone="attention"
          live
          className="mb-2"
          title={tComposer('moved', { count: formatCount(moves.indexes.length) })}
          action={
            <Button size="sm" onClick={props.onDismissMoves}>
              {tComposer('movedSeen')}
            </Button>
          }
        >
          {moves.kinds
            .map(({ from, to, count }) =>
              from === to
                ? tComposer('movedDate', { plan: t(`plan.${to}`), count: formatCount(count) })
                : tComposer('movedKind', {
                    from: t(`plan.${from}`),
                    to: t(`plan.${to}`),
                    count: formatCount(count),
                  }),
            )
            .join('；')}
        </Notice>
      ) : null}
      {view ? (
        <MatrixGrid
          key={rowAxis}
          view={view}
          removed={removedCells}
          moved={moves?.cells ?? null}
          active={safe}
          onActive={setActive}
          onUndo={undo}
          onToggle={(place) => put(toggleAt(view, removed, place))}
        />
      ) : null}
    </section>
  )
}
