import { useTranslations } from 'next-intl'
import type { Account } from '@/lib/connections/account'
import { formatClock, formatCount, formatShortDateTime } from '@/lib/format'
import { Parts, Since } from './fact'

/** The ceiling all processes share, what went through it, and whether anything waits for it now. */
export function RateFact({ rate, now }: { rate: Account['rate']; now: Date }) {
  const t = useTranslations('connections.rate')
  return (
    <>
      <Parts>
        <span>{t('ceiling', { rate: rate.callsPerSecond })}</span>
        <span className="text-ink-3">{t('total', { count: formatCount(BigInt(rate.callsTotal)) })}</span>
        {rate.lastCallAt ? (
          <span className="text-ink-3">
            {t('last')} <Since at={rate.lastCallAt} now={now} />
          </span>
        ) : null}
        {rate.waitingMs > 0 ? (
          <span className="text-orpiment">{t('waiting', { seconds: (rate.waitingMs / 1_000).toFixed(1) })}</span>
        ) : null}
      </Parts>
      {rate.pausedUntil ? (
        <p className="text-orpiment">{t('paused', { time: formatClock(rate.pausedUntil) })}</p>
      ) : null}
      {rate.parkedUntil ? (
        <p className="text-orpiment">{t('parked', { time: formatShortDateTime(rate.parkedUntil) })}</p>
      ) : null}
    </>
  )
}
