import 'server-only'
import { sql } from '@/lib/db'
import { UpstreamError } from '@/lib/http'
import { log } from '@/lib/log'
import {
  AccountRestsError,
  CancelAskedError,
  closeCall,
  LaneBusyError,
  openCall,
  type TrackedCall,
} from '@/lib/operations/calls'
import { lowerChunkLimit } from '@/lib/operations/chunk-limit'
import { type Claim, FencedError, underClaim } from '@/lib/operations/claim'
import type { ItemAnswer, OperationContext, OperationDriver, SendResult } from '@/lib/operations/driver'
import { faultPoint } from '@/lib/operations/fault-point'
import { refuseQueued } from '@/lib/operations/give-up'
import { AccountHeldError, CheckPassedError, type Hold, startHold, waitForHold } from '@/lib/operations/hold'
import { changeItems, type OpenItem } from '@/lib/operations/items'
import { POISON_CODE } from '@/lib/operations/poison'
import { takeSlot } from '@/lib/operations/prepaid'
import { pauseCalls } from '@/lib/operations/rate-limiter'
import { backOffMs, recheckItems } from '@/lib/operations/recheck'
import { parkWrites } from '@/lib/operations/rests'
import { raiseAlarms, settleItems } from '@/lib/operations/settle'

const LANE_RETRY_MS = 1_000
const MAX_SENDS = 6
const UNKNOWN_FIRST_READ_MS = 200
const TOO_MANY_REQUESTS = 429
const LIMITED_MS = 60_000

/**
 * Sends the first call's worth of a group: recheck, wait for a slot, commit the intent, call, commit the answer. Nothing is
 * open while it waits, so a worker told to stop or an operation cancelled meanwhile leaves no trace.
 */
export async function sendGroup(
  claim: Claim,
  driver: OperationDriver,
  context: OperationContext,
  group: OpenItem[],
  stopping: () => boolean,
): Promise<void> {
  const [chunk] = driver.chunk(group, context)
  if (!chunk) throw new Error(`${claim.action} made no chunk of ${group.length} items`)
  const ids = new Set(chunk.map((item) => item.id))
  const chosen = group.filter((item) => ids.has(item.id))
  // What broke off a call before goes alone, so that it cannot take others with it again.
  const items =
    chosen[0]?.code === POISON_CODE ? chosen.slice(0, 1) : chosen.filter((item) => item.code !== POISON_CODE)
  const worn = items.filter((item) => item.attempts >= MAX_SENDS)
  if (worn.length > 0) return refuseQueued(claim, driver, worn, worn[0]?.code ?? 'gave_up', null)

  const hold = await startHold(driver)
  const remaining = await recheckItems(claim, driver, context, items)
  if (remaining.length === 0) return
  const connection = await takeSlot(context.connection, stopping)
  if (connection) await callAndRecord(claim, driver, { ...context, connection }, remaining, hold)
}

async function callAndRecord(
  claim: Claim,
  driver: OperationDriver,
  context: OperationContext,
  items: OpenItem[],
  hold: Hold | undefined,
): Promise<void> {
  let tracked: TrackedCall
  try {
    tracked = await openCall(claim, items, hold)
  } catch (error) {
    if (error instanceof LaneBusyError) return deferBusy(items)
    if (error instanceof AccountHeldError && hold) return waitForHold(items, hold.mode)
    if (error instanceof CheckPassedError) return
    if (error instanceof CancelAskedError || error instanceof AccountRestsError) return
    throw error
  }
  faultPoint('after_intent')
  let result: SendResult | UpstreamError
  try {
    result = await driver.send(tracked.call, context, items)
  } catch (error) {
    if (error instanceof FencedError) throw error
    if (!(error instanceof UpstreamError)) return recordBreak(claim, tracked, items, error)
    result = error
  }
  faultPoint('after_reply')
  if (result instanceof UpstreamError) await recordFailure(claim, driver, tracked, items, result)
  else await recordAnswers(claim, driver, tracked, items, result)
}

/** Our own code broke off a call: whether it left, and what came of it, is for reading back to find out. */
async function recordBreak(
  claim: Claim,
  tracked: TrackedCall,
  items: readonly OpenItem[],
  error: unknown,
): Promise<void> {
  log.error({ error, operationId: claim.operationId, callId: tracked.latestId }, 'a call was broken off')
  await underClaim(claim, async (sql) => {
    await closeCall(sql, claim, tracked.latestId, 'unknown', null)
    await changeItems(
      sql,
      items.map((item) => ({
        id: item.id,
        state: 'unknown',
        code: POISON_CODE,
        dueAt: inFuture(UNKNOWN_FIRST_READ_MS),
      })),
    )
  })
}

async function recordAnswers(
  claim: Claim,
  driver: OperationDriver,
  tracked: TrackedCall,
  items: OpenItem[],
  result: SendResult,
): Promise<void> {
  const code = result.exchange.errcode
  if (result.pauseMs) await pauseCalls(claim.connectionId, result.pauseMs, code)
  if (result.parkMs) await parkWrites(claim.connectionId, result.parkMs, code)
  const answers = new Map(result.answers.map((answer) => [answer.itemId, answer]))
  const missing: Omit<ItemAnswer, 'itemId'> = {
    outcome: 'unknown',
    code: 'missing_in_answer',
    message: null,
    rid: result.exchange.rid,
  }
  const answered = items.map((item) => ({ item, answer: answers.get(item.id) ?? { itemId: item.id, ...missing } }))
  await underClaim(claim, async (sql) => {
    await closeCall(sql, claim, tracked.latestId, 'answered', result.exchange)
    await raiseAlarms(sql, claim, result.alarms)
    if (result.chunkLimit) await lowerChunkLimit(sql, claim, result.chunkLimit)
    await changeItems(
      sql,
      answered
        .filter(({ answer }) => answer.outcome !== 'refused')
        .map(({ item, answer }) => ({
          id: item.id,
          state:
            answer.outcome === 'again'
              ? ('queued' as const)
              : answer.outcome === 'unknown'
                ? ('unknown' as const)
                : ('succeeded' as const),
          code: answer.code,
          message: answer.message,
          rid: answer.rid,
          isUncounted: answer.outcome === 'again' && result.chunkLimit !== undefined,
          dueAt: dueAfter(answer.outcome, result),
        })),
    )
    await settleItems(
      sql,
      claim,
      driver,
      null,
      answered
        .filter(({ answer }) => answer.outcome === 'refused')
        .map(({ item, answer }) => ({
          item,
          state: 'refused' as const,
          verdict: 'failed' as const,
          phase: 'outcome' as const,
          cause: 'refused',
          code: answer.code,
          message: answer.message,
          rid: answer.rid,
        })),
    )
    faultPoint('before_outcome')
  })
}

function dueAfter(outcome: ItemAnswer['outcome'], { chunkLimit, parkMs, pauseMs }: SendResult): Date | null {
  if (outcome === 'unknown') return inFuture(UNKNOWN_FIRST_READ_MS)
  // A smaller call may go at once; a quota holds the whole account, and with it these.
  if (outcome !== 'again' || chunkLimit || parkMs) return null
  return inFuture(pauseMs ?? 1_000)
}

/** No usable answer. Only `refused`, `unreachable` and HTTP 429 prove that nothing was executed. */
async function recordFailure(
  claim: Claim,
  driver: OperationDriver,
  tracked: TrackedCall,
  items: OpenItem[],
  error: UpstreamError,
): Promise<void> {
  const { exchange } = error
  const isLimited = exchange.httpStatus === TOO_MANY_REQUESTS
  const kind = isLimited ? 'unreachable' : error.kind
  if (isLimited) await pauseCalls(claim.connectionId, LIMITED_MS, String(TOO_MANY_REQUESTS))
  const answer = { code: exchange.errcode ?? kind, message: exchange.errmsg, rid: exchange.rid }
  await underClaim(claim, async (sql) => {
    await closeCall(
      sql,
      claim,
      tracked.latestId,
      kind === 'refused' || kind === 'unreachable' ? 'answered' : 'unknown',
      exchange,
    )
    if (kind === 'refused') {
      await settleItems(
        sql,
        claim,
        driver,
        null,
        items.map((item) => ({
          item,
          state: 'refused',
          verdict: 'failed',
          phase: 'outcome',
          cause: 'refused',
          ...answer,
        })),
      )
    } else {
      await changeItems(
        sql,
        items.map((item) => ({
          id: item.id,
          ...answer,
          state: kind === 'unreachable' ? ('queued' as const) : ('unknown' as const),
          dueAt: inFuture(kind === 'unreachable' ? backOffMs(items) : UNKNOWN_FIRST_READ_MS),
        })),
      )
    }
    faultPoint('before_outcome')
  })
}

/** Puts off the items whose lane is taken; the others go out in the next step. */
async function deferBusy(items: readonly OpenItem[]): Promise<void> {
  await sql(
    `update operation_item as item set cause = 'lane', due_at = clock_timestamp() + $2 * interval '1 millisecond'
      where item.id = any($1) and exists (
        select 1 from operation_item other
         where other.connection_id = item.connection_id and other.target_key = item.target_key and other.id <> item.id
           and other.state in ('in_flight', 'unknown', 'reconciling'))`,
    [items.map((item) => item.id), LANE_RETRY_MS],
  )
}

const inFuture = (delayMs: number): Date => new Date(Date.now() + delayMs)
