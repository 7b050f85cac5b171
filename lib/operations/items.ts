import 'server-only'
import type { Sql } from '@/lib/db'
import type { LedgerItem } from '@/lib/operations/driver'
import { isPauseReason, type PauseReason } from '@/lib/operations/progress-schema'
import type { ItemState, Verdict } from '@/lib/operations/states'
import type { Json } from '@/lib/secrets/redact'

/** A ledger row as the runner sees it: what a driver sees, and where it stands. */
export type OpenItem = LedgerItem & {
  state: ItemState
  verdict: Verdict | null
  absentReadAt: Date | null
  code: string | null
  groupPosition: number
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
  group_position: number
  witness: Json
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
  groupPosition: row.group_position,
  witness: row.witness,
})

const COLUMNS = `id, operation_id, position, target_key, group_key, target_type, target_id, target_name, intent, before,
  attempts, sent_at, state, verdict, absent_read_at, code, group_position, witness`

/** One read-back can share so many items, one call fewer. */
const MOST_AT_ONCE = 1_000
/** What was just accepted may not be listed yet: while there is something to send, it is read so many seconds later, once. */
const RIPE_AFTER_S = 3

const IS_DUE = '(due_at is null or due_at <= clock_timestamp())'
const headOf = (state: ItemState, more = ''): string =>
  `(select state, group_position, group_key, sent_at from operation_item
     where operation_id = $1 and state = '${state}' and settled_at is null and ${IS_DUE} ${more} order by group_position, position limit 1)`

/**
 * The items of one group that come next, all in one state: what one call or one read-back can share. First what nobody
 * knows the effect of. A group is read back once all of it is sent, so that one reading serves many calls. Nothing is
 * queued for an operation that is cancelled or whose account rests. Index look-ups only, however many items there are.
 * @param beingRead position of the group that is being read back already; it is passed over.
 */
export async function nextItems(sql: Sql, operationId: string, beingRead: number | null): Promise<OpenItem[]> {
  const rows = await sql<Row>(
    `with standing as (
       select operation.cancel_requested_at is null and coalesce(greatest(lane.parked_until, lane.paused_until) <= clock_timestamp(), true) as may_send
         from operation left join rate_limit lane on lane.connection_id = operation.connection_id where operation.id = $1),
     unsure as materialized (${headOf('unknown')} union all ${headOf('reconciling')}),
     queued as materialized (select head.* from standing, lateral ${headOf('queued')} head where standing.may_send),
     accepted as materialized ${headOf('succeeded', 'and ($2::integer is null or group_position <> $2)')},
     chosen as materialized (
       select 0 as rank, state, group_position, group_key from unsure
       union all
       select case when exists (select 1 from queued where queued.group_key = accepted.group_key) then 4
                   when accepted.sent_at < clock_timestamp() - interval '${RIPE_AFTER_S} seconds' then 1 else 3 end,
              state, group_position, group_key from accepted
       union all
       select 2, state, group_position, group_key from queued
       order by rank, group_position limit 1)
     select ${COLUMNS.split(', ')
       .map((column) => `item.${column.trim()}`)
       .join(', ')}
       from chosen, lateral (
         select * from operation_item
          where operation_id = $1 and state = chosen.state and group_position = chosen.group_position
            and group_key = chosen.group_key and settled_at is null and ${IS_DUE}
          order by position limit ${MOST_AT_ONCE}) item
      order by item.position`,
    [operationId, beingRead],
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

/** Some queued items, due or not, in their order. */
export async function queuedItems(sql: Sql, operationId: string, limit: number): Promise<OpenItem[]> {
  const rows = await sql<Row>(
    `select ${COLUMNS} from operation_item where operation_id = $1 and state = 'queued' and settled_at is null
      order by group_position, position limit $2`,
    [operationId, limit],
  )
  return rows.map(toItem)
}

type Due = { at: Date; reason: PauseReason }

/** When the next unsettled item wants attention and for what; null when none does. What is queued counts only while it may be sent. */
export async function nextDue(sql: Sql, operationId: string, maySend: boolean): Promise<Due | null> {
  const [row] = await sql<{ at: Date; state: ItemState; cause: string | null }>(
    `(select due_at as at, state, cause from operation_item
       where operation_id = $1 and settled_at is null and due_at is not null and ($2 or state <> 'queued') order by due_at limit 1)
     union all
     (select clock_timestamp(), state, cause from operation_item
       where operation_id = $1 and settled_at is null and due_at is null and ($2 or state <> 'queued') limit 1)
     order by at limit 1`,
    [operationId, maySend],
  )
  if (!row) return null
  const { at, state, cause } = row
  if (state === 'unknown' || state === 'reconciling') return { at, reason: 'late_apply' }
  if (state === 'succeeded') return { at, reason: 'read_again' }
  return { at, reason: isPauseReason(cause) ? cause : 'retry' }
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
  /** The attempt does not count: the item was not what the upstream refused. */
  isUncounted?: boolean
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
            due_at = change.due_at, attempts = item.attempts - coalesce(change.uncounted, 0), absent_read_at = change.absent_read_at, read_back_at = coalesce(change.read_back_at, item.read_back_at),
            settled_at = case when change.verdict is null then null else clock_timestamp() end
       from jsonb_to_recordset($1::jsonb) as change(
            id uuid, state text, verdict text, cause text, code text, message text, rid text, after jsonb, fields jsonb,
            due_at timestamptz, absent_read_at timestamptz, read_back_at timestamptz, uncounted integer)
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
          uncounted: change.isUncounted ? 1 : 0,
        })),
      ),
    ],
  )
}
