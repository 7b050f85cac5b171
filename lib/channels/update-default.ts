import 'server-only'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { type ConditionsPlan, planConditions } from '@/lib/channels/plan-conditions'
import { hashableConditions, recordPlan } from '@/lib/channels/planned-operation'
import { toChannelBase } from '@/lib/channels/queries'
import { updateDefaultSchema } from '@/lib/channels/schema'
import { toFailure } from '@/lib/channels/upstream-failure'
import { getConnection, openConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { isRepeat, submitOperation } from '@/lib/operations/submit'
import { defineWrite } from '@/lib/write'

/**
 * Saves the account default: what viewers meet on every channel that follows it. Asks for the name of the account, typed
 * out, so that it is never mistaken for the save of one channel.
 */
export const updateDefault = defineWrite({
  name: 'channel.default.update',
  permission: 'default.write',
  input: updateDefaultSchema,
  target: (input) => ({ type: 'channel', id: ACCOUNT_DEFAULT, name: input.confirmation }),
  run: async ({ connectionId, requestKey, reason, base, conditions, confirmation }, { actor, requestId }) => {
    const account = await getConnection(connectionId)
    if (account?.kind !== 'polyv') return failure('connection_missing')
    const target = { type: 'channel', id: ACCOUNT_DEFAULT, name: account.name } as const
    const operation = {
      action: 'channel.default.update',
      connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      target,
      input: { base, reason, conditions: hashableConditions(conditions) },
    }
    if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })
    if (confirmation.trim() !== account.name)
      return failure('invalid_input', { fieldErrors: { confirmation: 'confirmationWrong' } })

    const { connection, closedReason } = await openConnection(connectionId)
    if (closedReason !== null) return failure('connection_closed', { detail: { reason: closedReason } })
    let plan: ConditionsPlan
    try {
      plan = await planConditions(connection, ACCOUNT_DEFAULT, conditions)
    } catch (error) {
      if (error instanceof UpstreamError) return toFailure(error)
      throw error
    }
    if (plan.fingerprint !== base) {
      const channel = await toChannelBase(connectionId, ACCOUNT_DEFAULT, plan.reading, plan.seen)
      return failure('stale_base', { detail: { channel } })
    }
    if (Object.keys(plan.fieldErrors).length > 0) return failure('invalid_input', { fieldErrors: plan.fieldErrors })
    if (plan.changes.length === 0 || plan.ranks.length === 0)
      return failure('invalid_input', { fieldErrors: { conditions: 'noChanges' } })
    return submitOperation({
      ...operation,
      ...recordPlan(plan, { channelId: ACCOUNT_DEFAULT, name: account.name }),
    })
  },
})
