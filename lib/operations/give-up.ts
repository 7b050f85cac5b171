import 'server-only'
import { sql } from '@/lib/db'
import { type Claim, underClaim } from '@/lib/operations/claim'
import type { OperationDriver } from '@/lib/operations/driver'
import { dueGroup, type OpenItem } from '@/lib/operations/items'
import { settleItems } from '@/lib/operations/settle'

/** Ends queued items that we ourselves refuse to send. */
export function refuseQueued(
  claim: Claim,
  driver: OperationDriver,
  items: readonly OpenItem[],
  code: string,
  message: string | null,
): Promise<void> {
  return underClaim(claim, (sql) =>
    settleItems(
      sql,
      claim,
      driver,
      null,
      items.map((item) => ({
        item,
        state: 'refused',
        verdict: 'failed',
        phase: 'outcome',
        cause: 'not_sent',
        code,
        message,
      })),
    ),
  )
}

export async function isCancelAsked(claim: Claim): Promise<boolean> {
  const asked = await sql('select 1 from operation where id = $1 and cancel_requested_at is not null', [
    claim.operationId,
  ])
  return asked.length > 0
}

/** Ends the queued items of a cancelled operation; what was sent settles by itself. True when something was cancelled. */
export async function cancelQueued(claim: Claim, driver: OperationDriver): Promise<boolean> {
  return underClaim(claim, async (sql) => {
    await sql(`update operation_item set due_at = null where operation_id = $1 and state = 'queued'`, [
      claim.operationId,
    ])
    const items = await dueGroup(sql, claim.operationId, ['queued'])
    await settleItems(
      sql,
      claim,
      driver,
      null,
      items.map((item) => ({
        item,
        state: 'cancelled',
        verdict: 'cancelled',
        phase: 'outcome',
        cause: 'cancelled',
      })),
    )
    return items.length > 0
  })
}
