import 'server-only'
import { withinMs } from '@/lib/audit/bounded'
import { SHOWN_OUTCOME } from '@/lib/audit/conditions'
import { findEnd, MOST_LOOKED_AT, selectEvents } from '@/lib/audit/event-source'
import type { AuditFilter, Clause } from '@/lib/audit/filter'
import { troubles } from '@/lib/audit/query-words'
import type { Sql } from '@/lib/db'

export const facetKinds = ['outcome', 'actor', 'action', 'target'] as const
export type FacetKind = (typeof facetKinds)[number]

/** How often a value occurs among the events counted. `name` is the person's, as of the newest of them. */
export type FacetValue = { value: string; name: string; count: number }

type FacetCounts = {
  total: number
  /** No more than `FACET_CAP` events were counted, or the looking stopped early: every count is “at least”. */
  isAtLeast: boolean
  /** How many of them did not go as they should. */
  trouble: number
  oldestAt: string | null
  kinds: Record<FacetKind, { values: FacetValue[]; isAtLeast: boolean }>
}

const FACET_CAP = 10_000
const LIMIT_MS = 1_500

/** Whether a clause is the choice made in a facet. A channel asked for as one is a condition like any other. */
const isOwn = (clause: Clause, kind: FacetKind): boolean =>
  !clause.isExcluded &&
  (kind === 'target' ? clause.on === 'targetType' || (clause.on === 'target' && !clause.byKey) : clause.on === kind)

/** The filter as the facet of a kind counts it: everything but the choice made in that facet itself. */
const withoutOwn = (filter: AuditFilter, kind: FacetKind): AuditFilter => ({
  ...filter,
  clauses: (filter.clauses ?? []).filter((clause) => !isOwn(clause, kind)),
})

const narrowsItself = (filter: AuditFilter, kind: FacetKind): boolean =>
  (filter.clauses ?? []).some((clause) => isOwn(clause, kind))

type Tally = { counts: Map<FacetKind, FacetValue[]>; total: number; isAtLeast: boolean; oldestAt: Date | null }

/** Counts of every facet, each by all filters but its own, from the newest events that fit and no more than the cap. */
export async function countFacets(filter: AuditFilter): Promise<FacetCounts> {
  const whole = await tally(filter)
  const kinds = {} as FacetCounts['kinds']
  for (const kind of facetKinds) {
    const counted = narrowsItself(filter, kind) ? await tally(withoutOwn(filter, kind), kind) : whole
    kinds[kind] = { values: counted.counts.get(kind) ?? [], isAtLeast: counted.isAtLeast }
  }
  return {
    total: whole.total,
    isAtLeast: whole.isAtLeast,
    trouble: (whole.counts.get('outcome') ?? [])
      .filter(({ value }) => troubles.some((trouble) => trouble === value))
      .reduce((sum, { count: often }) => sum + often, 0),
    oldestAt: whole.oldestAt?.toISOString() ?? null,
    kinds,
  }
}

const expressions: Record<FacetKind, string> = {
  outcome: `(${SHOWN_OUTCOME})`,
  actor: 'actor_id',
  action: `split_part(action, '.', 1)`,
  target: 'target_type',
}

async function tally(filter: AuditFilter, only?: FacetKind): Promise<Tally> {
  const whole = await withinMs(LIMIT_MS, (sql) => count(sql, filter, only))
  if (whole) return whole
  // Too wide for its indexes: the newest events alone then, which is no more work for a hundred times the log.
  const near = await withinMs(LIMIT_MS, (sql) => count(sql, filter, only, MOST_LOOKED_AT))
  return near ? { ...near, isAtLeast: true } : { counts: new Map(), total: 0, isAtLeast: true, oldestAt: null }
}

type Row = { kind: FacetKind; value: string; name: string; count: number; oldest_at: Date }

async function count(sql: Sql, filter: AuditFilter, only?: FacetKind, lookedAt?: number): Promise<Tally> {
  const { text, values } = selectEvents(filter, {
    columns: 'occurred_at, seq, phase, action, outcome, operation_id, actor_id, actor_name, target_type',
    limit: FACET_CAP + 1,
    ...(lookedAt === undefined ? {} : { lookedAt }),
  })
  const wanted = only ? [only] : facetKinds
  const rows = await sql<Row>(
    `with fit as materialized (${text})
     ${wanted
       .map(
         (kind) => `select '${kind}' as kind, ${expressions[kind]} as value,
           ${kind === 'actor' ? '(array_agg(actor_name order by occurred_at desc, seq desc))[1]' : `''`} as name,
           count(*)::int as count, min(occurred_at) as oldest_at from fit group by 2`,
       )
       .join(' union all ')}
     order by 1, 4 desc, 2`,
    values,
  )
  const counts = new Map<FacetKind, FacetValue[]>()
  for (const { kind, value, name, count: often } of rows)
    counts.set(kind, [...(counts.get(kind) ?? []), { value, name, count: often }])
  const first = counts.get(wanted[0] ?? 'outcome') ?? []
  const total = first.reduce((sum, { count: often }) => sum + often, 0)
  const oldest = rows.reduce<Date | null>(
    (oldestAt, row) => (oldestAt && oldestAt < row.oldest_at ? oldestAt : row.oldest_at),
    null,
  )
  const isCut = (await findEnd(filter, {}, sql)) !== null
  return {
    counts,
    total: Math.min(total, FACET_CAP),
    isAtLeast: total > FACET_CAP || isCut,
    oldestAt: oldest,
  }
}
