import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor, Target } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction, sql as plainSql, type Sql } from '@/lib/db'
import { type ActionResult, failure, success } from '@/lib/errors'
import { newId } from '@/lib/id'
import { enqueue } from '@/lib/jobs/queue'
import { auditAction } from '@/lib/operations/events'
import { faultPoint } from '@/lib/operations/fault-point'
import { NUDGE_CHANNEL } from '@/lib/operations/runner-identity'
import type { Json } from '@/lib/secrets/redact'

export type NewItem = {
  targetKey: string
  groupKey: string
  targetType: Target['type']
  targetId: string
  targetName: string
  /** `same` is skipped and `blocked` is never sent; both stay on the receipt. */
  plan: 'new' | 'extend' | 'shorten' | 'same' | 'blocked' | 'change'
  planCause?: string
  intent: Json
  before?: Json
}

type NewOperation = {
  action: string
  connectionId: string
  /** Made when the form opened and renewed after each final answer: the same key is the same operation. */
  requestKey: string
  /** The submitted input, to tell a repeat from a reuse of the key. Only its hash is kept. */
  input: Json
  reason: string
  actor: Actor
  requestId?: string
  summary: Json
  target: Target
  before?: Json
  after?: Json
  /** The operation this one follows from; both receipts name each other. */
  parentId?: string
  /** Goes out although an alarm holds the connection shut; its driver says the same. */
  evenClosed?: true
  /** Number of the parent when this tries its failed items again: an event of the parent says so. */
  retryOf?: number
  items: readonly NewItem[]
}

export type Submitted = { operationId: string; number: number }

/**
 * Commits the operation, its items, the event `requested` and the job in one transaction, so that nothing can reach an
 * upstream without a record. A second submit with the same key finds the first operation.
 */
export async function submitOperation(operation: NewOperation): Promise<ActionResult<Submitted>> {
  const hash = createHash('sha256')
    .update(JSON.stringify([operation.action, operation.connectionId, operation.input]))
    .digest('hex')
  faultPoint('before_intent')
  return inTransaction(async (sql) => {
    const created = await insertOperation(sql, operation, hash)
    if (!created) return whyNotInserted(sql, operation, hash)
    await insertItems(sql, operation, created.operationId)
    await recordEvent(sql, {
      phase: 'requested',
      action: auditAction(operation.action),
      outcome: 'pending',
      actor: operation.actor,
      target: operation.target,
      operationId: created.operationId,
      connectionId: operation.connectionId,
      reason: operation.reason,
      detail: { operationNumber: `R-${created.number}`, ...asRecord(operation.summary) },
      ...(operation.before === undefined ? {} : { before: operation.before }),
      ...(operation.after === undefined ? {} : { after: operation.after }),
      ...(operation.requestId === undefined ? {} : { requestId: operation.requestId }),
    })
    if (operation.parentId !== undefined && operation.retryOf !== undefined)
      await recordRetry(sql, operation, operation.parentId, operation.retryOf, created)
    await enqueue(sql, 'operation.run', { operationId: created.operationId })
    return success(created)
  })
}

async function recordRetry(
  sql: Sql,
  operation: NewOperation,
  parentId: string,
  retryOf: number,
  created: Submitted,
): Promise<void> {
  await recordEvent(sql, {
    phase: 'requested',
    action: 'operation.retry',
    outcome: 'succeeded',
    actor: operation.actor,
    target: { type: 'operation', id: parentId, name: `R-${retryOf}` },
    operationId: parentId,
    connectionId: operation.connectionId,
    reason: operation.reason,
    detail: {
      childOperationId: created.operationId,
      childNumber: `R-${created.number}`,
      items: operation.items.length,
    },
    ...(operation.requestId === undefined ? {} : { requestId: operation.requestId }),
  })
}

async function whyNotInserted(sql: Sql, operation: NewOperation, hash: string): Promise<ActionResult<Submitted>> {
  const [connection] = await sql<{ closed_reason: string | null }>(
    'select closed_reason from connection where id = $1 and is_enabled',
    [operation.connectionId],
  )
  if (!connection) return failure('connection_missing')
  const repeat = await findRepeat(sql, operation.requestKey, hash)
  if (repeat) return repeat
  return connection.closed_reason === null
    ? failure('conflict')
    : failure('connection_closed', { detail: { reason: connection.closed_reason } })
}

/** Nothing is inserted for an account out of use or held shut, nor for a key that was used before. */
async function insertOperation(sql: Sql, operation: NewOperation, hash: string): Promise<Submitted | null> {
  const [row] = await sql<{ id: string; number: number }>(
    `insert into operation (id, action, connection_id, request_key, request_hash, reason, summary, actor_id, actor_name, actor_role, parent_id)
     select $1::uuid, $2::text, connection.id, $4::text, $5::text, $6::text, $7::jsonb, $8::text, $9::text, $10::text, $11::uuid
       from connection where connection.id = $3::uuid and is_enabled and (closed_reason is null or $12::boolean)
     on conflict (request_key) do nothing returning id, number, pg_notify('${NUDGE_CHANNEL}', id::text)`,
    [
      newId(),
      operation.action,
      operation.connectionId,
      operation.requestKey,
      hash,
      operation.reason,
      JSON.stringify(operation.summary),
      operation.actor.id,
      operation.actor.name,
      operation.actor.role,
      operation.parentId ?? null,
      operation.evenClosed ?? false,
    ],
  )
  return row ? { operationId: row.id, number: row.number } : null
}

/** A repeat finds its first operation; planning it again would see its own effect. */
export async function isRepeat(requestKey: string): Promise<boolean> {
  return (await plainSql('select 1 from operation where request_key = $1', [requestKey])).length > 0
}

async function findRepeat(sql: Sql, requestKey: string, hash: string): Promise<ActionResult<Submitted> | null> {
  const [first] = await sql<{ id: string; number: number; request_hash: string }>(
    'select id, number, request_hash from operation where request_key = $1',
    [requestKey],
  )
  if (!first) return null
  return first.request_hash === hash
    ? success({ operationId: first.id, number: first.number })
    : failure('request_key_reused')
}

async function insertItems(sql: Sql, operation: NewOperation, operationId: string): Promise<void> {
  const firstOfGroup = new Map<string, number>()
  const groupPosition = (groupKey: string, position: number): number => {
    const first = firstOfGroup.get(groupKey) ?? position
    if (first === position) firstOfGroup.set(groupKey, position)
    return first
  }
  const rows = operation.items.map((item, position) => ({
    id: newId(),
    position,
    group_position: groupPosition(item.groupKey, position),
    target_key: item.targetKey,
    group_key: item.groupKey,
    target_type: item.targetType,
    target_id: item.targetId,
    target_name: item.targetName,
    plan: item.plan,
    plan_cause: item.planCause ?? null,
    intent: item.intent,
    before: item.before ?? null,
    state: item.plan === 'same' ? 'skipped' : item.plan === 'blocked' ? 'blocked' : 'queued',
  }))
  const ROWS_PER_STATEMENT = 2_000
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await sql(
      `insert into operation_item (id, operation_id, connection_id, position, group_position, target_key, group_key, target_type,
                                   target_id, target_name, plan, plan_cause, intent, before, state, verdict, settled_at)
       select id, $2::uuid, $3::uuid, position, group_position, target_key, group_key, target_type, target_id, target_name, plan, plan_cause, intent, before, state,
              case when state = 'queued' then null else state end, case when state = 'queued' then null else clock_timestamp() end
         from jsonb_to_recordset($1::jsonb) as item(
              id uuid, position integer, group_position integer, target_key text, group_key text, target_type text, target_id text, target_name text,
              plan text, plan_cause text, intent jsonb, before jsonb, state text)`,
      [JSON.stringify(rows.slice(start, start + ROWS_PER_STATEMENT)), operationId, operation.connectionId],
    )
  }
}

const asRecord = (value: Json): { [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : { summary: value }
