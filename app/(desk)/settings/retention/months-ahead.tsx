import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { SectionTitle } from '@/components/shell/section-title'
import { Mono } from '@/components/ui/mono'
import { State } from '@/components/ui/state'
import { formatCount, formatDate } from '@/lib/format'
import type { MonthAhead } from '@/lib/retention/queries'

/** What would go when, by the policy as it stands. */
export function MonthsAhead({ months }: { months: readonly MonthAhead[] }) {
  const t = useTranslations('retention.ahead')
  const now = Date.now()
  const columns: Column<MonthAhead>[] = [
    { key: 'month', head: t('month'), width: '110px', cell: ({ month }) => <Mono>{month}</Mono> },
    {
      key: 'events',
      head: t('events'),
      width: '120px',
      numeric: true,
      wideOnly: true,
      cell: ({ events }) => formatCount(events),
    },
    {
      key: 'goes',
      head: t('goes'),
      wrap: true,
      cell: ({ goesAt, isHeld }) =>
        isHeld ? (
          <State name="denied">{t('held')}</State>
        ) : goesAt.getTime() <= now ? (
          <State name="running">{t('due')}</State>
        ) : (
          <State name="scheduled">{t('at', { date: formatDate(goesAt) })}</State>
        ),
    },
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
