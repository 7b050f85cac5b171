import { useTranslations } from 'next-intl'
import { formatDate } from '@/lib/format'
import { countDays, listMonthTicks, placeOnRibbon } from './ribbon-scale'

const DAY_MS = 86_400_000

type ExpiryRibbonProps = {
  now: string
  /** Null is permanent. */
  expiresAt: string | null
  /** The expiry this one replaces. */
  formerExpiry?: string | null
  /** Days from now before which upstream takes no expiry. */
  floorDays?: number
  /** Right end of the scale when it should reach past the expiry. */
  until?: string
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

/** From today to the expiry on a linear scale, with the floor, the months and the former expiry. */
export function ExpiryRibbon({ now, expiresAt, formerExpiry, floorDays = 7, until }: ExpiryRibbonProps) {
  const t = useTranslations('ui.ribbon')
  const today = new Date(now)
  const expiry = expiresAt ? new Date(expiresAt) : null
  const end = until ? new Date(until) : (expiry ?? new Date(today.getTime() + 365 * DAY_MS))
  const at = (moment: Date) => placeOnRibbon(today, end, moment)
  const former = formerExpiry ? new Date(formerExpiry) : null
  const formerAt = former ? at(former) : 0
  const expiryAt = expiry ? at(expiry) : 1
  const days = expiry ? countDays(today, expiry) : 0
  const ticks = expiry ? listMonthTicks(today, end) : []
  const spansYears = ticks.length > 0 && countDays(today, end) > 330
  const spoken = expiry ? t('spoken', { date: formatDate(expiry), days }) : t('spokenPermanent')
  return (
    <div className="ribbon" role="img" aria-label={spoken}>
      <div className="track" />
      <div className={expiry ? 'run' : 'run open'} style={{ width: percent(expiryAt) }} />
      <div className="floor" style={{ width: percent(at(new Date(today.getTime() + floorDays * DAY_MS))) }} />
      <span className="tick now" style={{ left: 0 }} />
      {former ? <span className="tick old" style={{ left: percent(formerAt) }} /> : null}
      {expiry ? <span className="tick end" style={{ left: `calc(${percent(expiryAt)} - 2px)` }} /> : null}
      {ticks.map((tick) => (
        <span key={`${tick.year}-${tick.month}`}>
          <span className="tick mo" style={{ left: percent(tick.at) }} />
          {tick.labelled ? (
            <span className="t dn" style={{ left: percent(tick.at) }}>
              {tick.month === 1 && spansYears
                ? t('year', { year: String(tick.year) })
                : t('month', { month: String(tick.month) })}
            </span>
          ) : null}
        </span>
      ))}
      <span className="t l up text-ink" style={{ left: 0 }}>
        {t('today', { days: floorDays })}
      </span>
      {former && formerAt > 0.24 && formerAt < 0.76 ? (
        <span className="t up text-orpiment max-tablet:hidden" style={{ left: percent(formerAt) }}>
          {t('former', { date: formatDate(former) })}
        </span>
      ) : null}
      <span className="t r up text-ink" style={{ left: percent(expiryAt) }}>
        {expiry ? formatDate(expiry) : t('permanent')}
      </span>
      {expiry ? (
        <span className="t r dn" style={{ left: percent(expiryAt) }}>
          {days < 0 ? t('expired') : days === 0 ? t('underOneDay') : t('days', { days })}
        </span>
      ) : null}
    </div>
  )
}
