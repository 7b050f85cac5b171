import 'server-only'
import { type Claim, underClaim } from '@/lib/operations/claim'
import type { OperationDriver } from '@/lib/operations/driver'
import { type OpenItem, queuedItems } from '@/lib/operations/items'
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

const CANCELLED_AT_ONCE = 1_000

/** Ends some queued items of a cancelled operation; what was sent settles by itself. True when something was cancelled. */
export async function cancelQueued(claim: Claim, driver: OperationDriver): Promise<boolean> {
  return underClaim(claim, async (sql) => {
    const items = await queuedItems(sql, claim.operationId, CANCELLED_AT_ONCE)
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
