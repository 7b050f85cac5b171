import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'
import { formatCount, formatDateTime } from '@/lib/format'
import type { GoneMonth } from '@/lib/retention/queries'

/** What has gone, and the signed manifest that stands for it. */
export function GoneMonths({ months }: { months: readonly GoneMonth[] }) {
  const t = useTranslations('retention.gone')
  const columns: Column<GoneMonth>[] = [
    { key: 'month', head: t('month'), width: '110px', cell: ({ month }) => <Mono>{month}</Mono> },
    { key: 'events', head: t('events'), width: '120px', numeric: true, cell: ({ events }) => formatCount(events) },
    { key: 'at', head: t('at'), cell: ({ retiredAt }) => formatDateTime(retiredAt) },
    { key: 'key', head: t('key'), width: '120px', wideOnly: true, cell: ({ keyId }) => <Mono>{keyId}</Mono> },
  ]
  return (
    <section aria-label={t('title')}>
      <SectionTitle note={t('note')}>{t('title')}</SectionTitle>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={months}
        rowKey={({ month }) => month}
        row="s"
        empty={<p className="pt-1 text-ink-3">{t('none')}</p>}
      />
    </section>
  )
}
