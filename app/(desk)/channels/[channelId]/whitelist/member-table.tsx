'use client'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/notice'
import { HeadCell, Table, TableHead } from '@/components/ui/table'
import type { WhitelistRow } from '@/lib/channels/whitelist-schema'
import { type MemberDoing, MemberRow } from './member-row'
import type { ListPlace } from './search-params'
import { useMemberKeys } from './use-member-keys'
import { type MemberSelection, MOST_SELECTED } from './use-member-selection'
import { useMembersBetween } from './use-members'

export const ROW_PX = 36
const FIRST_DRAWN = 30
/** Rows beyond those drawn that are read with them, so that scrolling on meets what is there already. */
const READ_AHEAD = 60

type MemberTableProps = {
  place: ListPlace
  search: string
  total: number
  revealed: ReadonlyMap<string, string>
  selection: MemberSelection | null
  /** Told which members are on screen. */
  inView: RefObject<WhitelistRow[]>
  onDo: (doing: MemberDoing, row: WhitelistRow) => void
}

/** Draws and reads only what is in view, however long the list is. */
export function MemberTable({ place, search, total, revealed, selection, inView, onDo }: MemberTableProps) {
  const t = useTranslations('whitelist.list')
  const tUi = useTranslations('ui')
  const body = useRef<HTMLTableSectionElement>(null)
  const [top, setTop] = useState<number | null>(null)
  const virtual = useWindowVirtualizer({
    count: total,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: top ?? 0,
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
  const last = Math.min(total, isDrawn ? (items.at(-1)?.index ?? 0) + 1 : FIRST_DRAWN) - 1
  const { memberAt, isFailed } = useMembersBetween(
    place,
    search,
    Math.max(0, first - READ_AHEAD),
    Math.min(total, last + 1 + READ_AHEAD),
    virtual.isScrolling,
  )

  const { startIndex = 0, endIndex = last } = virtual.range ?? {}
  useEffect(() => {
    const rows = Array.from({ length: Math.min(endIndex, last) - startIndex + 1 }, (_, offset) =>
      memberAt(startIndex + offset),
    )
    inView.current = rows.filter((row) => row !== null)
  })

  const { withShift, handlers } = useMemberKeys({
    body,
    total,
    selection,
    scrollTo: (index) => virtual.scrollToIndex(index),
  })
  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => memberAt(first + offset))
  const isTicked = (row: WhitelistRow | null) => row !== null && (selection?.has(row.key) ?? false)
  const areAllTicked = drawn.every(isTicked) && (selection?.members.size ?? 0) >= total
  return (
    <>
      {isFailed ? <Notice tone="danger" live title={t('pageFailed')} /> : null}
      <div {...handlers}>
        <Table label={t('label')} row="m" fixedLayout aria-rowcount={total + 1}>
          <TableHead>
            {selection ? (
              <HeadCell className="w-9">
                <Checkbox
                  ariaLabel={tUi('selectAll')}
                  checked={areAllTicked}
                  indeterminate={!areAllTicked && drawn.some(isTicked)}
                  disabled={total > MOST_SELECTED || selection.isReading}
                  onCheckedChange={(isAll) => void selection.setBetween(0, total, isAll)}
                />
              </HeadCell>
            ) : null}
            <HeadCell className="w-64 max-phone:w-40">{t('code')}</HeadCell>
            <HeadCell>{t('name')}</HeadCell>
            <HeadCell className="w-24 max-phone:w-14">
              <span className="sr-only">{t('doings')}</span>
            </HeadCell>
          </TableHead>
          <tbody ref={body}>
            <Gap rows={first} />
            {drawn.map((row, offset) => {
              const index = first + offset
              return (
                <MemberRow
                  key={index}
                  index={index}
                  row={row}
                  shown={row ? (revealed.get(row.key) ?? null) : null}
                  isSelected={isTicked(row)}
                  onPick={selection ? (picked, isOn) => selection.pick(picked, index, isOn, withShift.current) : null}
                  onDo={onDo}
                />
              )
            })}
            <Gap rows={total - 1 - last} />
          </tbody>
        </Table>
      </div>
    </>
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
