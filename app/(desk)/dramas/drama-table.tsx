'use client'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { Selection } from '@/components/data-table/use-selection'
import { Checkbox } from '@/components/ui/checkbox'
import { HeadCell, Table, TableHead } from '@/components/ui/table'
import { type DramaLine, obstacleOf } from '@/lib/dramas/schema'
import { DramaRow } from './drama-row'

/** The row's real height, kept by its cells. */
export const ROW_PX = 52
const BEFORE_END = 30
const FIRST_DRAWN = 40

type DramaTableProps = {
  rows: readonly DramaLine[]
  /** How many there are beyond those read so far. */
  count: number
  now: string
  connectionId: string
  selection: Selection | null
  onNearEnd: () => void
}

/** Draws only what is on screen, however many rows there are. The first rows are there before any script runs. */
export function DramaTable({ rows, count, now, connectionId, selection, onNearEnd }: DramaTableProps) {
  const t = useTranslations('dramas.list')
  const tUi = useTranslations('ui')
  const body = useRef<HTMLTableSectionElement>(null)
  const [top, setTop] = useState<number | null>(null)
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: top ?? 0,
    getItemKey: (index) => rows[index]?.dramaId ?? index,
  })
  useEffect(() => {
    const measure = () =>
      setTop(body.current ? Math.round(body.current.getBoundingClientRect().top + window.scrollY) : null)
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])

  const items = virtual.getVirtualItems()
  const isDrawn = top !== null && items.length > 0
  const first = isDrawn ? (items[0]?.index ?? 0) : 0
  const last = isDrawn ? (items.at(-1)?.index ?? 0) : Math.min(rows.length, FIRST_DRAWN) - 1
  useEffect(() => {
    if (isDrawn && last >= rows.length - BEFORE_END) onNearEnd()
  }, [isDrawn, last, rows.length, onNearEnd])

  const free = selection ? rows.filter((row) => obstacleOf(row) === null).map((row) => row.dramaId) : []
  const chosen = selection ? free.filter(selection.has).length : 0
  return (
    <Table label={t('label')} row="l" fixedLayout aria-rowcount={count + 1}>
      <TableHead>
        {selection ? (
          <HeadCell className="w-9">
            <Checkbox
              ariaLabel={tUi('selectAll')}
              checked={chosen > 0 && chosen === free.length}
              indeterminate={chosen > 0 && chosen < free.length}
              disabled={free.length === 0}
              onCheckedChange={(checked) => selection.setMany(free, checked)}
            />
          </HeadCell>
        ) : null}
        <HeadCell>{t('name')}</HeadCell>
        <HeadCell numeric className="w-20 max-tablet:hidden">
          {t('episodes')}
        </HeadCell>
        <HeadCell className="w-32 max-desk:hidden">{t('audit')}</HeadCell>
        <HeadCell className="w-32 max-phone:w-28">{t('play')}</HeadCell>
        <HeadCell numeric className="w-20 max-phone:hidden">
          {t('holders')}
        </HeadCell>
        <HeadCell className="w-52 max-tablet:hidden">{t('nextExpiry')}</HeadCell>
      </TableHead>
      <tbody ref={body}>
        <Gap rows={first} />
        {rows.slice(first, last + 1).map((row, index) => (
          <DramaRow
            key={row.dramaId}
            row={row}
            place={first + index}
            now={now}
            connectionId={connectionId}
            selection={selection}
          />
        ))}
        <Gap rows={rows.length - 1 - last} />
      </tbody>
    </Table>
  )
}

/** Holds the place of rows that are not drawn. One cell: a span would bring hidden columns back on a narrow screen. */
function Gap({ rows }: { rows: number }) {
  if (rows <= 0) return null
  return (
    <tr>
      <td className="border-0 p-0" style={{ height: rows * ROW_PX }} />
    </tr>
  )
}
