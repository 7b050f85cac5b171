import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { ReceiptLink } from '@/components/operation/receipt-link'
import { ButtonLink } from '@/components/ui/button'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { formatCount, formatDateTime } from '@/lib/format'
import type { AccountGrantLine } from '@/lib/grants/list-account-grants'
import { Expiry } from '../expiry'
import { writeGrantSearch } from '../search-params'
import { writeAccountSearch } from './search-params'

type AccountsTableProps = {
  rows: readonly AccountGrantLine[]
  now: string
  connectionId: string
  mayWrite: boolean
  empty: ReactNode
}

export function AccountsTable({ rows, now, connectionId, mayWrite, empty }: AccountsTableProps) {
  const t = useTranslations('rights.accounts')
  const tGrants = useTranslations('grants.list')
  const to = (path: string, appid: string) => writeAccountSearch(path, { connection: connectionId, appid }) as Route
  const columns: Column<AccountGrantLine>[] = [
    {
      key: 'licensee',
      head: t('licensee'),
      wrap: true,
      cell: (row) => (
        <>
          <span className="font-medium">{row.licenseeName ?? row.appid}</span> <Mono quiet>{row.appid}</Mono>
        </>
      ),
    },
    { key: 'expires', head: t('expires'), wrap: true, cell: (row) => <Expiry expiresAt={row.expiresAt} now={now} /> },
    {
      key: 'rights',
      head: t('rights'),
      numeric: true,
      wideOnly: true,
      cell: (row) => (
        <Link
          href={writeGrantSearch('/grants', { connection: connectionId, appid: row.appid }) as Route}
          className="link"
          prefetch={false}
        >
          {formatCount(row.dramaGrants)}
        </Link>
      ),
    },
    {
      key: 'granted',
      head: t('granted'),
      wideOnly: true,
      cell: (row) => <span className="text-ink-3">{row.grantedAt ? formatDateTime(row.grantedAt) : '—'}</span>,
    },
    {
      key: 'receipt',
      head: t('receipt'),
      wideOnly: true,
      cell: (row) =>
        row.operation ? (
          <ReceiptLink number={row.operation.number} />
        ) : (
          <State name="drift">{tGrants('outside')}</State>
        ),
    },
  ]
  if (mayWrite) {
    columns.push({
      key: 'act',
      head: <span className="sr-only">{t('act')}</span>,
      wrap: true,
      cell: (row) => (
        <span className="flex flex-wrap justify-end gap-1">
          <ButtonLink size="sm" href={to('/grants/accounts/new', row.appid)} prefetch={false}>
            {t('change')}
          </ButtonLink>
          <ButtonLink size="sm" variant="danger" href={to('/grants/accounts/revoke', row.appid)} prefetch={false}>
            {t('revoke')}
          </ButtonLink>
        </span>
      ),
    })
  }
  return <DataTable label={t('label')} columns={columns} rows={rows} rowKey={(row) => row.appid} empty={empty} />
}
