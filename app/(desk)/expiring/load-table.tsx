import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { State } from '@/components/ui/state'
import { Cell, GroupRow, HeadCell, Table, TableHead } from '@/components/ui/table'
import type { LicenseeLoad } from '@/lib/expiring/schema'
import { formatCount, joinNames, shortenAppid } from '@/lib/format'
import type { ExpiringSearch } from './search-params'

const DAY_MS = 86_400_000
const URGENT_DAYS = 7

/** Day by day, who has what ending. */
export function LoadTable({
  rows,
  today,
  to,
}: {
  rows: readonly LicenseeLoad[]
  today: string
  to: (change: Partial<ExpiringSearch>) => Route
}) {
  const t = useTranslations('expiring')
  const days = [...Map.groupBy(rows, (row) => row.day)]
  return (
    <Table label={t('list.label')} row="m" className="stack">
      <TableHead>
        <HeadCell>{t('list.licensee')}</HeadCell>
        <HeadCell>{t('list.grants')}</HeadCell>
        <HeadCell>{t('list.contract')}</HeadCell>
      </TableHead>
      <tbody>
        {days.map(([day, loads]) => (
          <DayRows
            key={day}
            day={day}
            loads={loads}
            today={today}
            href={to({ view: 'month', month: null, from: day, to: day })}
          />
        ))}
      </tbody>
    </Table>
  )
}

function DayRows({
  day,
  loads,
  today,
  href,
}: {
  day: string
  loads: readonly LicenseeLoad[]
  today: string
  href: Route
}) {
  const t = useTranslations('expiring.list')
  const locale = useLocale()
  const left = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS)
  const total = loads.reduce((sum, { count }) => sum + count, 0)
  const words = left === 0 ? t('today') : left > 0 ? t('left', { days: left }) : t('ago', { days: -left })
  return (
    <>
      <GroupRow span={3}>
        <span className="flex flex-wrap items-baseline gap-x-3">
          <Link href={href} className="link py-0.5" prefetch={false}>
            {day}
          </Link>
          {left >= 0 && left <= URGENT_DAYS ? (
            <State name="warning">{words}</State>
          ) : (
            <span className="text-12 font-normal text-ink-3">{words}</span>
          )}
          <span className="ml-auto font-normal">{t('dayTotal', { count: formatCount(total) })}</span>
        </span>
      </GroupRow>
      {loads.map((load) => (
        <tr key={`${load.day} ${load.appid}`}>
          <Cell wrap>
            <Link
              href={`/grants?appid=${load.appid}&sort=expiry` as Route}
              className="font-medium text-ink hover:text-azurite"
              prefetch={false}
              title={load.appid}
            >
              {load.name ?? shortenAppid(load.appid)}
            </Link>{' '}
            <span className="text-12 text-ink-3">{load.tags.join(' ')}</span>
          </Cell>
          <Cell wrap>
            <b className="mr-2 font-medium">{formatCount(load.count)}</b>
            <span className="text-ink-2">
              {joinNames(load.dramaNames, locale)}{' '}
              {load.count > load.dramaNames.length ? t('more', { count: formatCount(load.count) }) : ''}
            </span>
            {load.renewing > 0 ? (
              <State name="running" className="ml-2">
                {t('renewing', { count: formatCount(load.renewing) })}
              </State>
            ) : null}
            {load.hasAccountGrant ? <span className="block text-12 text-ink-3">{t('accountGrant')}</span> : null}
          </Cell>
          <Cell wrap>
            {load.contractNo}{' '}
            <span className="text-ink-3">
              {load.contractEndsOn ? t('contractEnds', { date: load.contractEndsOn }) : t('noContract')}
            </span>
          </Cell>
        </tr>
      ))}
    </>
  )
}
