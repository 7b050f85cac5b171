import 'server-only'
import { viewConditions, viewRank } from '@/lib/channels/conditions-view'
import { viewIntents } from '@/lib/channels/intent-view'
import { type ConditionsPlan, planConditions } from '@/lib/channels/plan-conditions'
import { channelNameOf, toChannelBase } from '@/lib/channels/queries'
import { updateConditionsSchema } from '@/lib/channels/schema'
import { toFailure } from '@/lib/channels/upstream-failure'
import { openConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { submitOperation } from '@/lib/operations/submit'
import { fingerprint } from '@/lib/secrets/fingerprint'
import type { Json } from '@/lib/secrets/redact'
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
      input: hashable(input),
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
      return failure('stale_base', { detail: { channel: await toChannelBase(connectionId, channelId, plan.reading) } })
    }
    if (Object.keys(plan.fieldErrors).length > 0) return failure('invalid_input', { fieldErrors: plan.fieldErrors })
    if (plan.changes.length === 0 || plan.ranks.length === 0)
      return failure('invalid_input', { fieldErrors: { conditions: 'noChanges' } })
    return submitOperation({ ...operation, ...recorded(plan, channelId, name) })
  },
})

/** A repeat finds its first operation; planning it again would see its own effect. */
async function isRepeat(requestKey: string): Promise<boolean> {
  return (await sql('select 1 from operation where request_key = $1', [requestKey])).length > 0
}

function recorded(plan: ConditionsPlan, channelId: string, name: string) {
  const before = viewConditions(plan.reading)
  const after = { ...before, ...viewIntents(plan.ranks, plan.reading) }
  const changed = plan.changes.map(({ rank, path }) => `${rank}.${path}`)
  const sent = new Set(plan.ranks.map(({ rank }) => rank))
  const omitted = [plan.reading.primary, plan.reading.secondary].filter(({ rank }) => !sent.has(rank))
  const summary: Json = {
    channelId,
    channelName: name,
    changes: changed.length,
    changed,
    followsDefault: plan.reading.followsDefault,
    omitted: omitted.map((rank) => ({ rank: rank.rank, ...viewRank(rank) })),
  }
  return {
    summary,
    before,
    after,
    items: [
      {
        targetKey: `channel:${channelId}`,
        groupKey: `channel:${channelId}`,
        targetType: 'channel' as const,
        targetId: channelId,
        targetName: name,
        plan: 'change' as const,
        before,
        intent: { ranks: plan.ranks, base: plan.fingerprint, accountDefault: plan.accountDefault, changed } as Json,
      },
    ],
  }
}

/** The input as it may be hashed and compared: secrets only by fingerprint. */
function hashable(input: { channelId: string; base: string; reason: string; conditions: unknown }): Json {
  const secretNames = new Set(['authCode', 'customKey', 'externalKey', 'directKey'])
  const text = JSON.stringify(input.conditions, (key, value: unknown) =>
    secretNames.has(key) && typeof value === 'string' && value !== '' ? fingerprint(value) : value,
  )
  return { channelId: input.channelId, base: input.base, reason: input.reason, conditions: JSON.parse(text) as Json }
}
