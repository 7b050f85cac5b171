import 'server-only'
import { formatDate, parseBeijingDateTime } from '@/lib/format'

/** Both ends in Beijing time; the second is exclusive. */
export type TimeRange = { from?: Date; until?: Date }

const DAY_MS = 86_400_000
const units: Record<string, number> = { h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS }
const MOST_BACK_MS = 3_660 * DAY_MS

/**
 * Reads `2026-11-20`, `2026-11-20T14:02`, `2026-11-20..2026-11-21` (either end may be `*`), `>…`, `>=…`, `<…`, `<=…`,
 * `7d`, `24h`, `2w`, `today` and `yesterday`. A day means all of it. Null when it is none of these.
 */
export function readTimeRange(written: string, now: number): TimeRange | null {
  const text = written.trim()
  if (text.length > 60) return null
  return readRelative(text, now) ?? readCompared(text) ?? readBetween(text) ?? readSpan(text)
}

function readRelative(text: string, now: number): TimeRange | null {
  if (text === 'today' || text === '今天') return readSpan(formatDate(now))
  if (text === 'yesterday' || text === '昨天') return readSpan(formatDate(now - DAY_MS))
  const [, count, unit] = /^(\d{1,5})([hdw])$/.exec(text) ?? []
  const backMs = Number(count) * (units[unit ?? ''] ?? 0)
  return backMs > 0 && backMs <= MOST_BACK_MS ? { from: new Date(now - backMs) } : null
}

function readCompared(text: string): TimeRange | null {
  const [, sign, moment] = /^([<>]=?)(.+)$/.exec(text) ?? []
  const span = moment === undefined ? null : readSpan(moment)
  if (!span) return null
  if (sign === '>') return { from: span.until }
  if (sign === '>=') return { from: span.from }
  return { until: sign === '<' ? span.from : span.until }
}

function readBetween(text: string): TimeRange | null {
  const middle = text.indexOf('..')
  if (middle === -1) return null
  const [first, last] = [text.slice(0, middle), text.slice(middle + 2)]
  const [start, end] = [readSpan(first), readSpan(last)]
  if ((!start && first !== '*') || (!end && last !== '*')) return null
  if (start && end && start.from >= end.until) return null
  return { ...(start ? { from: start.from } : {}), ...(end ? { until: end.until } : {}) }
}

/** A day, or a minute, from its start to the start of the next. */
function readSpan(text: string): { from: Date; until: Date } | null {
  const day = parseBeijingDateTime(`${text} 00:00`)
  if (day) return { from: day, until: new Date(day.getTime() + DAY_MS) }
  const moment = parseBeijingDateTime(text)
  if (!moment) return null
  return { from: moment, until: new Date(moment.getTime() + (text.length > 16 ? 1_000 : 60_000)) }
}
