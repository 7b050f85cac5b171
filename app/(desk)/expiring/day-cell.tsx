'use client'
import { useTranslations } from 'next-intl'
import type { DayLoad } from '@/lib/expiring/schema'
import { formatCount } from '@/lib/format'

const NAMED = 2

/** The figure is the truth, the bar its picture; names tell whose most of it is. */
export function DayCell({
  day,
  load,
  most,
  isPast,
}: {
  day: string
  load: DayLoad | null
  most: number
  isPast: boolean
}) {
  const t = useTranslations('expiring.month')
  const number = Number(day.slice(8))
  if (!load)
    return (
      <>
        <span className="date" aria-hidden="true">
          {number}
        </span>
        <span className="sr-only">{t('dayEmpty', { date: day })}</span>
      </>
    )
  const others = load.licensees - Math.min(NAMED, load.largest.length)
  return (
    <>
      <span className="sr-only">
        {t('day', { date: day, count: formatCount(load.count), licensees: formatCount(load.licensees) })}
      </span>
      <span aria-hidden="true" className="contents">
        <span className="date">{number}</span>
        <b className={isPast ? 'figure past' : 'figure'}>{formatCount(load.count)}</b>
        <i className={isPast ? 'load past' : 'load'} style={{ width: `${(load.count / most) * 100}%` }} />
        {load.largest.slice(0, NAMED).map(({ name, count }) => (
          <span key={name} className="holder">
            <span className="clip">{name}</span>
            <span>{formatCount(count)}</span>
          </span>
        ))}
        {others > 0 ? <span className="holder rest">{t('more', { count: formatCount(load.licensees) })}</span> : null}
      </span>
    </>
  )
}
