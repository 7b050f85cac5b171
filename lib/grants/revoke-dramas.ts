import 'server-only'
import { type ActionResult, failure } from '@/lib/errors'
import { planRevoke } from '@/lib/grants/plan-revoke'
import { revokeInput } from '@/lib/grants/rights-input-schema'
import { TYPED_FROM } from '@/lib/grants/rights-plan-schema'
import { confirmPlan, isRepeat, rightsItems, rightsSummary, writableAccount } from '@/lib/grants/rights-submit'
import { MOST_SELECTED } from '@/lib/grants/selection-schema'
import { type Submitted, submitOperation } from '@/lib/operations/submit'
import { defineWrite } from '@/lib/write'

/** Takes back the grants of a selection: planned again here, then handed to the ledger, one item per grant. */
export const revokeDramas = defineWrite({
  name: 'drama.revoke',
  permission: 'grant.write',
  input: revokeInput,
  target: ({ connectionId, selection }) => ({
    type: 'drama_grant',
    id: connectionId,
    name: selection.kind === 'pairs' ? String(selection.pairs.length) : selection.kind,
  }),
  run: async (
    { connectionId, selection, reason, planKey, confirmedCount, requestKey },
    { actor, requestId },
  ): Promise<ActionResult<Submitted>> => {
    const connection = await writableAccount(connectionId)
    if (!connection) return failure('connection_missing')
    const operation = {
      action: 'drama.revoke',
      connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      input: { selection, reason },
      target: { type: 'drama_grant' as const, id: connection.accountId, name: connection.name },
    }
    if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })
    const confirmed = await confirmPlan(planKey, (maxAgeMs) => planRevoke({ connectionId, selection }, maxAgeMs))
    if (!confirmed.ok) return confirmed
    const { plan } = confirmed
    if (plan.toSend === 0) return failure('invalid_input', { fieldErrors: { selection: 'nothingToRevoke' } })
    if (plan.toSend > MOST_SELECTED) return failure('invalid_input', { fieldErrors: { selection: 'tooMany' } })
    if (plan.toSend >= TYPED_FROM && confirmedCount !== plan.toSend)
      return failure('invalid_input', { fieldErrors: { confirmedCount: 'confirmCount' } })
    return submitOperation({ ...operation, summary: rightsSummary(plan), items: rightsItems(plan, null) })
  },
})
