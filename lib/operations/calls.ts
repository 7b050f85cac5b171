import 'server-only'
import { recordEvents } from '@/lib/audit/record'
import { inTransaction, type Sql, preparedSql as sql } from '@/lib/db'
import type { Exchange } from '@/lib/http'
import { newId } from '@/lib/id'
import { type Claim, FencedError, underClaim } from '@/lib/operations/claim'
import { callEvent } from '@/lib/operations/events'
import { type Hold, takeHold } from '@/lib/operations/hold'
import type { OpenItem } from '@/lib/operations/items'
import type { OpenCall } from '@/lib/operations/open-call'

const UNIQUE_VIOLATION = '23505'

/** An open call and the id of its newest attempt. */
export type TrackedCall = { call: OpenCall; latestId: string }

/** Thrown when a cancel was asked for before the call was opened: nothing may leave any more. */
export class CancelAskedError extends Error {}

/** Thrown when another operation has an open call, or an unsettled one, on one of the targets. */
export class LaneBusyError extends Error {}

/** Thrown when a limit was met by another call between the slot and this one. */
export class AccountRestsError extends Error {}

/**
 * Commits the intent to call and closes the lanes of its items. Only after this may a socket open.
 * @throws LaneBusyError, AccountHeldError, CheckPassedError, CancelAskedError, AccountRestsError, FencedError; nothing is
 * committed then.
 */
export async function openCall(claim: Claim, items: readonly OpenItem[], hold?: Hold): Promise<TrackedCall> {
  try {
    const id = await (hold ? insertHeldCall(claim, items, hold) : insertFirstCall(sql, claim, items))
    const tracked: TrackedCall = {
      call: makeOpenCall(claim, id, items, (next) => {
        tracked.latestId = next
      }),
      latestId: id,
    }
    return tracked
  } catch (error) {
    if (isRecord(error) && error.code === UNIQUE_VIOLATION)
      throw new LaneBusyError('another call is open on this target')
    throw error
  }
}

const insertHeldCall = (claim: Claim, items: readonly OpenItem[], hold: Hold): Promise<string> =>
  inTransaction(async (within) => {
    await takeHold(within, claim, items, hold)
    return insertFirstCall(within, claim, items)
  })

/** One statement, and so one commit: the claim is checked, the call inserted and its items set off, unless it was cancelled. */
async function insertFirstCall(sql: Sql, claim: Claim, items: readonly OpenItem[]): Promise<string> {
  const id = newId()
  const [result] = await sql<{ opened: boolean; is_cancelled: boolean | null; is_resting: boolean | null }>(
    `with held as (
       select operation.id, cancel_requested_at is not null as is_cancelled,
              coalesce(greatest(lane.parked_until, lane.paused_until) > clock_timestamp(), false) as is_resting
         from operation left join rate_limit lane on lane.connection_id = operation.connection_id
        where operation.id = $2 and fence = $4 and runner_id = $3 for update of operation),
     opened as (
       insert into operation_call (id, operation_id, number, runner_id, fence, item_count)
       select $1, held.id, (select coalesce(max(number), 0) + 1 from operation_call where operation_id = $2), $3, $4, $5
         from held where not is_cancelled and not is_resting
       returning id),
     moved as (
       update operation_item set state = 'in_flight', call_id = opened.id, sent_at = clock_timestamp(), attempts = attempts + 1,
                due_at = null, absent_read_at = null
         from opened where operation_item.id = any($6) and state = 'queued' returning 1)
     select exists (select 1 from opened) as opened, (select is_cancelled from held) as is_cancelled, (select is_resting from held) as is_resting`,
    [id, claim.operationId, claim.runnerId, claim.fence, items.length, items.map((item) => item.id)],
  )
  if (result?.is_cancelled) throw new CancelAskedError('cancelled before the call was opened')
  if (result?.is_resting) throw new AccountRestsError('the account was told to rest before the call was opened')
  if (!result?.opened) throw new FencedError(`operation ${claim.operationId} was taken over`)
  return id
}

async function insertCall(sql: Sql, claim: Claim, itemCount: number): Promise<string> {
  const id = newId()
  await sql(
    `insert into operation_call (id, operation_id, number, runner_id, fence, item_count)
     values ($1, $2, (select coalesce(max(number), 0) + 1 from operation_call where operation_id = $2), $3, $4, $5)`,
    [id, claim.operationId, claim.runnerId, claim.fence, itemCount],
  )
  return id
}

function makeOpenCall(claim: Claim, id: string, items: readonly OpenItem[], track: (nextId: string) => void): OpenCall {
  const next = async (refused: Exchange): Promise<OpenCall> => {
    const nextId = await underClaim(claim, async (sql) => {
      await closeCall(sql, claim, id, 'answered', refused)
      const opened = await insertCall(sql, claim, items.length)
      await sql('update operation_item set call_id = $2, sent_at = clock_timestamp() where id = any($1)', [
        items.map((item) => item.id),
        opened,
      ])
      return opened
    })
    track(nextId)
    return makeOpenCall(claim, nextId, items, track)
  }
  // The brand exists in types only; this is the one place that may assert it.
  return { id, operationId: claim.operationId, next } as OpenCall
}

/**
 * Ids of the calls of this operation that were opened and never closed: their worker died, or was fenced off. Whoever
 * holds the claim and is not calling sees them all, for nobody else can open one.
 */
export async function abandonedCalls(sql: Sql, operationId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select id from operation_call where operation_id = $1 and state = 'open' order by number`,
    [operationId],
  )
  return rows.map((row) => row.id)
}

/** Writes what came back and its event. `exchange` is null when nobody knows what came back. */
export async function closeCall(
  sql: Sql,
  claim: Claim,
  callId: string,
  state: 'answered' | 'unknown',
  exchange: Exchange | null,
): Promise<void> {
  const [call] = await sql<{ item_count: number; number: number }>(
    `update operation_call
        set state = $2, endpoint = $3, http_status = $4, errcode = $5, errmsg = $6, rid = $7, latency_ms = $8,
            request = $9::jsonb, response = $10::jsonb, finished_at = clock_timestamp()
      where id = $1 and state = 'open' returning item_count, number`,
    [
      callId,
      state,
      exchange?.endpoint ?? null,
      exchange?.httpStatus ?? null,
      exchange?.errcode ?? null,
      exchange?.errmsg ?? null,
      exchange?.rid ?? null,
      exchange?.latencyMs ?? null,
      JSON.stringify(exchange?.request ?? null),
      JSON.stringify(exchange?.response ?? null),
    ],
  )
  if (call)
    await recordEvents(sql, [
      callEvent(claim, { id: callId, number: call.number, itemCount: call.item_count, state }, exchange),
    ])
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
