import 'server-only'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { planRollback, type RollbackPlan } from '@/lib/channels/plan-rollback'
import { recordPlan } from '@/lib/channels/planned-operation'
import { restoreDefaultSchema } from '@/lib/channels/schema'
import { toFailure } from '@/lib/channels/upstream-failure'
import { openConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { isRepeat, submitOperation } from '@/lib/operations/submit'
import { defineWrite } from '@/lib/write'

/** Brings a former account default back, secrets included. The one write that goes out while the alarm holds the account shut. */
export const restoreDefault = defineWrite({
  name: 'channel.default.restore',
  permission: 'default.write',
  input: restoreDefaultSchema,
  target: () => ({ type: 'channel', id: ACCOUNT_DEFAULT, name: '' }),
  run: async ({ connectionId, requestKey, version, base, reason }, { actor, requestId }) => {
    const { connection } = await openConnection(connectionId)
    if (connection.kind !== 'polyv') return failure('connection_missing')
    const target = { type: 'channel', id: ACCOUNT_DEFAULT, name: connection.name } as const
    const operation = {
      action: 'channel.default.restore',
      connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      target,
      evenClosed: true as const,
      input: { version, base, reason },
    }
    if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })
    let plan: RollbackPlan | null
    try {
      plan = await planRollback(connection, ACCOUNT_DEFAULT, version)
    } catch (error) {
      if (error instanceof UpstreamError) return toFailure(error)
      throw error
    }
    if (!plan) return failure('not_found')
    if (plan.fingerprint !== base) return failure('stale_base')
    if (Object.keys(plan.fieldErrors).length > 0) return failure('invalid_input', { fieldErrors: plan.fieldErrors })
    if (plan.ranks.length === 0) return failure('invalid_input', { fieldErrors: { version: 'nothingToRestore' } })
    const recorded = recordPlan(plan, { channelId: ACCOUNT_DEFAULT, name: connection.name }, version)
    return submitOperation({ ...operation, ...recorded, summary: { ...recorded.summary, left: plan.left } })
  },
})
