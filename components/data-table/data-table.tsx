import clsx from 'clsx'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Cell, HeadCell, Table, TableHead } from '@/components/ui/table'

export type Column<TRow> = {
  key: string
  head: ReactNode
  cell: (row: TRow) => ReactNode
  numeric?: boolean
  /** CSS width; with one given anywhere the layout is fixed. */
  width?: string
  /** May run over several lines. */
  wrap?: boolean
  /** Dropped on narrow screens: cut columns before cutting words. */
  wideOnly?: boolean
}

export type LeadColumn<TRow> = {
  head: ReactNode
  cell: (row: TRow) => ReactNode
  isSelected?: (row: TRow) => boolean
}

type DataTableProps<TRow> = {
  label: string
  columns: readonly Column<TRow>[]
  rows: readonly TRow[]
  rowKey: (row: TRow) => string
  /** Makes the first column a link that covers its row. */
  rowHref?: (row: TRow) => Route
  row?: 's' | 'm' | 'l'
  empty: ReactNode
  /** A narrow first column, such as `selectionColumn` makes. */
  lead?: LeadColumn<TRow>
}

const narrow = (wideOnly: boolean | undefined) => (wideOnly ? 'max-tablet:hidden' : '')

/** Rows as the server sends them. It holds no state, so it runs on either side. */
export function DataTable<TRow>({
  label,
  columns,
  rows,
  rowKey,
  rowHref,
  row = 'm',
  empty,
  lead,
}: DataTableProps<TRow>) {
  if (rows.length === 0) return empty
  return (
    <Table label={label} row={row} fixedLayout={columns.some((column) => column.width)}>
      <TableHead>
        {lead ? <HeadCell className="w-10">{lead.head}</HeadCell> : null}
        {columns.map(({ key, head, numeric, width, wideOnly }) => (
          <HeadCell key={key} numeric={numeric} className={narrow(wideOnly)} style={width ? { width } : undefined}>
            {head}
          </HeadCell>
        ))}
      </TableHead>
      <tbody>
        {rows.map((item) => (
          <tr
            key={rowKey(item)}
            className={clsx((rowHref || lead) && 'lively')}
            aria-selected={lead?.isSelected?.(item)}
          >
            {lead ? <Cell>{lead.cell(item)}</Cell> : null}
            {columns.map((column, index) => (
              <Cell key={column.key} numeric={column.numeric} wrap={column.wrap} className={narrow(column.wideOnly)}>
                {index === 0 && rowHref ? (
                  <Link href={rowHref(item)} className="row-link" prefetch={false}>
                    {column.cell(item)}
                  </Link>
                ) : (
                  column.cell(item)
                )}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
