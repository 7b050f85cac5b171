import 'server-only'
import { inTransaction, type Sql, preparedSql as sql } from '@/lib/db'
import type { PauseReason } from '@/lib/operations/progress-schema'
import { runnerIsLive } from '@/lib/operations/runner-identity'

/** An operation this worker may act on. Every write names the fence; a later claim makes it stale. */
export type Claim = {
  operationId: string
  runnerId: number
  fence: number
  action: string
  connectionId: string
  actor: { id: string; name: string; role: string }
  number: number
}

/** Thrown when another worker has taken the operation over: drop everything, change nothing. */
export class FencedError extends Error {}

/** A claim lost in a crash is as good as one that died with its worker, so its commit need not wait for the disk. */
const QUICK_COMMIT = `set_config('synchronous_commit', 'off', true) is not null`

/** Takes an unfinished operation that nobody live is running; null when it is done or in good hands. */
export async function claimOperation(operationId: string, runnerId: number): Promise<Claim | null> {
  const [row] = await sql<{
    fence: number
    action: string
    connection_id: string
    actor_id: string
    actor_name: string
    actor_role: string
    number: number
  }>(
    `update operation
        set runner_id = $2, fence = fence + 1, state = 'running', wake_at = null, wait_reason = null, started_at = coalesce(started_at, clock_timestamp())
      where id = $1 and state <> 'done' and ${QUICK_COMMIT}
        and (runner_id is null or runner_id = $2 or not ${runnerIsLive('operation.runner_id')})
      returning fence, action, connection_id, actor_id, actor_name, actor_role, number`,
    [operationId, runnerId],
  )
  if (!row) return null
  return {
    operationId,
    runnerId,
    fence: row.fence,
    action: row.action,
    connectionId: row.connection_id,
    number: row.number,
    actor: { id: row.actor_id, name: row.actor_name, role: row.actor_role },
  }
}

/** A transaction that holds only while the claim does. @throws FencedError when it no longer does; nothing is written then. */
export function underClaim<T>(claim: Claim, work: (sql: Sql) => Promise<T>): Promise<T> {
  return inTransaction(async (sql) => {
    const held = await sql('select 1 from operation where id = $1 and fence = $2 and runner_id = $3 for update', [
      claim.operationId,
      claim.fence,
      claim.runnerId,
    ])
    if (held.length === 0) throw new FencedError(`operation ${claim.operationId} was taken over`)
    return work(sql)
  })
}

/** Lets go of an unfinished operation until `wakeAt`, and says why on its receipt. A cancel that came meanwhile wakes it at once. */
export async function releaseOperation(
  claim: Claim,
  wakeAt: Date,
  reason: PauseReason | null = null,
  sawCancel = false,
): Promise<void> {
  await sql(
    `update operation set runner_id = null, state = 'waiting', wait_reason = $5,
            wake_at = case when cancel_requested_at is not null and not $6 then null else $4::timestamptz end
      where id = $1 and fence = $2 and runner_id = $3 and state <> 'done'`,
    [claim.operationId, claim.fence, claim.runnerId, wakeAt, reason, sawCancel],
  )
}

/** Hands one account may keep busy in one worker, so that the others of its hands serve other accounts. */
const MOST_PER_ACCOUNT = 8

/**
 * Unfinished operations that are due and that no live worker holds: new ones whose job got lost, orphans of a dead worker,
 * sleepers. Accounts take turns, and none gets all of a worker.
 */
export async function dueOperations(runnerId: number, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `with held as (
       select connection_id, count(*) as operations from operation where state <> 'done' and runner_id = $1 group by 1)
     select id from (
       select operation.id, operation.created_at,
              row_number() over (partition by operation.connection_id order by operation.created_at) + coalesce(held.operations, 0) as place
         from operation left join held on held.connection_id = operation.connection_id
        where state <> 'done' and (wake_at is null or wake_at <= clock_timestamp())
          and (runner_id is null or not ${runnerIsLive('operation.runner_id')})) due
      where place <= ${MOST_PER_ACCOUNT} order by place, created_at limit $2`,
    [runnerId, limit],
  )
  return rows.map((row) => row.id)
}
