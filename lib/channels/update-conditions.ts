import 'server-only'
import { type ConditionsPlan, planConditions } from '@/lib/channels/plan-conditions'
import { hashableConditions, recordPlan } from '@/lib/channels/planned-operation'
import { channelNameOf, toChannelBase } from '@/lib/channels/queries'
import { updateConditionsSchema } from '@/lib/channels/schema'
import { toFailure } from '@/lib/channels/upstream-failure'
import { openConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { isRepeat, submitOperation } from '@/lib/operations/submit'
import { defineWrite } from '@/lib/write'

/** Saves both ranks of one channel. If the channel changed since the form was loaded, nothing is sent. */
export const updateConditions = defineWrite({
  name: 'channel.conditions.update',
  permission: 'channel.write',
  input: updateConditionsSchema,
  target: (input) => ({ type: 'channel', id: input.channelId, name: input.channelId }),
  run: async (input, { actor, requestId }) => {
    const { connectionId, channelId, requestKey, reason, conditions } = input
    const name = await channelNameOf(connectionId, channelId)
    const target = { type: 'channel', id: channelId, name } as const
    const operation = {
      action: 'channel.conditions.update',
      connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      target,
      input: { channelId, base: input.base, reason, conditions: hashableConditions(conditions) },
    }
    if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })

    const { connection, closedReason } = await openConnection(connectionId)
    if (connection.kind !== 'polyv') return failure('connection_missing')
    if (closedReason !== null) return failure('connection_closed', { detail: { reason: closedReason } })
    let plan: ConditionsPlan
    try {
      plan = await planConditions(connection, channelId, conditions)
    } catch (error) {
      if (error instanceof UpstreamError) return toFailure(error)
      throw error
    }
    if (plan.fingerprint !== input.base) {
      return failure('stale_base', {
        detail: { channel: await toChannelBase(connectionId, channelId, plan.reading, plan.seen) },
      })
    }
    if (Object.keys(plan.fieldErrors).length > 0) return failure('invalid_input', { fieldErrors: plan.fieldErrors })
    if (plan.changes.length === 0 || plan.ranks.length === 0)
      return failure('invalid_input', { fieldErrors: { conditions: 'noChanges' } })
    return submitOperation({ ...operation, ...recordPlan(plan, { channelId, name }) })
  },
})
