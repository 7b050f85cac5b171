// biome-ignore-all lint/a11y/useSemanticElements: a table cannot leave out what is out of view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { type MouseEvent, useId, useMemo, useRef, useState } from 'react'
import { formatDate } from '@/lib/format'
import { cellPlans } from '@/lib/grants/schema'
import { placeAfter } from './grid-keys'
import { MatrixHead } from './matrix-head'
import { MatrixMap } from './matrix-map'
import {
  COLUMN_WIDTH,
  cellId,
  GROUP,
  MatrixName,
  MatrixRow,
  MatrixSum,
  type MatrixWords,
  ROW_HEIGHT,
} from './matrix-row'
import { headOf, type MatrixView } from './matrix-view'
import type { Place } from './removal'

const HEAD_HEIGHT = 104
/** From here on the matrix is seldom seen whole, and a map of it helps. */
const LARGE = 16

type MatrixGridProps = {
  view: MatrixView
  removed: Uint8Array | null
  moved: Uint8Array | null
  onToggle: (place: Place) => void
  onUndo: () => void
  active: Place
  onActive: (place: Place) => void
}

/** The grid itself: only what is in view is drawn, one place has the focus, arrows move it and Space takes it out. */
export function MatrixGrid({ view, removed, moved, onToggle, onUndo, active, onActive }: MatrixGridProps) {
  const t = useTranslations('grants.matrix')
  const tComposer = useTranslations('composer.matrix')
  const words = useMatrixWords()
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [hasFocus, setHasFocus] = useState(false)
  const [pointed, setPointed] = useState<Place | null>(null)
  const [isNarrow, setIsNarrow] = useState(false)
  const [nameWidth, sumWidth] = isNarrow ? [132, 0] : [200, 132]

  const rows = useVirtualizer({
    count: view.rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 2,
    scrollPaddingEnd: HEAD_HEIGHT,
    useFlushSync: false,
    onChange: (instance) => setIsNarrow((instance.scrollRect?.width ?? 1_000) < 560),
  })
  const columns = useVirtualizer({
    horizontal: true,
    count: view.columns,
    getScrollElement: () => scroller.current,
    estimateSize: () => COLUMN_WIDTH,
    overscan: 1,
    scrollPaddingEnd: nameWidth + sumWidth,
    useFlushSync: false,
  })
  const rowItems = rows.getVirtualItems()
  const columnItems = columns.getVirtualItems()
  const from = Math.floor((columnItems[0]?.index ?? 0) / GROUP) * GROUP
  const to = Math.min(view.columns, Math.ceil(((columnItems.at(-1)?.index ?? -1) + 1) / GROUP) * GROUP)
  const width = nameWidth + view.columns * COLUMN_WIDTH + sumWidth

  const height = Math.min(520, HEAD_HEIGHT + view.rows * ROW_HEIGHT + 18)
  const isLarge = view.rows > LARGE || view.columns > LARGE

  const go = (place: Place) => {
    onActive(place)
    if (place.row >= 0) rows.scrollToIndex(place.row, { align: 'auto' })
    if (place.column >= 0) columns.scrollToIndex(place.column, { align: 'auto' })
  }
  const placeOf = (event: MouseEvent): Place | null => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null
    return target ? { row: Number(target.dataset.row), column: Number(target.dataset.column) } : null
  }
  const shown = pointed ?? (hasFocus ? active : null)

  return (
    <>
      <div className="flex items-end gap-3">
        <div
          ref={scroller}
          role="grid"
          tabIndex={0}
          aria-label={t('label')}
          aria-rowcount={view.rows + 1}
          aria-colcount={view.columns + 1}
          aria-multiselectable="true"
          aria-activedescendant={hasFocus ? cellId(gridId, active.row, active.column) : undefined}
          aria-describedby={`${gridId}-keys`}
          className="matrix min-w-0 flex-1"
          style={{ height }}
          onFocus={() => setHasFocus(true)}
          onBlur={() => setHasFocus(false)}
          onPointerOver={(event) => setPointed(placeOf(event))}
          onPointerLeave={() => setPointed(null)}
          onClick={(event) => {
            const place = placeOf(event)
            if (!place) return
            onActive(place)
            onToggle(place)
          }}
          onKeyDown={(event) => {
            const isCommand = event.ctrlKey || event.metaKey
            if (isCommand && event.key === 'z') {
              event.preventDefault()
              onUndo()
            } else if (event.key === ' ' || event.key === 'Delete') {
              event.preventDefault()
              onToggle({
                row: isCommand ? -1 : active.row,
                column: event.shiftKey ? -1 : active.column,
              })
            } else {
              const next = placeAfter(event.key, isCommand, active, view)
              if (!next) return
              event.preventDefault()
              go(next)
            }
          }}
        >
          <div role="none" style={{ width, height: HEAD_HEIGHT + view.rows * ROW_HEIGHT, position: 'relative' }}>
            <MatrixHead
              gridId={gridId}
              view={view}
              from={from}
              to={to}
              height={HEAD_HEIGHT}
              nameWidth={nameWidth}
              sumWidth={sumWidth}
              active={hasFocus && active.row === -1 ? active.column : null}
            />
            <div role="none" className="matrix-body" style={{ height: view.rows * ROW_HEIGHT }}>
              <div role="none" className="absolute" style={{ left: nameWidth }}>
                {rowItems.map(({ index, start }) => (
                  <MatrixRow
                    key={index}
                    gridId={gridId}
                    view={view}
                    row={index}
                    start={start}
                    from={from}
                    to={to}
                    active={hasFocus && active.row === index && active.column >= 0 ? active.column : null}
                    removed={removed}
                    moved={moved}
                    words={words}
                  />
                ))}
              </div>
              <div aria-hidden="true" className="matrix-names" style={{ width: nameWidth }}>
                {rowItems.map(({ index, start }) => (
                  <MatrixName
                    key={index}
                    view={view}
                    row={index}
                    start={start}
                    isActive={hasFocus && active.row === index && active.column === -1}
                    isPointed={pointed?.row === index}
                  />
                ))}
              </div>
              <div role="none" className="matrix-sums" style={{ width: sumWidth }}>
                {rowItems.map(({ index, start }) => (
                  <MatrixSum key={index} view={view} row={index} start={start} removed={removed} words={words} />
                ))}
              </div>
            </div>
          </div>
        </div>
        {isLarge ? (
          <MatrixMap view={view} removed={removed} moved={moved} scroller={scroller} height={height - HEAD_HEIGHT} />
        ) : null}
      </div>
      <p className="min-h-5 truncate pt-1 text-12 text-ink-3" data-part="pointed">
        {shown ? tell(shown) : tComposer('keys')}
      </p>
      <span id={`${gridId}-keys`} className="sr-only">
        {tComposer('keys')}
      </span>
    </>
  )

  function tell({ row, column }: Place): string {
    const names = [
      row >= 0 ? headOf(view, 'row', row).name : null,
      column >= 0 ? headOf(view, 'column', column).name : null,
    ].filter((name) => name !== null)
    if (row < 0 || column < 0) return tComposer('wholeLine', { name: names.join(' ') })
    const index = view.indexOf(row, column)
    const plan = cellPlans[view.matrix.cells[index] ?? 0] ?? 'blocked'
    const word = removed?.[index] ? words.removed : words.plans[plan]
    return tComposer('cell', {
      name: names.join(' × '),
      state: `${word}${words.until(view.matrix.held[index] ?? -1)}`,
    })
  }
}

function useMatrixWords(): MatrixWords {
  const t = useTranslations('grants')
  const tComposer = useTranslations('composer.matrix')
  return useMemo(() => {
    const dates = new Map<number, string>([[-1, '']])
    return {
      plans: Object.fromEntries(cellPlans.map((plan) => [plan, t(`plan.${plan}`)])) as MatrixWords['plans'],
      removed: tComposer('removed'),
      moved: tComposer('movedCell'),
      until: (held) => {
        const known = dates.get(held)
        if (known !== undefined) return known
        const text = tComposer('held', { date: held === 0 ? t('expiry.permanent') : formatDate(held * 1000) })
        dates.set(held, text)
        return text
      },
      sum: (counts) => t('matrix.sum', counts),
      cause: (cause) => t(`play.${cause}` as 'play.gone'),
    }
  }, [t, tComposer])
}
