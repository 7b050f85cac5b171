import 'server-only'
import { sql } from '@/lib/db'
import { isOpenQuestion } from '@/lib/operations/item-checks'
import { OPERATION_COLUMNS, type OperationRow, toOperationLine } from '@/lib/operations/operation-row'
import { type ItemCounts, type OperationLine, type OperationVerdict, operationVerdicts } from '@/lib/operations/schema'
import { toLikePattern } from '@/lib/pinyin'

export type OperationFilter = {
  /** Words of the reason, or a receipt's number as `R-812` or `812`. */
  q?: string
  /** `open`: not done yet; `unanswered`: with an outcome nobody has an answer for. */
  verdict?: OperationVerdict | 'open' | 'unanswered'
  connectionId?: string
  action?: string
  actorId?: string
  from?: Date
  until?: Date
}

export type ListedOperation = OperationLine & { counts: Partial<ItemCounts> }
type OperationPage = { operations: ListedOperation[]; newer: string | null; older: string | null }

const OPERATIONS_PER_PAGE = 50

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
              where ${verdictCondition(filter.verdict)} and ($6::uuid is null or connection_id = $6)
                and ($1::text is null or action = $1) and ($2::text is null or actor_id = $2)
                and ($3::timestamptz is null or created_at >= $3) and ($4::timestamptz is null or created_at < $4)
                and ($7::text is null or reason ilike $7 or number = $8)
                and ($5::integer is null or ${backwards ? 'number > $5' : 'number < $5'})
              order by number ${backwards ? '' : 'desc'} limit ${size + 1}) operation,
            lateral (select jsonb_object_agg(verdict, count) as counts from (
               select coalesce(nullif(verdict, ''), 'pending') as verdict, sum(items)::int as count from operation_tally
                where operation_id = operation.id and items > 0 group by 1) per_verdict) counted
      order by operation.number desc`,
    [
      filter.action ?? null,
      filter.actorId ?? null,
      filter.from ?? null,
      filter.until ?? null,
      edge,
      filter.connectionId ?? null,
      filter.q ? toLikePattern(filter.q) : null,
      numberIn(filter.q ?? ''),
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

/** Verdicts are a closed list, so they may stand in the statement, where the indexes kept for them are seen. */
function verdictCondition(verdict: OperationFilter['verdict']): string {
  if (verdict === undefined) return 'true'
  if (verdict === 'open') return `state <> 'done'`
  if (verdict !== 'unanswered') return `verdict = '${operationVerdicts.find((known) => known === verdict) ?? ''}'`
  return `verdict = 'unknown' and exists (
    select 1 from operation_item item where item.operation_id = operation.id and ${isOpenQuestion('item')})`
}

const numberIn = (text: string): number | null => Number(/^(?:R-)?(\d{1,9})$/i.exec(text.trim())?.[1] ?? 0) || null
