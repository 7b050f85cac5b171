import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { formatDateTime } from '@/lib/format'
import type { GrantLine } from '@/lib/grants/queries'

const DAY_MS = 86_400_000
const SOON_DAYS = 30
const URGENT_DAYS = 7

export type GrantsTableProps = {
  rows: readonly GrantLine[]
  now: Date
  licenseeHref: (appid: string) => Route
  empty: ReactNode
}

export function GrantsTable({ rows, now, licenseeHref, empty }: GrantsTableProps) {
  const t = useTranslations('grants')
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
        <Link href={licenseeHref(row.appid)} className="link" prefetch={false} title={row.appid}>
          {row.licenseeName ?? <Mono>{row.appid}</Mono>}
        </Link>
      ),
    },
    {
      key: 'expires',
      head: t('list.expires'),
      wrap: true,
      cell: (row) => <Expiry expiresAt={row.expiresAt} now={now} />,
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
        row.operation ? (
          <Link href={`/operations/${row.operation.id}` as Route} className="link mono" prefetch={false}>
            R-{row.operation.number}
          </Link>
        ) : (
          <span className="text-ink-3">—</span>
        ),
    },
  ]
  return (
    <DataTable
      label={t('list.label')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.dramaId}@${row.appid}`}
      empty={empty}
    />
  )
}

function Expiry({ expiresAt, now }: { expiresAt: string | null; now: Date }) {
  const t = useTranslations('grants.list')
  if (expiresAt === null) return <span>{t('permanent')}</span>
  const days = Math.floor((Date.parse(expiresAt) - now.getTime()) / DAY_MS)
  const date = <span className="mr-2">{formatDateTime(expiresAt)}</span>
  if (days < 0) {
    return (
      <>
        {date}
        <State name="failed">{t('lapsed')}</State>
      </>
    )
  }
  return (
    <>
      {date}
      {days <= SOON_DAYS ? (
        <State name={days <= URGENT_DAYS ? 'warning' : 'queued'}>{t('left', { days })}</State>
      ) : (
        <span className="text-12 text-ink-3">{t('left', { days })}</span>
      )}
    </>
  )
}
