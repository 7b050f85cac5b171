import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { Pagination } from '@/components/ui/pagination'
import { listLoads, sumLoads } from '@/lib/expiring/queries'
import { formatCount } from '@/lib/format'
import { LoadTable } from './load-table'
import type { ViewProps } from './month-view'
import { RenewButton } from './renew-button'
import { ENDED_DAYS } from './search-params'

/** What ends next, or has ended lately, as a list. */
export async function AgendaView({ search, choice, today, to, mayWrite }: ViewProps) {
  const t = await getTranslations('expiring')
  const isEnded = search.view === 'ended'
  const [page, total] = await Promise.all([listLoads(choice, search.cursor, isEnded), sumLoads(choice)])
  if (page.rows.length === 0) {
    if (choice.appid || choice.tag || choice.contract)
      return (
        <Empty
          icon="calendar"
          title={t('empty.filtered')}
          action={<ButtonLink href={to({ appid: null, tag: null, contract: null })}>{t('empty.clear')}</ButtonLink>}
        />
      )
    return (
      <Empty
        icon="calendar"
        title={isEnded ? t('empty.ended', { days: ENDED_DAYS }) : t('empty.title', { days: search.range })}
      >
        {t(isEnded ? 'empty.endedText' : 'empty.text')}
      </Empty>
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <p>{t('chosen.summary', { count: formatCount(total.count), licensees: formatCount(total.licensees) })}</p>
        {mayWrite ? (
          <RenewButton choice={choice} count={total.count} />
        ) : (
          <span className="text-12 text-ink-3">{t('chosen.readOnly')}</span>
        )}
      </div>
      <LoadTable rows={page.rows} today={today} to={to} />
      <Pagination
        previousHref={search.cursor ? to({}) : undefined}
        nextHref={page.next ? to({ cursor: page.next }) : undefined}
      />
    </>
  )
}
