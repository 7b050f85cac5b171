import 'server-only'
import { restoreDriftsInput } from '@/lib/channels/drift-schema'
import { planRollback } from '@/lib/channels/plan-rollback'
import { recordPlan } from '@/lib/channels/planned-operation'
import { channelNameOf } from '@/lib/channels/queries'
import { toFailure } from '@/lib/channels/upstream-failure'
import { openConnection } from '@/lib/connections/queries'
import { type ActionResult, failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { isRepeat, type Submitted, submitOperation } from '@/lib/operations/submit'
import { defineWrite } from '@/lib/write'

const NAMED = 5

/**
 * Brings several channels back to the versions they were known by, as one operation. If any of them is no longer as the
 * slip showed it, nothing is sent.
 */
export const restoreDrifts = defineWrite({
  name: 'channel.drift.restore',
  permission: 'channel.write',
  input: restoreDriftsInput,
  target: (input) => ({ type: 'connection', id: input.connectionId, name: '' }),
  run: async (
    { connectionId, requestKey, channels, reason },
    { actor, requestId },
  ): Promise<ActionResult<Submitted>> => {
    const { connection, closedReason } = await openConnection(connectionId)
    const operation = {
      action: 'channel.drift.restore',
      connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      target: { type: 'connection', id: connectionId, name: connection.name } as const,
      input: { channels, reason },
    }
    if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })
    if (connection.kind !== 'polyv') return failure('connection_missing')
    if (closedReason !== null) return failure('connection_closed', { detail: { reason: closedReason } })
    try {
      const planned = await Promise.all(
        channels.map(async ({ channelId, version, base }) => {
          const plan = await planRollback(connection, channelId, version)
          return (
            plan && { plan, base, version, target: { channelId, name: await channelNameOf(connectionId, channelId) } }
          )
        }),
      )
      const found = planned.filter((one) => one !== null)
      if (found.length < planned.length) return failure('not_found')
      if (found.some(({ plan, base }) => plan.fingerprint !== base)) return failure('stale_base')
      if (found.some(({ plan }) => plan.ranks.length === 0))
        return failure('invalid_input', { fieldErrors: { channels: 'nothingToRestore' } })
      const names = found.slice(0, NAMED).map(({ target }) => target.name)
      return submitOperation({
        ...operation,
        summary: { channels: { count: found.length, names }, toSend: found.length },
        items: found.flatMap(({ plan, target, version }) => recordPlan(plan, target, version).items),
      })
    } catch (error) {
      if (error instanceof UpstreamError) return toFailure(error)
      throw error
    }
  },
})
