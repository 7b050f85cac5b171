import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'
import { RETRYABLE_ITEMS } from '@/lib/operations/family'
import { causeKeyOf, type RetryCause } from '@/lib/operations/retry-schema'
import type { Json } from '@/lib/secrets/redact'

const KEY_SQL = `concat_ws('.', verdict, coalesce(code, ''), coalesce(cause, ''))`

/** What of an operation may be tried again, by cause, most frequent first. */
export async function retryCauses(operationId: string): Promise<RetryCause[]> {
  if (!isId(operationId)) return []
  const rows = await sql<Omit<RetryCause, 'key'>>(
    `${RETRYABLE_ITEMS}
     select verdict as "group", code, cause, min(message) as message, min(rid) as rid, count(*)::int as count
       from retryable group by verdict, code, cause order by count(*) desc, code limit 50`,
    [operationId],
  )
  return rows.map((row) => ({ ...row, key: causeKeyOf(row) }))
}

export type RetryItem = {
  position: number
  targetKey: string
  groupKey: string
  targetType: string
  targetId: string
  targetName: string
  intent: Json
  causeKey: string
}

/** The items behind these causes, in the order of the receipt. */
export async function retryItems(operationId: string, causeKeys: readonly string[]): Promise<RetryItem[]> {
  if (!isId(operationId) || causeKeys.length === 0) return []
  return sql<RetryItem>(
    `${RETRYABLE_ITEMS}
     select position, target_key as "targetKey", group_key as "groupKey", target_type as "targetType", target_id as "targetId",
            target_name as "targetName", intent, ${KEY_SQL} as "causeKey"
       from retryable where ${KEY_SQL} = any($2) order by position`,
    [operationId, causeKeys],
  )
}

/** The number of a retry of this operation that still runs; null when there is none. */
export async function openChild(operationId: string): Promise<number | null> {
  const [row] = await sql<{ number: number }>(
    `select number from operation
      where parent_id = $1 and state <> 'done' and action = (select action from operation where id = $1) limit 1`,
    [operationId],
  )
  return row?.number ?? null
}
