import 'server-only'
import { withinMs } from '@/lib/audit/bounded'
import { SHOWN_OUTCOME } from '@/lib/audit/conditions'
import { findEnd, MOST_LOOKED_AT, selectEvents } from '@/lib/audit/event-source'
import type { AuditFilter } from '@/lib/audit/filter'
import { troubles } from '@/lib/audit/query-words'

/** How many events fell into a stretch of time, and how many of them did not go as they should. */
type Bar = { count: number; trouble: number; isAtLeast: boolean }

export type Histogram = {
  from: string
  stepMs: number
  bars: Bar[]
  /** Nothing before this was counted; null when all was. */
  countedFrom: string | null
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BEIJING_OFFSET_MS = 8 * HOUR_MS
const steps = [60_000, 5 * 60_000, 15 * 60_000, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS]
const MOST_BARS = 120
const DEFAULT_DAYS = 30
const CAP = 10_000
const CAP_PER_BAR = 250
const LIMIT_MS = 1_500

type Domain = { from: number; until: number; stepMs: number }

/** The stretch to draw: the last 30 days, or as far around the chosen time as it is long; whole steps by Beijing's clock. */
export function chooseDomain(
  filter: Pick<AuditFilter, 'from' | 'until'>,
  oldestAt: string | null,
  now: number,
): Domain {
  const month = now - DEFAULT_DAYS * DAY_MS
  const chosen = { from: filter.from?.getTime(), until: Math.min(filter.until?.getTime() ?? now, now) }
  if (chosen.from === undefined && filter.until === undefined) {
    const oldest = oldestAt === null ? month : Date.parse(oldestAt)
    return fitSteps(Math.min(oldest, now - DAY_MS), now)
  }
  const from = chosen.from ?? Math.min(oldestAt === null ? month : Date.parse(oldestAt), chosen.until - DAY_MS)
  if (from >= month && chosen.until > month) return fitSteps(month, now)
  const length = Math.max(chosen.until - from, HOUR_MS)
  return fitSteps(from - length / 2, Math.min(chosen.until + length / 2, now))
}

function fitSteps(from: number, until: number): Domain {
  const wanted = Math.max(until - from, 60_000) / MOST_BARS
  const stepMs = steps.find((step) => step >= wanted) ?? Math.ceil(wanted / DAY_MS) * DAY_MS
  const start = Math.floor((from + BEIJING_OFFSET_MS) / stepMs) * stepMs - BEIJING_OFFSET_MS
  return { from: start, until: start + Math.ceil((until - start) / stepMs) * stepMs, stepMs }
}

/** Counts events by time. A small answer is exact; a large one is counted bar by bar, each no further than it can show. */
export async function countByTime(filter: AuditFilter, domain: Domain): Promise<Histogram> {
  const inside: AuditFilter = { ...filter, from: new Date(domain.from), until: new Date(domain.until) }
  const newest =
    (await countNewest(inside, domain)) ?? (await countNewest(inside, domain, MOST_LOOKED_AT)) ?? emptyCount(domain)
  const bars = newest.isCut ? ((await countEachBar(inside, domain)) ?? null) : newest.bars
  return {
    from: new Date(domain.from).toISOString(),
    stepMs: domain.stepMs,
    bars: bars ?? newest.bars,
    countedFrom: newest.isCut && bars === null ? newest.oldestAt : null,
  }
}

const isTrouble = `(${SHOWN_OUTCOME}) in (${troubles.map((outcome) => `'${outcome}'`).join(', ')})`
const FACTS = 'occurred_at, seq, phase, outcome, operation_id'
const barsOf = ({ from, until, stepMs }: Domain): number => Math.round((until - from) / stepMs)

const emptyBars = (domain: Domain): Bar[] =>
  Array.from({ length: barsOf(domain) }, () => ({ count: 0, trouble: 0, isAtLeast: false }))

const emptyCount = (domain: Domain) => ({
  bars: emptyBars(domain),
  isCut: true,
  oldestAt: new Date(domain.until).toISOString(),
})

function countNewest(filter: AuditFilter, domain: Domain, lookedAt?: number) {
  return withinMs(LIMIT_MS, async (sql) => {
    const { text, values } = selectEvents(filter, {
      columns: FACTS,
      limit: CAP + 1,
      ...(lookedAt === undefined ? {} : { lookedAt }),
    })
    const rows = await sql<{ bar: number; count: number; trouble: number; oldest_at: Date }>(
      `select floor((extract(epoch from occurred_at) * 1000 - ${domain.from}) / ${domain.stepMs})::int as bar,
              count(*)::int as count, count(*) filter (where ${isTrouble})::int as trouble, min(occurred_at) as oldest_at
         from (${text}) fit group by 1 order by 1`,
      values,
    )
    const bars = emptyBars(domain)
    for (const { bar, count, trouble } of rows) if (bars[bar]) bars[bar] = { count, trouble, isAtLeast: false }
    const total = rows.reduce((sum, { count }) => sum + count, 0)
    const oldest = rows[0]?.oldest_at ?? new Date(domain.until)
    const end = await findEnd(filter, {}, sql)
    return {
      bars,
      isCut: total > CAP || lookedAt !== undefined || end !== null,
      // What was met may be newer than where the looking stopped; nothing lies between.
      oldestAt: (end && (total <= CAP || end.occurred_at > oldest) ? end.occurred_at : oldest).toISOString(),
    }
  })
}

function countEachBar(filter: AuditFilter, domain: Domain) {
  return withinMs(LIMIT_MS, async (sql) => {
    const bars: Bar[] = []
    const startedAt = performance.now()
    // A statement per bar: each walks its own stretch of the index, and the planner knows where that is.
    for (let bar = 0; bar < barsOf(domain); bar += 1) {
      if (performance.now() - startedAt > LIMIT_MS) return null
      const from = domain.from + bar * domain.stepMs
      const ofBar: AuditFilter = { ...filter, from: new Date(from), until: new Date(from + domain.stepMs) }
      const { text, values } = selectEvents(ofBar, { columns: FACTS, limit: CAP_PER_BAR + 1 })
      const [row] = await sql<{ count: number; trouble: number }>(
        `select count(*)::int as count, count(*) filter (where ${isTrouble})::int as trouble from (${text}) fit`,
        values,
      )
      const count = row?.count ?? 0
      const isAtLeast = count > CAP_PER_BAR || (await findEnd(ofBar, {}, sql)) !== null
      bars.push({ count: Math.min(count, CAP_PER_BAR), trouble: row?.trouble ?? 0, isAtLeast })
    }
    return bars
  })
}
