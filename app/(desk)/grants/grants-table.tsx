'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { useListSelection } from '@/components/data-table/list-selection'
import { selectionColumn } from '@/components/data-table/selection-column'
import { ReceiptLink } from '@/components/operation/receipt-link'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { formatDateTime } from '@/lib/format'
import type { GrantLine } from '@/lib/grants/queries'
import { Expiry } from './expiry'

type GrantsTableProps = {
  rows: readonly GrantLine[]
  now: string
  /** The filter as an address; all of it may be chosen. */
  query: string
  /** The list narrowed to one licensee, `{appid}` standing for it. */
  licenseeHref: string
  empty: ReactNode
}

const keyOf = (row: GrantLine) => `${row.dramaId}@${row.appid}`

export function GrantsTable({ rows, now, query, licenseeHref, empty }: GrantsTableProps) {
  const t = useTranslations('grants')
  const tBar = useTranslations('rights.bar')
  const selection = useListSelection()
  const isAll = selection.allOf === query
  const shown = isAll ? { ...selection, has: () => true } : selection
  const columns: Column<GrantLine>[] = [
    {
      key: 'drama',
      head: t('list.drama'),
      wrap: true,
      cell: (row) => (
        <>
          <span className="font-medium">{row.dramaName}</span> <Mono quiet>{row.dramaId}</Mono>
          <span className="block text-12 text-ink-2 tablet:hidden">{row.licenseeName ?? row.appid}</span>
        </>
      ),
    },
    {
      key: 'licensee',
      head: t('list.licensee'),
      wideOnly: true,
      cell: (row) => (
        <Link
          href={licenseeHref.replace('%7Bappid%7D', row.appid) as Route}
          className="link"
          prefetch={false}
          title={row.appid}
        >
          {row.licenseeName ?? <Mono>{row.appid}</Mono>}
        </Link>
      ),
    },
    {
      key: 'expires',
      head: t('list.expires'),
      wrap: true,
      cell: (row) => (
        <>
          <Expiry expiresAt={row.expiresAt} now={now} />
          {row.drift === 'expiry' ? (
            <span className="block">
              <Drift row={row}>{t('list.otherExpiry')}</Drift>
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'granted',
      head: t('list.granted'),
      wideOnly: true,
      cell: (row) => <span className="text-ink-3">{row.grantedAt ? formatDateTime(row.grantedAt) : '—'}</span>,
    },
    {
      key: 'receipt',
      head: t('list.receipt'),
      wideOnly: true,
      cell: (row) =>
        row.operation ? <ReceiptLink number={row.operation.number} /> : <Drift row={row}>{t('list.outside')}</Drift>,
    },
  ]
  return (
    <DataTable
      label={t('list.label')}
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      empty={empty}
      lead={selectionColumn(shown, rows, keyOf, {
        selectAll: tBar('selectPage'),
        selectRow: (row) => tBar('selectRow', { drama: row.dramaName, licensee: row.licenseeName ?? row.appid }),
      })}
    />
  )
}

/** What is not as we know it leads to where that is settled; what we took as it was is only said. */
function Drift({ row, children }: { row: GrantLine; children: string }) {
  const word = <State name="drift">{children}</State>
  if (row.drift === null) return word
  const href = `/drift?kind=${row.drift}&appid=${row.appid}&q=${row.dramaId}` as Route
  return (
    <Link href={href} prefetch={false} className="hover:underline">
      {word}
    </Link>
  )
}
