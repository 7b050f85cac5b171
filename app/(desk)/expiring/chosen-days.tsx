import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { SectionTitle } from '@/components/shell/section-title'
import { sumLoads } from '@/lib/expiring/queries'
import { formatCount, shortenAppid } from '@/lib/format'
import type { ViewProps } from './month-view'
import { RenewButton } from './renew-button'

/** What ends on the chosen days, by licensee, and the one thing to do about it. */
export async function ChosenDays({
  choice,
  chosen,
  to,
  mayWrite,
}: Pick<ViewProps, 'choice' | 'to' | 'mayWrite'> & { chosen: { from: string; to: string } | null }) {
  const t = await getTranslations('expiring')
  if (!chosen)
    return (
      <aside aria-label={t('chosen.none')}>
        <SectionTitle>{t('chosen.none')}</SectionTitle>
        <p className="pt-1 text-ink-2">{t('chosen.noneText')}</p>
      </aside>
    )
  const own = { ...choice, ...chosen }
  const { rows, count, licensees } = await sumLoads(own)
  const title = chosen.from === chosen.to ? t('chosen.title', { from: chosen.from }) : t('chosen.titleRange', chosen)
  return (
    <aside aria-label={title}>
      <SectionTitle
        actions={
          <Link href={to({ from: null, to: null })} className="link text-12" scroll={false}>
            {t('chosen.clear')}
          </Link>
        }
      >
        {title}
      </SectionTitle>
      {count === 0 ? (
        <p className="pt-1 text-ink-2">{t('chosen.nothing')}</p>
      ) : (
        <>
          <p className="border-b border-line py-1.5" role="status">
            {t('chosen.summary', { count: formatCount(count), licensees: formatCount(licensees) })}
          </p>
          <ul className="max-h-[420px] overflow-y-auto">
            {rows.map((row) => (
              <li key={row.appid} className="grid grid-cols-[1fr_auto] gap-x-3 border-b border-line-soft py-1.5">
                <Link
                  href={`/grants?appid=${row.appid}&sort=expiry` as Route}
                  prefetch={false}
                  className="clip font-medium text-ink hover:text-azurite"
                  title={`${row.appid} ${t('chosen.list')}`}
                >
                  {row.name ?? shortenAppid(row.appid)}
                </Link>
                <b className="font-medium">{formatCount(row.count)}</b>
                <span className="text-12 text-ink-3">
                  {row.contractNo}{' '}
                  {row.contractEndsOn ? t('list.contractEnds', { date: row.contractEndsOn }) : t('list.noContract')}
                </span>
                {row.renewing > 0 ? (
                  <span className="text-right text-12 text-azurite">
                    {t('list.renewing', { count: formatCount(row.renewing) })}
                  </span>
                ) : null}
                {row.hasAccountGrant ? (
                  <span className="col-span-2 text-12 text-ink-3">{t('list.accountGrant')}</span>
                ) : null}
              </li>
            ))}
          </ul>
          {licensees > rows.length ? (
            <p className="pt-1 text-12 text-ink-3">
              {t('chosen.more', { count: formatCount(licensees - rows.length) })}
            </p>
          ) : null}
          <div className="pt-3">
            {mayWrite ? (
              <RenewButton choice={own} count={count} primary />
            ) : (
              <p className="text-12 text-ink-3">{t('chosen.readOnly')}</p>
            )}
          </div>
        </>
      )}
    </aside>
  )
}
