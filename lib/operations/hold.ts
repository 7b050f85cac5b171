import 'server-only'
import { type Sql, sql } from '@/lib/db'
import type { Claim } from '@/lib/operations/claim'
import type { LedgerItem } from '@/lib/operations/driver'
import type { OpenItem } from '@/lib/operations/items'
import type { Json } from '@/lib/secrets/redact'

/**
 * Items of one account that look at the same thing share it or have it alone, from before their last check until they
 * are settled. Nothing is locked meanwhile: the ledger itself says who is on the way.
 */
export type Hold = {
  mode: 'shared' | 'exclusive'
  /** When the last check began, by the database's clock: what happened since may have made it wrong. */
  since: Date
  witness: (item: LedgerItem) => Json
}

/** Thrown when somebody is on the way whom these items must not meet. */
export class AccountHeldError extends Error {}

/** Thrown when somebody wrote to the account default or to the same target between the last check and the call: look again. */
export class CheckPassedError extends Error {}

const RETRY_MS = 1_000
/** Accepted and not read back yet is on the way too: what it changed may be newer than the last check of another. */
const ON_THE_WAY = `'in_flight', 'unknown', 'reconciling', 'succeeded'`
/** An exclusive item that waits keeps new ones out for so long, so that it gets its turn. */
const PRIORITY_S = 30

export async function startHold(driver: { hold?: Hold['mode']; witness?: Hold['witness'] }): Promise<Hold | undefined> {
  if (driver.hold === undefined) return undefined
  const [row] = await sql<{ now: Date }>('select clock_timestamp() as now')
  if (!row) throw new Error('the database has no clock')
  return { mode: driver.hold, since: row.now, witness: driver.witness ?? (() => null) }
}

/**
 * Claims the account for these items, in the transaction that opens their call.
 * @throws AccountHeldError, CheckPassedError; the transaction is then given up.
 */
export async function takeHold(within: Sql, claim: Claim, items: readonly OpenItem[], hold: Hold): Promise<void> {
  // One at a time decides who may go: without it two could each not see the other.
  await within('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`account_hold:${claim.connectionId}`])
  const [found] = await within<{ is_met: boolean; has_passed: boolean }>(
    `with same as (
       select other.state, other.settled_at
         from operation_item own join operation_item other
              on other.target_type = own.target_type and other.target_id = own.target_id
             and other.target_key = own.target_key and other.connection_id = own.connection_id
        where own.id = any($2) and other.id <> all($2) and other.sent_at is not null)
     select exists (
       select 1 from operation_item other
        where other.connection_id = $1 and other.hold = 'exclusive' and other.settled_at is null and other.id <> all($2)
          and (other.state in (${ON_THE_WAY})
               or ($3 = 'shared' and other.state = 'queued' and other.due_at > clock_timestamp() - interval '${PRIORITY_S} seconds')))
         or ($3 = 'exclusive' and exists (
       select 1 from operation_item other
        where other.connection_id = $1 and other.hold = 'shared' and other.settled_at is null and other.id <> all($2)
          and other.state in (${ON_THE_WAY})))
         or exists (select 1 from same where settled_at is null and state in (${ON_THE_WAY})) as is_met,
       exists (
       select 1 from operation_item other
        where other.connection_id = $1 and other.id <> all($2) and other.hold = 'exclusive' and other.settled_at >= $4)
         or exists (select 1 from same where settled_at >= $4) as has_passed`,
    [claim.connectionId, items.map((item) => item.id), hold.mode, hold.since],
  )
  if (found?.is_met) throw new AccountHeldError('the account is held by another operation')
  if (found?.has_passed) throw new CheckPassedError('the account was written to since the last check')
  const witnesses = Object.fromEntries(items.map((item) => [item.id, hold.witness(item)]))
  await within('update operation_item set hold = $2, witness = $3::jsonb -> id::text where id = any($1)', [
    items.map((item) => item.id),
    hold.mode,
    JSON.stringify(witnesses),
  ])
}

/** Puts items off that may not go yet. A waiting exclusive one says so, and lets no new ones past it. */
export async function waitForHold(items: readonly OpenItem[], mode: Hold['mode']): Promise<void> {
  await sql(
    `update operation_item set cause = 'lane', hold = $3, due_at = clock_timestamp() + $2 * interval '1 millisecond'
      where id = any($1) and state = 'queued'`,
    [items.map((item) => item.id), RETRY_MS, mode],
  )
}
