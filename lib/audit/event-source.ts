import 'server-only'
import { type Conditions, toBranches } from '@/lib/audit/conditions'
import type { Cursor } from '@/lib/audit/cursor'
import type { AuditFilter } from '@/lib/audit/filter'
import type { Sql } from '@/lib/db'

/** Rows met before a walk that leaves rows out gives up; further on is a page of its own. */
export const MOST_LOOKED_AT = 20_000

export type Walk = {
  /** Must hold `occurred_at` and `seq`. */
  columns?: string
  limit: number
  cursor?: Cursor | null
  /** From the cursor towards newer events, oldest first. */
  isBackwards?: boolean
  /** Meets no more rows than this, whatever the filter. */
  lookedAt?: number
  /** Words are checked on the rows met, in order of time, instead of leading to them. */
  checksWords?: boolean
}

type Statement = { text: string; values: unknown[] }

/** The statement that reads events in order, each branch along its index and never further than the limit. */
export function selectEvents(filter: AuditFilter, walk: Walk): Statement {
  const values: unknown[] = []
  const order = walk.isBackwards ? 'occurred_at, seq' : 'occurred_at desc, seq desc'
  const ordered = `order by ${order} limit ${walk.limit}`
  const columns = walk.columns ?? '*'
  const branches = toBranches(filter, values, { wordsAre: walk.checksWords ? 'checks' : 'leads' }).map(
    ({ leads, checks }) => {
      addPlace(leads, walk)
      const most = walk.lookedAt ?? (checks.isEmpty ? null : MOST_LOOKED_AT)
      if (most === null) return `select ${columns} from audit_event ${leads.where} ${ordered}`
      return `select ${columns} from (select * from audit_event ${leads.where} order by ${order} limit ${most}) looked ${checks.where} ${ordered}`
    },
  )
  const [only] = branches
  if (only !== undefined && branches.length === 1) return { text: only, values }
  return {
    text: `select * from (${branches.map((branch) => `(${branch})`).join(' union all ')}) branch ${ordered}`,
    values,
  }
}

/** Where each branch of a walk that leaves rows out stops looking; null for a walk that looks at what it shows only. */
function selectEnds(filter: AuditFilter, walk: Pick<Walk, 'cursor' | 'isBackwards'>): Statement | null {
  if (!filter.clauses?.some((clause) => clause.isExcluded)) return null
  const values: unknown[] = []
  const [order, back] = walk.isBackwards
    ? ['occurred_at, seq', 'occurred_at desc, seq desc']
    : ['occurred_at desc, seq desc', 'occurred_at, seq']
  const leading = { ...filter, clauses: filter.clauses.filter((clause) => !clause.isExcluded) }
  const ends = toBranches(leading, values).map(({ leads }) => {
    addPlace(leads, walk)
    return `(select occurred_at, seq, count(*) over () as met from (select occurred_at, seq from audit_event ${leads.where}
               order by ${order} limit ${MOST_LOOKED_AT}) looked order by ${back} limit 1)`
  })
  return {
    text: `select occurred_at, seq from (${ends.join(' union all ')}) ends where met = ${MOST_LOOKED_AT} order by ${order} limit 1`,
    values,
  }
}

export type Point = { occurred_at: Date; seq: string }

/** Where the first branch of a walk that leaves rows out stopped looking: what lies beyond is not told in full. */
export async function findEnd(
  filter: AuditFilter,
  walk: Pick<Walk, 'cursor' | 'isBackwards'>,
  sql: Sql,
): Promise<Point | null> {
  const ends = selectEnds(filter, walk)
  if (!ends) return null
  const [end] = await sql<Point>(ends.text, ends.values)
  return end ?? null
}

/** Whether a walk that leaves rows out is put together from several, which stop looking at places of their own. */
export const endsApart = (filter: AuditFilter): boolean =>
  (filter.clauses?.some((clause) => clause.isExcluded) ?? false) && toBranches(filter, []).length > 1

function addPlace(conditions: Conditions, { cursor, isBackwards }: Pick<Walk, 'cursor' | 'isBackwards'>): void {
  if (!cursor) return
  const side = isBackwards ? '>' : '<'
  conditions.add((at, seq) => `(occurred_at, seq) ${side} (${at}, ${seq}::bigint)`, cursor.at, cursor.seq.toString())
}
