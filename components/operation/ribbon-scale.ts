import { formatDate } from '@/lib/format'

const DAY_MS = 86_400_000
const MOST_LABELS = 7

type MonthTick = { at: number; year: number; month: number; labelled: boolean }

/** Whole days that remain; less than one day is 0, the past is negative. */
export function countDays(now: Date, then: Date) {
  return Math.floor((then.getTime() - now.getTime()) / DAY_MS)
}

/** Share of the way from `now` to `until`, between 0 and 1. */
export function placeOnRibbon(now: Date, until: Date, moment: Date) {
  const span = until.getTime() - now.getTime()
  if (span <= 0) return 0
  return Math.min(1, Math.max(0, (moment.getTime() - now.getTime()) / span))
}

/** First days of Beijing months between the two ends, thinned so that their names never touch. */
export function listMonthTicks(now: Date, until: Date): MonthTick[] {
  const [year = 0, month = 1] = formatDate(now).split('-').map(Number)
  const ticks: MonthTick[] = []
  for (let ahead = 1; ahead <= 600; ahead += 1) {
    const index = month - 1 + ahead
    const first = new Date(Date.UTC(year, index, 1) - 8 * 3_600_000)
    if (first >= until) break
    ticks.push({
      at: placeOnRibbon(now, until, first),
      year: year + Math.floor(index / 12),
      month: (index % 12) + 1,
      labelled: false,
    })
  }
  const step = Math.max(1, Math.ceil(ticks.length / MOST_LABELS))
  return ticks
    .filter((tick, index) => (step < 12 ? index % step === 0 : tick.month === 1))
    .map((tick) => ({ ...tick, labelled: tick.at > 0.04 && tick.at < 0.9 }))
}
