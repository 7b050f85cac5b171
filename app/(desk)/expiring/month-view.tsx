import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { TableSkeleton } from '@/components/ui/skeleton'
import { listLoads, readDayLoads } from '@/lib/expiring/queries'
import { addDays, addMonths, type ExpiringChoice, monthOf, weeksOf } from '@/lib/expiring/schema'
import { formatCount } from '@/lib/format'
import { ChosenDays } from './chosen-days'
import { LoadTable } from './load-table'
import { MonthGrid } from './month-grid'
import { daysChosen, type ExpiringSearch, monthShown } from './search-params'

export type ViewProps = {
  search: ExpiringSearch
  choice: ExpiringChoice
  today: string
  to: (change: Partial<ExpiringSearch>) => Route
  mayWrite: boolean
}

/** A month's sheet and what is chosen on it; on a phone the same month as a list. */
export async function MonthView({ search, choice, today, to, mayWrite }: ViewProps) {
  const t = await getTranslations('expiring')
  const month = monthShown(search, today)
  const days = await readDayLoads(choice)
  const within = days.filter(({ day }) => monthOf(day) === month)
  const total = within.reduce((sum, { count }) => sum + count, 0)
  const chosen = daysChosen(search)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_340px] items-start gap-6 max-desk:grid-cols-1">
      <section>
        <div className="flex flex-wrap items-center gap-2 pb-2">
          <h2 className="font-serif text-20 font-semibold">{month.replace('-', ' - ')}</h2>
          <span className="text-ink-3">{t('month.total', { count: formatCount(total) })}</span>
          <div className="ml-auto flex gap-1.5">
            <ButtonLink
              size="sm"
              href={to({ month: addMonths(month, -1), from: null, to: null })}
              aria-label={t('month.previous')}
            >
              <Icon name="back" small />
            </ButtonLink>
            <ButtonLink size="sm" href={to({ month: null, from: null, to: null })}>
              {t('month.today')}
            </ButtonLink>
            <ButtonLink
              size="sm"
              href={to({ month: addMonths(month, 1), from: null, to: null })}
              aria-label={t('month.next')}
            >
              <Icon name="chevron-right" small />
            </ButtonLink>
          </div>
        </div>
        <div className="max-tablet:hidden">
          <MonthGrid key={month} weeks={weeksOf(month)} month={month} days={days} today={today} chosen={chosen} />
        </div>
        <div className="tablet:hidden">
          <Suspense fallback={<TableSkeleton rows={6} columns={2} />}>
            <MonthList choice={choice} month={month} today={today} to={to} />
          </Suspense>
        </div>
      </section>
      <ChosenDays choice={choice} chosen={chosen} to={to} mayWrite={mayWrite} />
    </div>
  )
}

async function MonthList({ choice, month, today, to }: Pick<ViewProps, 'choice' | 'today' | 'to'> & { month: string }) {
  const t = await getTranslations('expiring')
  const own = { ...choice, from: `${month}-01`, to: addDays(`${addMonths(month, 1)}-01`, -1) }
  const page = await listLoads(own, null)
  if (page.rows.length === 0) return <p className="py-6 text-ink-2">{t('empty.month')}</p>
  return <LoadTable rows={page.rows} today={today} to={to} />
}
