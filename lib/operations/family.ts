import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'
import { OPERATION_COLUMNS, type OperationRow, toOperationLine } from '@/lib/operations/operation-row'
import type { ItemCounts, OperationLine } from '@/lib/operations/schema'

export type ChildOperation = OperationLine & { counts: Partial<ItemCounts> }

const MOST_SHOWN = 20

/** Operations that follow from this one, such as retries, oldest first, with their counts. */
export async function listChildren(operationId: string): Promise<ChildOperation[]> {
  if (!isId(operationId)) return []
  const rows = await sql<OperationRow & { counts: Partial<ItemCounts> | null }>(
    `select ${OPERATION_COLUMNS}, counted.counts
       from (select * from operation where parent_id = $1 order by number limit ${MOST_SHOWN}) operation,
            lateral (select jsonb_object_agg(verdict, count) as counts from (
               select coalesce(nullif(verdict, ''), 'pending') as verdict, sum(items)::int as count from operation_tally
                where operation_id = operation.id and items > 0 group by 1) per_verdict) counted
      order by operation.number`,
    [operationId],
  )
  return rows.map((row) => ({ ...toOperationLine(row), counts: row.counts ?? {} }))
}

/** SQL: a person or a later reading has said that the item of this row is not at the upstream. */
const answeredAbsent = (item: string): string => `coalesce((
  select latest.answer = 'absent' from item_check latest
   where latest.item_id = ${item}.id and latest.answer in ('present', 'absent') order by latest.created_at desc limit 1), false)`

/**
 * SQL, `$1` being the operation: items that definitely did not take effect, and that no retry has settled or holds
 * undecided. What is verified or unknown is never among them.
 */
export const RETRYABLE_ITEMS = `
  with recursive family as (
    select id, action from operation where parent_id = $1
    union all select operation.id, operation.action from operation join family on operation.parent_id = family.id),
  decided as (
    select child.target_key from operation_item child
      join family on family.id = child.operation_id and family.action = (select action from operation where id = $1)
     where child.verdict is null or child.verdict in ('verified', 'partial', 'skipped')
        or (child.verdict = 'unknown' and not ${answeredAbsent('child')})),
  retryable as (
    select item.* from operation_item item
     where item.operation_id = $1 and item.verdict in ('failed', 'mismatch', 'unknown', 'cancelled')
       and (item.verdict in ('failed', 'cancelled')
            or (item.verdict = 'mismatch' and item.cause in ('read_back_absent', 'still_held'))
            or (item.verdict = 'unknown' and ${answeredAbsent('item')}))
       and not exists (select 1 from decided where decided.target_key = item.target_key))`
