import 'server-only'
import { type ActionResult, failure } from '@/lib/errors'
import { planReplace, type ReplacePlan } from '@/lib/grants/plan-replace'
import { replaceInput } from '@/lib/grants/rights-input-schema'
import { confirmPlan, isRepeat, rightsItems, rightsSummary, writableAccount } from '@/lib/grants/rights-submit'
import { getOperation } from '@/lib/operations/queries'
import { type Submitted, submitOperation } from '@/lib/operations/submit'
import { defineWrite } from '@/lib/write'

/** Revokes and grants anew what a receipt says kept its former expiry. The new receipt belongs to that one. */
export const replaceDramas = defineWrite({
  name: 'drama.replace',
  permission: 'grant.write',
  input: replaceInput,
  target: ({ operationId }) => ({ type: 'operation', id: operationId, name: operationId }),
  run: async (
    { operationId, reason, planKey, confirmedCount, requestKey },
    { actor, requestId },
  ): Promise<ActionResult<Submitted>> => {
    const parent = await getOperation(operationId)
    if (!parent) return failure('not_found')
    const connection = await writableAccount(parent.connectionId)
    if (!connection) return failure('connection_missing')
    const operation = {
      action: 'drama.replace',
      connectionId: parent.connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      input: { operationId, reason },
      target: { type: 'drama_grant' as const, id: connection.accountId, name: connection.name },
      parentId: parent.id,
    }
    if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })
    const confirmed = await confirmPlan(
      planKey,
      async (maxAgeMs) => (await planReplace(parent.id, maxAgeMs)) ?? nothing,
    )
    if (!confirmed.ok) return confirmed
    const { plan } = confirmed
    if (plan.toSend === 0) return failure('invalid_input', { fieldErrors: { operationId: 'nothingToReplace' } })
    if (confirmedCount !== plan.toSend)
      return failure('invalid_input', { fieldErrors: { confirmedCount: 'confirmCount' } })
    return submitOperation({
      ...operation,
      summary: { ...rightsSummary(plan), expiresAt: plan.expiresAt },
      after: { expiresAt: plan.expiresAt },
      items: rightsItems(plan, plan.expiresAt),
    })
  },
})

const nothing: ReplacePlan = {
  licensees: [],
  counts: { loses: 0, covered: 0, lapsed: 0, same: 0, not_held: 0, blocked: 0 },
  dramas: 0,
  toSend: 0,
  calls: 0,
  reads: 0,
  predictedMs: 0,
  plannedAt: '',
  planKey: 'nothing',
  connectionId: '',
  operation: { id: '', number: 0 },
  expiresAt: 0,
  gapMs: 0,
}
