import clsx from 'clsx'
import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { countNextDays } from '@/lib/expiring/queries'
import { formatCount, formatDate } from '@/lib/format'

const DAYS = 30

/** How much ends on each of the next days. Every bar opens its day; the largest carries the accent. A day without an end leads nowhere. */
export async function LoadChart({ now }: { now: Date }) {
  const t = await getTranslations('expiring.chart')
  const days = await countNextDays(formatDate(now), DAYS)
  const most = Math.max(...days.map(({ count }) => count))
  if (most <= 0) return null
  const peak = days.findIndex(({ count }) => count === most)
  const isLabelled = (index: number) => index === peak || index === 0
  const hrefOf = (day: string) => `/expiring?from=${day}&to=${day}` as Route
  return (
    <div className="pt-2">
      <nav className="bars" aria-label={t('label', { days: DAYS })}>
        {days.map(({ day, count }, index) => {
          const told = t('bar', { date: day, count: formatCount(count) })
          if (count === 0)
            return (
              <span key={day} title={told}>
                <i />
              </span>
            )
          return (
            <Link
              key={day}
              href={hrefOf(day)}
              prefetch={false}
              className={clsx(index === peak && 'peak')}
              aria-label={told}
              title={told}
            >
              {isLabelled(index) ? <b aria-hidden="true">{formatCount(count)}</b> : null}
              <i style={{ height: `${(count / most) * 56}px` }} />
            </Link>
          )
        })}
      </nav>
      <p className="flex justify-between pt-0.5 text-11 text-ink-3" aria-hidden="true">
        {[0, 7, 14, 21, DAYS - 1].map((index) => (
          <span key={index}>{days[index]?.day.slice(5)}</span>
        ))}
      </p>
      <details className="text-12">
        <summary className="link w-fit py-1">{t('table')}</summary>
        <table className="tbl mb-2 max-w-[320px]">
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col" className="num">
                {t('count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ count }) => count > 0)
              .map(({ day, count }) => (
                <tr key={day}>
                  <td>
                    <Link href={hrefOf(day)} className="link" prefetch={false}>
                      {day}
                    </Link>
                  </td>
                  <td className="num">{formatCount(count)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </div>
  )
}
