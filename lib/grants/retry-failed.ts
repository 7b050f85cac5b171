import 'server-only'
import { sql } from '@/lib/db'
import { type ActionResult, failure } from '@/lib/errors'
import { toFailure } from '@/lib/grants/plan-failure'
import { planRetry } from '@/lib/grants/retry-plan'
import { retryInput } from '@/lib/grants/retry-schema'
import { UpstreamError } from '@/lib/http'
import { getOperation } from '@/lib/operations/queries'
import { openChild } from '@/lib/operations/retry-items'
import { retryableActions } from '@/lib/operations/retry-schema'
import type { OperationView } from '@/lib/operations/schema'
import { type NewItem, type Submitted, submitOperation } from '@/lib/operations/submit'
import { defineWrite } from '@/lib/write'

/** A preview holds for ten minutes; what changed at the upstream since is found by the read-back. */
const CATALOGUE_MS = 10 * 60_000

/** Submits the chosen failed items of a receipt again, as a receipt of their own that names its parent. */
export const retryFailed = defineWrite({
  name: 'operation.retry',
  permission: 'grant.write',
  input: retryInput,
  target: ({ operationId }) => ({ type: 'operation', id: operationId, name: operationId }),
  run: async (
    { operationId, causes, planKey, reason, requestKey },
    { actor, requestId },
  ): Promise<ActionResult<Submitted>> => {
    const parent = await getOperation(operationId)
    if (!parent) return failure('not_found')
    if (parent.connection === null) return failure('connection_missing')
    const operation = {
      action: parent.action,
      connectionId: parent.connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      input: { operationId, causes: [...causes].sort(), reason },
      target: { type: 'drama_grant' as const, id: parent.connection.accountId, name: parent.connection.name },
      parentId: parent.id,
      retryOf: parent.number,
    }
    // A repeat finds its first operation; planning it again would see its own effect.
    if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })
    if (!retryableActions.includes(parent.action) || parent.state !== 'done') return failure('conflict')
    const running = await openChild(parent.id)
    if (running !== null) return failure('conflict', { detail: { running } })
    try {
      const { plan, items } = await planRetry(
        {
          operationId: parent.id,
          action: parent.action,
          connectionId: parent.connectionId,
          callsPerSecond: parent.connection.callsPerSecond,
        },
        causes,
        CATALOGUE_MS,
      )
      if (plan.planKey !== planKey) return failure('stale_base')
      if (plan.toSend === 0) return failure('invalid_input', { fieldErrors: { causes: 'nothingToSend' } })
      return await submitOperation({
        ...operation,
        summary: { ...summaryOf(items, parent), calls: plan.calls, reads: plan.reads, toSend: plan.toSend },
        items,
      })
    } catch (error) {
      if (error instanceof UpstreamError) return toFailure(error)
      throw error
    }
  },
})

async function isRepeat(requestKey: string): Promise<boolean> {
  return (await sql('select 1 from operation where request_key = $1', [requestKey])).length > 0
}

const NAMED = 5

function summaryOf(items: readonly NewItem[], parent: OperationView) {
  const dramas = new Map<string, string>()
  const licensees = new Map<string, string>()
  const expiries = new Set<number>()
  for (const { intent } of items) {
    const { dramaId, dramaName, appid, licenseeName, expiresAt } = intent as Record<string, string | number>
    dramas.set(String(dramaId), String(dramaName ?? dramaId))
    licensees.set(String(appid), String(licenseeName ?? appid))
    expiries.add(Number(expiresAt))
  }
  const [expiresAt] = expiries
  return {
    dramas: dramas.size,
    licensees: licensees.size,
    cells: items.length,
    dramaNames: [...dramas.values()].slice(0, NAMED),
    licenseeNames: [...licensees.values()].slice(0, NAMED),
    ...(parent.action === 'drama.grant' && expiries.size === 1 && expiresAt !== undefined ? { expiresAt } : {}),
  }
}
