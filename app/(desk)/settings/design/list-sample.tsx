'use client'
import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { FilterBar } from '@/components/data-table/filter-bar'
import { selectionColumn } from '@/components/data-table/selection-column'
import { useSelection } from '@/components/data-table/use-selection'
import { VerdictBadge } from '@/components/operation/verdict-badge'
import { Mono } from '@/components/ui/mono'
import { Pagination } from '@/components/ui/pagination'
import { formatDateTime } from '@/lib/format'

type Row = { id: string; name: string; at: string; verdict: 'verified' | 'partial' | 'mismatch' }

const rows: Row[] = [
  { id: '100231', name: '锦书难托', at: '2026-11-21T06:02:11Z', verdict: 'verified' },
  { id: '100232', name: '旧城雨巷', at: '2026-11-21T05:47:03Z', verdict: 'partial' },
  { id: '100418', name: '星野来信', at: '2026-11-20T14:31:45Z', verdict: 'mismatch' },
]

export function ListSample() {
  const t = useTranslations('design')
  const selection = useSelection(['100232'])
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: t('column.name'),
      cell: (row) => (
        <>
          {row.name} <Mono quiet>{row.id}</Mono>
        </>
      ),
    },
    { key: 'verdict', head: t('column.verdict'), cell: (row) => <VerdictBadge verdict={row.verdict} mark /> },
    { key: 'at', head: t('column.at'), cell: (row) => <Mono>{formatDateTime(row.at)}</Mono>, wideOnly: true },
  ]
  return (
    <>
      <FilterBar
        clearHref="/settings/design"
        filters={[
          { key: 'time', label: t('column.at'), value: t('filter'), removeHref: '/settings/design' },
          { key: 'not', label: t('column.name'), value: '锦书难托', removeHref: '/settings/design', isExclusion: true },
        ]}
      />
      <DataTable
        label={t('list')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={() => '/settings/design'}
        empty={null}
        lead={selectionColumn(selection, rows, (row) => row.id, {
          selectAll: t('list'),
          selectRow: (row) => row.name,
        })}
      />
      <Pagination previousHref="/settings/design" nextHref="/settings/design" summary={t('filter')} />
    </>
  )
}
