import 'server-only'
import type { Sql } from '@/lib/db'
import type { LedgerItem } from '@/lib/operations/driver'
import type { ItemState, Verdict } from '@/lib/operations/states'
import type { Json } from '@/lib/secrets/redact'

/** A ledger row as the runner sees it: what a driver sees, and where it stands. */
export type OpenItem = LedgerItem & {
  state: ItemState
  verdict: Verdict | null
  absentReadAt: Date | null
  code: string | null
}

type Row = {
  id: string
  operation_id: string
  position: number
  target_key: string
  group_key: string
  target_type: string
  target_id: string
  target_name: string
  intent: Json
  before: Json
  attempts: number
  sent_at: Date | null
  state: ItemState
  verdict: Verdict | null
  absent_read_at: Date | null
  code: string | null
}

const toItem = (row: Row): OpenItem => ({
  id: row.id,
  operationId: row.operation_id,
  position: row.position,
  targetKey: row.target_key,
  groupKey: row.group_key,
  targetType: row.target_type,
  targetId: row.target_id,
  targetName: row.target_name,
  intent: row.intent,
  before: row.before,
  attempts: row.attempts,
  sentAt: row.sent_at,
  state: row.state,
  verdict: row.verdict,
  absentReadAt: row.absent_read_at,
  code: row.code,
})

const COLUMNS = `id, operation_id, position, target_key, group_key, target_type, target_id, target_name, intent, before,
  attempts, sent_at, state, verdict, absent_read_at, code`

/** Due items of the first group that has any in one of these states: what one call or one read-back can share. */
export async function dueGroup(sql: Sql, operationId: string, states: readonly ItemState[]): Promise<OpenItem[]> {
  const rows = await sql<Row>(
    `with due as (
       select * from operation_item
        where operation_id = $1 and settled_at is null and state = any($2) and (due_at is null or due_at <= clock_timestamp()))
     select ${COLUMNS} from due
      where group_key = (select group_key from due order by position limit 1) order by position`,
    [operationId, states],
  )
  return rows.map(toItem)
}

/** Items of an operation that meet a condition on `item`, in their order; for what is looked at after it was settled. */
export async function settledItems(
  sql: Sql,
  operationId: string,
  condition: string,
  limit: number,
): Promise<OpenItem[]> {
  const rows = await sql<Row>(
    `select ${COLUMNS} from operation_item item where operation_id = $1 and settled_at is not null and ${condition}
      order by position limit ${limit}`,
    [operationId],
  )
  return rows.map(toItem)
}

/** When the next unsettled item wants attention; null when all are settled. */
export async function nextDueAt(sql: Sql, operationId: string): Promise<Date | null> {
  const [row] = await sql<{ open: boolean; at: Date | null }>(
    `select count(*) > 0 as open, min(coalesce(due_at, clock_timestamp())) as at
       from operation_item where operation_id = $1 and settled_at is null`,
    [operationId],
  )
  return row?.open ? row.at : null
}

export type ItemChange = {
  id: string
  state: ItemState
  verdict?: Verdict | null
  cause?: string | null
  code?: string | null
  message?: string | null
  rid?: string | null
  after?: Json
  fields?: Json
  dueAt?: Date | null
  absentReadAt?: Date | null
  readBackAt?: Date | null
}

/** Applies changes to unsettled items. A verdict settles; settled items never change again. */
export async function changeItems(sql: Sql, changes: readonly ItemChange[]): Promise<void> {
  if (changes.length === 0) return
  await sql(
    `update operation_item as item
        set state = change.state, verdict = change.verdict, cause = change.cause,
            code = coalesce(change.code, item.code), message = coalesce(change.message, item.message), rid = coalesce(change.rid, item.rid),
            after = coalesce(change.after, item.after), fields = coalesce(change.fields, item.fields),
            due_at = change.due_at, absent_read_at = change.absent_read_at, read_back_at = coalesce(change.read_back_at, item.read_back_at),
            settled_at = case when change.verdict is null then null else clock_timestamp() end
       from jsonb_to_recordset($1::jsonb) as change(
            id uuid, state text, verdict text, cause text, code text, message text, rid text, after jsonb, fields jsonb,
            due_at timestamptz, absent_read_at timestamptz, read_back_at timestamptz)
      where item.id = change.id and item.settled_at is null`,
    [
      JSON.stringify(
        changes.map((change) => ({
          id: change.id,
          state: change.state,
          verdict: change.verdict ?? null,
          cause: change.cause ?? null,
          code: change.code ?? null,
          message: change.message ?? null,
          rid: change.rid ?? null,
          after: change.after ?? null,
          fields: change.fields ?? null,
          due_at: change.dueAt ?? null,
          absent_read_at: change.absentReadAt ?? null,
          read_back_at: change.readBackAt ?? null,
        })),
      ),
    ],
  )
}
