import 'server-only'
import { hasWords } from '@/lib/audit/conditions'
import type { Walk } from '@/lib/audit/event-source'
import { type AuditFilter, clausesOf } from '@/lib/audit/filter'

/** A word that one event in a hundred has fills a page within so many; for more than a page that is no help. */
const NEAR = 5_000
const PAGE = 100
const DAY_MS = 86_400_000
/** How far the first turn reaches at least, and how many months the second. */
const FIRST_DAYS = 15
const SECOND_MONTHS = 4

/**
 * Reads a page of events, first in the month or so where the walk begins, then in a few more, and in the whole log only
 * when those did not fill the page: planning a walk through every month takes longer than walking through one. The index
 * of words knows no time and gives every event a word stands in, of which a page shows the nearest few, so words are
 * looked for close by before that. Rows come in the order of the walk.
 */
export async function readInTurns<Row>(
  filter: AuditFilter,
  walk: Walk,
  read: (filter: AuditFilter, walk: Walk) => Promise<Row[]>,
): Promise<Row[]> {
  const clauses = clausesOf(filter)
  if (clauses.some(({ isExcluded }) => isExcluded)) return read(filter, walk)
  if (clauses.some(hasWords) && walk.limit <= PAGE) {
    const near = await read(filter, { ...walk, lookedAt: NEAR, checksWords: true })
    if (near.length === walk.limit) return near
  }
  const found: Row[] = []
  for (const stretch of turnsOf(filter, walk)) {
    found.push(...(await read(stretch, { ...walk, limit: walk.limit - found.length })))
    if (found.length === walk.limit) break
  }
  return found
}

/** The filter's time cut into the month or so where the walk begins, the months after that, and all the rest. */
function turnsOf(filter: AuditFilter, { cursor, isBackwards }: Walk, now = Date.now()): AuditFilter[] {
  const begin = cursor?.at.getTime() ?? (isBackwards ? 0 : now)
  const [first, second] = isBackwards
    ? [monthAt(begin + FIRST_DAYS * DAY_MS, 1), monthAt(begin + FIRST_DAYS * DAY_MS, 1 + SECOND_MONTHS)]
    : [monthAt(begin - FIRST_DAYS * DAY_MS, 0), monthAt(begin - FIRST_DAYS * DAY_MS, -SECOND_MONTHS)]
  return isBackwards
    ? [within(filter, null, first), within(filter, first, second), within(filter, second, null)].filter(isOpen)
    : [within(filter, first, null), within(filter, second, first), within(filter, null, second)].filter(isOpen)
}

/** The first instant of a month in UTC, where the log is cut into partitions. */
function monthAt(time: number, later: number): Date {
  const day = new Date(time)
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + later, 1))
}

function within(filter: AuditFilter, from: Date | null, until: Date | null): AuditFilter {
  const latest = [filter.from, from]
    .filter((time) => time != null)
    .sort(byTime)
    .at(-1)
  const earliest = [filter.until, until].filter((time) => time != null).sort(byTime)[0]
  return { ...filter, ...(latest ? { from: latest } : {}), ...(earliest ? { until: earliest } : {}) }
}

const byTime = (one: Date, other: Date): number => one.getTime() - other.getTime()
const isOpen = ({ from, until }: AuditFilter): boolean => !from || !until || from < until
