import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EveryRowTick, RowTick } from '@/components/data-table/row-ticks'
import { DriftLink } from '@/components/ui/drift-link'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { formatCount, formatDate } from '@/lib/format'
import type { LicenseeLine } from '@/lib/licensees/book-schema'
import { ContractEnd } from './contract-end'

type LicenseesTableProps = {
  rows: readonly LicenseeLine[]
  now: string
  tagHref: (tag: string) => Route
  empty: ReactNode
  /** With boxes before the rows, for somebody who may grant. */
  hasTicks: boolean
}

export function LicenseesTable({ rows, now, tagHref, empty, hasTicks }: LicenseesTableProps) {
  const t = useTranslations('licensees')
  const columns: Column<LicenseeLine>[] = [
    {
      key: 'name',
      head: t('column.name'),
      wrap: true,
      cell: (row) => (
        <>
          <span className="block">{row.name}</span>
          <Mono quiet>{row.appid}</Mono>
          <span className="block text-12 font-normal text-ink-2 tablet:hidden">
            <ContractEnd endsOn={row.contractEndsOn} now={now} />
          </span>
        </>
      ),
    },
    {
      key: 'subject',
      head: t('column.subject'),
      wideOnly: true,
      wrap: true,
      cell: (row) => (
        <>
          <span className="block">{row.subject ?? <span className="text-ink-3">—</span>}</span>
          {row.contact ? <span className="text-12 text-ink-3">{row.contact}</span> : null}
        </>
      ),
    },
    {
      key: 'contract',
      head: t('column.contract'),
      wideOnly: true,
      wrap: true,
      cell: (row) => (
        <>
          <span className="block whitespace-nowrap">
            <ContractEnd endsOn={row.contractEndsOn} now={now} />
          </span>
          {row.contractNo ? (
            <Mono quiet className="whitespace-nowrap">
              {row.contractNo}
            </Mono>
          ) : null}
        </>
      ),
    },
    {
      key: 'tags',
      head: t('column.tags'),
      wideOnly: true,
      wrap: true,
      cell: (row) => (
        <span className="flex flex-wrap gap-1">
          {row.tags.map((tag) => (
            <Link key={tag} href={tagHref(tag)} className="chip" prefetch={false}>
              {tag}
            </Link>
          ))}
        </span>
      ),
    },
    {
      key: 'rights',
      head: t('column.rights'),
      wrap: true,
      cell: (row) => (
        <>
          <Rights row={row} />
          <span className="block">
            <DriftLink count={row.driftCount} href={`/drift?appid=${row.appid}` as Route} />
          </span>
        </>
      ),
    },
    {
      key: 'refused',
      head: t('column.refused'),
      wideOnly: true,
      cell: (row) =>
        row.lastRefusalAt && row.lastRefusalCode ? (
          <State name="warning">
            <Mono>{row.lastRefusalCode}</Mono> {formatDate(row.lastRefusalAt)}
          </State>
        ) : (
          <span className="text-ink-3">—</span>
        ),
    },
  ]
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.appid}
      rowHref={(row) => `/licensees/${row.appid}` as Route}
      row="l"
      empty={empty}
      {...(hasTicks
        ? {
            lead: {
              head: <EveryRowTick rowKeys={rows.map(({ appid }) => appid)} label={t('select.all')} />,
              cell: (row: LicenseeLine) => <RowTick rowKey={row.appid} label={t('select.row', { name: row.name })} />,
            },
          }
        : {})}
    />
  )
}

function Rights({ row }: { row: LicenseeLine }) {
  const t = useTranslations('licensees.rights')
  if (row.grantCount === 0 && row.accountGrantCount === 0) return <span className="text-ink-3">{t('none')}</span>
  return (
    <>
      <span className="block">
        {row.accountGrantCount > 0 ? t('account', { count: row.accountGrantCount }) : null}
        {row.accountGrantCount > 0 && row.grantCount > 0 ? t('and') : null}
        {row.grantCount > 0 ? t('dramas', { count: formatCount(row.grantCount) }) : null}
      </span>
      {row.nextExpiryAt ? (
        <span className="text-12 text-ink-3">{t('nextExpiry', { date: formatDate(row.nextExpiryAt) })}</span>
      ) : null}
    </>
  )
}
