import 'server-only'
import { sql } from '@/lib/db'
import { UpstreamError } from '@/lib/http'
import type { Claim } from '@/lib/operations/claim'
import type { OperationContext, OperationDriver } from '@/lib/operations/driver'
import { refuseQueued } from '@/lib/operations/give-up'
import type { OpenItem } from '@/lib/operations/items'
import { isolate, isWornOut, POISON_CODE } from '@/lib/operations/poison'

const TRY_AGAIN_MS = 1_000

/** Looks once more right before the call, and gives what may be sent now; the rest is refused or put off. */
export async function recheckItems(
  claim: Claim,
  driver: OperationDriver,
  context: OperationContext,
  items: OpenItem[],
): Promise<OpenItem[]> {
  const checked = await check(driver, context, items)
  if (checked === 'unreadable') {
    await putOff(items, backOffMs(items))
    return []
  }
  const { results: refused, poisoned } = checked
  await putAside(claim, driver, poisoned)
  for (const [code, entries] of Map.groupBy(refused, (entry) => entry.code)) {
    const rejected = new Set(entries.map((entry) => entry.itemId))
    await refuseQueued(
      claim,
      driver,
      items.filter((item) => rejected.has(item.id)),
      code,
      entries[0]?.message ?? null,
    )
  }
  const heldBack = new Set([...refused.map((entry) => entry.itemId), ...poisoned.map((item) => item.id)])
  return items.filter((item) => !heldBack.has(item.id))
}

async function check(driver: OperationDriver, context: OperationContext, items: OpenItem[]) {
  try {
    return await isolate(items, (some) => driver.recheck(context, some))
  } catch (error) {
    if (error instanceof UpstreamError) return 'unreadable' as const
    throw error
  }
}

/** Nothing was sent for these, and nothing will be unless the next try goes better. */
async function putAside(claim: Claim, driver: OperationDriver, poisoned: readonly OpenItem[]): Promise<void> {
  const worn = poisoned.filter(isWornOut)
  const others = poisoned.filter((item) => !worn.includes(item))
  if (worn.length > 0) await refuseQueued(claim, driver, worn, POISON_CODE, null)
  if (others.length > 0) await putOff(others, TRY_AGAIN_MS)
}

async function putOff(items: readonly OpenItem[], delayMs: number): Promise<void> {
  await sql(
    `update operation_item set cause = 'retry', due_at = clock_timestamp() + $2 * interval '1 millisecond', attempts = attempts + 1
      where id = any($1) and state = 'queued'`,
    [items.map((item) => item.id), delayMs],
  )
}

/** Longer with every try, up to 16 seconds. */
export const backOffMs = (items: readonly OpenItem[]): number => 1_000 * 2 ** Math.min(4, items[0]?.attempts ?? 0)
