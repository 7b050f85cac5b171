import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { ButtonLink } from '@/components/ui/button'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { formatCount } from '@/lib/format'
import type { GrantFilter } from '@/lib/grants/filter-schema'
import type { GrantGroup } from '@/lib/grants/grant-groups'
import type { GrantGrouping } from '@/lib/grants/selection-schema'
import { Expiry } from './expiry'
import { RenewButton } from './renew-button'
import { type GrantSearch, writeGrantSearch, writeSelectionSearch } from './search-params'

type GrantGroupsProps = {
  by: GrantGrouping
  rows: readonly GrantGroup[]
  search: GrantSearch
  filter: GrantFilter
  connectionId: string
  now: string
  mayWrite: boolean
  empty: ReactNode
}

/** One line per licensee or drama, with what may be done to all of its grants that fit the filter. */
export function GrantGroups({ by, rows, search, filter, connectionId, now, mayWrite, empty }: GrantGroupsProps) {
  const t = useTranslations('rights.group')
  const narrowed = (key: string) => (by === 'licensee' ? { appid: key } : { drama: key })
  const shared = { ...search, group: null, page: null, cursor: null, connection: connectionId }
  const columns: Column<GrantGroup>[] = [
    {
      key: 'name',
      head: t(by),
      wrap: true,
      cell: (row) => (
        <Link
          href={writeGrantSearch('/grants', { ...shared, ...narrowed(row.key) }) as Route}
          className="link"
          prefetch={false}
        >
          {row.name ?? row.key} <Mono quiet>{row.key}</Mono>
        </Link>
      ),
    },
    { key: 'grants', head: t('grants'), numeric: true, cell: (row) => <b>{formatCount(row.grants)}</b> },
    { key: 'permanent', head: t('permanent'), numeric: true, wideOnly: true, cell: (row) => count(row.permanent) },
    {
      key: 'soon',
      head: t('soon'),
      numeric: true,
      wideOnly: true,
      cell: (row) => (row.soon > 0 ? <State name="warning">{formatCount(row.soon)}</State> : count(0)),
    },
    { key: 'lapsed', head: t('lapsed'), numeric: true, wideOnly: true, cell: (row) => count(row.lapsed) },
    {
      key: 'next',
      head: t('next'),
      wideOnly: true,
      cell: (row) => (row.nextExpiry ? <Expiry expiresAt={row.nextExpiry} now={now} /> : '—'),
    },
  ]
  if (mayWrite) {
    columns.push({
      key: 'act',
      head: <span className="sr-only">{t('act')}</span>,
      cell: (row) => (
        <span className="flex flex-wrap justify-end gap-1">
          <RenewButton
            size="sm"
            connectionId={connectionId}
            selection={{ kind: 'filter', filter: { ...filter, ...narrowed(row.key) } }}
          />
          <ButtonLink
            size="sm"
            variant="danger"
            prefetch={false}
            href={writeSelectionSearch('/grants/revoke', { ...shared, ...narrowed(row.key), all: '1' }) as Route}
          >
            {t('revoke')}
          </ButtonLink>
        </span>
      ),
    })
  }
  return <DataTable label={t('label')} columns={columns} rows={rows} rowKey={(row) => row.key} empty={empty} />
}

const count = (value: number) => <span className={value > 0 ? '' : 'text-ink-3'}>{formatCount(value)}</span>
