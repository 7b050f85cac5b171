import 'server-only'
import { env } from '@/lib/env'
import { UpstreamError } from '@/lib/http'
import { closeCall } from '@/lib/operations/calls'
import { type Claim, underClaim } from '@/lib/operations/claim'
import type { OperationContext, OperationDriver, ReadBack } from '@/lib/operations/driver'
import { changeItems, type ItemChange, type OpenItem } from '@/lib/operations/items'
import { isolate, isWornOut, POISON_CODE } from '@/lib/operations/poison'
import { raiseAlarms, type Settlement, settleItems } from '@/lib/operations/settle'
import { judgeAbsence } from '@/lib/operations/states'

const RETRY_READ_MS = 1_000
/** How long an unreadable upstream is asked again before a person is asked instead. */
const GIVE_UP_READING_MS = 30 * 60_000
const MAX_RESENDS = 3
/** Small enough that the next call of the operation, which needs the same row, does not wait for long. */
const WRITTEN_AT_ONCE = 100

/** Calls a dead or fenced worker left open: nobody knows what became of them. */
export async function abandonOpenCalls(claim: Claim, callIds: readonly string[]): Promise<void> {
  await underClaim(claim, async (sql) => {
    for (const callId of callIds) {
      await closeCall(sql, claim, callId, 'unknown', null)
      await sql(
        `update operation_item set state = 'unknown', due_at = null where call_id = $1 and state = 'in_flight'`,
        [callId],
      )
    }
  })
}

/** Reads back what the upstream accepted, and gives each item its verdict. */
export async function readBackSucceeded(
  claim: Claim,
  driver: OperationDriver,
  context: OperationContext,
  items: OpenItem[],
): Promise<void> {
  await judge(claim, driver, context, items, (item, reading, now) => {
    if (reading.found === 'as_intended') return settleAsIntended(item, reading, 'outcome', now)
    const waited = now - (item.sentAt?.getTime() ?? now)
    if (reading.found === 'unreadable')
      return waited < GIVE_UP_READING_MS && !reading.isWorn
        ? again(item, 'succeeded', now + backOff(waited))
        : giveUp(item, now, reading)
    if (waited < env.READ_BACK_WINDOW_MS)
      return again(item, 'succeeded', now + Math.min(RETRY_READ_MS, env.READ_BACK_WINDOW_MS / 4))
    return {
      item,
      state: 'succeeded',
      verdict: reading.isInEffect ? 'partial' : 'mismatch',
      phase: 'outcome',
      cause: reading.cause ?? `read_back_${reading.found}`,
      after: reading.after,
      fields: reading.fields ?? null,
      readBackAt: new Date(now),
    }
  })
}

/** Decides items whose effect nobody knows. Present settles at once; absent must be proven before anything is resent. */
export async function reconcileUnknown(
  claim: Claim,
  driver: OperationDriver,
  context: OperationContext,
  items: OpenItem[],
): Promise<void> {
  await judge(claim, driver, context, items, (item, reading, now) => {
    if (reading.found === 'as_intended') return settleAsIntended(item, reading, 'reconcile', now)
    const sentAt = item.sentAt?.getTime() ?? now
    if (reading.found === 'unreadable') {
      return now - sentAt < GIVE_UP_READING_MS && !reading.isWorn
        ? again(item, 'reconciling', now + backOff(now - sentAt))
        : giveUp(item, now, reading)
    }
    const judged = judgeAbsence({
      now,
      sentAt,
      absentReadAt: item.absentReadAt?.getTime() ?? null,
      lateApplyWindowMs: env.LATE_APPLY_WINDOW_MS,
      readsGapMs: env.ABSENT_READS_GAP_MS,
    })
    if (!judged.proven) {
      return {
        id: item.id,
        state: 'reconciling',
        dueAt: new Date(judged.readAgainAt),
        absentReadAt: judged.countsAsFirst ? new Date(now) : item.absentReadAt,
      }
    }
    if (reading.found === 'differs')
      return {
        ...giveUp(item, now, reading),
        cause: 'changed_meanwhile',
        after: reading.after,
        fields: reading.fields ?? null,
      }
    if (item.attempts < MAX_RESENDS) return { id: item.id, state: 'queued', dueAt: new Date(now) }
    return {
      item,
      state: 'refused',
      verdict: 'failed',
      phase: 'reconcile',
      cause: 'proven_absent',
      after: reading.after,
      readBackAt: new Date(now),
    }
  })
}

/** `isWorn`: our own code fails on what it reads, time and again. */
type Reading = ReadBack & { isWorn?: boolean }
type Judgement = Settlement | ItemChange

async function judge(
  claim: Claim,
  driver: OperationDriver,
  context: OperationContext,
  items: OpenItem[],
  decide: (item: OpenItem, reading: Reading, now: number) => Judgement,
): Promise<void> {
  const readings = await readOrUnreadable(driver, context, items)
  const now = Date.now()
  const byId = new Map(readings.map((reading) => [reading.itemId, reading]))
  const judgements = items.map((item) => decide(item, byId.get(item.id) ?? unreadable(item), now))
  const alarms = readings.flatMap((reading) => reading.alarms ?? [])
  for (let start = 0; start < judgements.length; start += WRITTEN_AT_ONCE) {
    const some = judgements.slice(start, start + WRITTEN_AT_ONCE)
    await underClaim(claim, async (sql) => {
      if (start === 0) await raiseAlarms(sql, claim, alarms)
      await changeItems(sql, some.filter(isChange))
      await settleItems(sql, claim, driver, context, some.filter(isSettlement))
    })
  }
}

async function readOrUnreadable(
  driver: OperationDriver,
  context: OperationContext,
  items: OpenItem[],
): Promise<Reading[]> {
  try {
    const { results, poisoned } = await isolate(items, (some) => driver.readBack(context, some))
    return [...results, ...poisoned.map((item) => ({ ...unreadable(item), isWorn: isWornOut(item) }))]
  } catch (error) {
    if (error instanceof UpstreamError) return items.map(unreadable)
    throw error
  }
}

const isSettlement = (judgement: Judgement): judgement is Settlement => 'item' in judgement
const isChange = (judgement: Judgement): judgement is ItemChange => !isSettlement(judgement)
const unreadable = (item: OpenItem): ReadBack => ({ itemId: item.id, found: 'unreadable', after: null })
const again = (item: OpenItem, state: 'succeeded' | 'reconciling', at: number): ItemChange => ({
  id: item.id,
  state,
  dueAt: new Date(at),
})
const backOff = (waitedMs: number): number => Math.min(60_000, Math.max(RETRY_READ_MS, waitedMs / 2))

function settleAsIntended(item: OpenItem, reading: ReadBack, phase: 'outcome' | 'reconcile', now: number): Settlement {
  return {
    item,
    state: 'succeeded',
    verdict: reading.cause ? 'partial' : 'verified',
    phase,
    cause: reading.cause ?? null,
    after: reading.after,
    fields: reading.fields ?? null,
    readBackAt: new Date(now),
  }
}

const giveUp = (item: OpenItem, now: number, { isWorn }: Reading): Settlement => ({
  item,
  state: 'needs_human',
  verdict: 'unknown',
  phase: 'reconcile',
  cause: isWorn ? POISON_CODE : 'unreadable',
  readBackAt: new Date(now),
})
