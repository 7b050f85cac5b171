import 'server-only'
import { sql } from '@/lib/db'
import { OPERATION_COLUMNS, type OperationRow, toOperationLine } from '@/lib/operations/operation-row'
import type { ItemCounts, OperationLine, OperationVerdict } from '@/lib/operations/schema'

export type OperationFilter = {
  /** `open`: not done yet. */
  verdict?: OperationVerdict | 'open'
  action?: string
  actorId?: string
  from?: Date
  until?: Date
}

export type ListedOperation = OperationLine & { counts: Partial<ItemCounts> }
export type OperationPage = { operations: ListedOperation[]; newer: string | null; older: string | null }

export const OPERATIONS_PER_PAGE = 50

/** Numbers are given in the order operations were made, so a number is all a page needs to be held by. */
export async function listOperations(
  filter: OperationFilter,
  place: { after: number } | { before: number } | null = null,
  size = OPERATIONS_PER_PAGE,
): Promise<OperationPage> {
  const backwards = place !== null && 'before' in place
  const edge = place === null ? null : 'before' in place ? place.before : place.after
  const rows = await sql<OperationRow & { counts: Partial<ItemCounts> | null }>(
    `select ${OPERATION_COLUMNS}, counted.counts
       from (select * from operation
              where ($1::text is null or ($1 = 'open' and state <> 'done') or verdict = $1)
                and ($2::text is null or action = $2) and ($3::text is null or actor_id = $3)
                and ($4::timestamptz is null or created_at >= $4) and ($5::timestamptz is null or created_at < $5)
                and ($6::integer is null or ${backwards ? 'number > $6' : 'number < $6'})
              order by number ${backwards ? '' : 'desc'} limit ${size + 1}) operation,
            lateral (select jsonb_object_agg(verdict, count) as counts from (
               select coalesce(nullif(verdict, ''), 'pending') as verdict, sum(items)::int as count from operation_tally
                where operation_id = operation.id and items > 0 group by 1) per_verdict) counted
      order by operation.number desc`,
    [
      filter.verdict ?? null,
      filter.action ?? null,
      filter.actorId ?? null,
      filter.from ?? null,
      filter.until ?? null,
      edge,
    ],
  )
  const more = rows.length > size
  const kept = more ? (backwards ? rows.slice(1) : rows.slice(0, size)) : rows
  const operations = kept.map((row) => ({ ...toOperationLine(row), counts: row.counts ?? {} }))
  const [first, last] = [operations[0], operations.at(-1)]
  return {
    operations,
    newer: first && (backwards ? more : place !== null) ? String(first.number) : null,
    older: last && (backwards || more) ? String(last.number) : null,
  }
}

/** How many operations are under way, for the pill in the top bar. */
export async function countRunning(limit = 100): Promise<number> {
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from (select 1 from operation where state <> 'done' limit ${limit}) bounded`,
  )
  return row?.count ?? 0
}
