import 'server-only'
import { planRollback, type RollbackPlan } from '@/lib/channels/plan-rollback'
import { recordPlan } from '@/lib/channels/planned-operation'
import { channelNameOf, toChannelBase } from '@/lib/channels/queries'
import { toFailure } from '@/lib/channels/upstream-failure'
import { restoreConditionsInput } from '@/lib/channels/versions-input-schema'
import { openConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { isRepeat, submitOperation } from '@/lib/operations/submit'
import { defineWrite } from '@/lib/write'

/**
 * Brings a former version of a channel's conditions back, its secrets included. If the channel is no longer as the preview
 * showed it, nothing is sent.
 */
export const restoreConditions = defineWrite({
  name: 'channel.conditions.restore',
  permission: 'channel.write',
  input: restoreConditionsInput,
  target: (input) => ({ type: 'channel', id: input.channelId, name: input.channelId }),
  run: async ({ connectionId, channelId, requestKey, version, base, reason }, { actor, requestId }) => {
    const name = await channelNameOf(connectionId, channelId)
    const operation = {
      action: 'channel.conditions.restore',
      connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      target: { type: 'channel', id: channelId, name } as const,
      input: { channelId, version, base, reason },
    }
    if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })
    const { connection, closedReason } = await openConnection(connectionId)
    if (connection.kind !== 'polyv') return failure('connection_missing')
    if (closedReason !== null) return failure('connection_closed', { detail: { reason: closedReason } })
    let plan: RollbackPlan | null
    try {
      plan = await planRollback(connection, channelId, version)
    } catch (error) {
      if (error instanceof UpstreamError) return toFailure(error)
      throw error
    }
    if (!plan) return failure('not_found')
    if (plan.fingerprint !== base) {
      await toChannelBase(connectionId, channelId, plan.reading, plan.seen)
      return failure('stale_base')
    }
    if (Object.keys(plan.fieldErrors).length > 0) return failure('invalid_input', { fieldErrors: plan.fieldErrors })
    if (plan.ranks.length === 0) return failure('invalid_input', { fieldErrors: { version: 'nothingToRestore' } })
    const recorded = recordPlan(plan, { channelId, name }, version)
    return submitOperation({ ...operation, ...recorded, summary: { ...recorded.summary, left: plan.left } })
  },
})
