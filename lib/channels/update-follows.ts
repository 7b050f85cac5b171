import 'server-only'
import { conditionsFingerprint, viewConditions, wholeFingerprint } from '@/lib/channels/conditions-view'
import { channelNameOf, toChannelBase } from '@/lib/channels/queries'
import { updateFollowsSchema } from '@/lib/channels/schema'
import { toFailure } from '@/lib/channels/upstream-failure'
import { latestNumber } from '@/lib/channels/versions'
import { openConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { isRepeat, submitOperation } from '@/lib/operations/submit'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { defineWrite } from '@/lib/write'

/** Makes a channel stop following the account default, so that viewers meet its own conditions; or follow it again. */
export const updateFollows = defineWrite({
  name: 'channel.follow.update',
  permission: 'channel.write',
  input: updateFollowsSchema,
  target: (input) => ({ type: 'channel', id: input.channelId, name: input.channelId }),
  run: async (input, { actor, requestId }) => {
    const { connectionId, channelId, requestKey, base, follows, accountDefault = null, reason } = input
    const name = await channelNameOf(connectionId, channelId)
    const operation = {
      action: 'channel.follow.update',
      connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      target: { type: 'channel', id: channelId, name } as const,
      input: { channelId, base, follows, reason },
    }
    if (await isRepeat(requestKey)) return submitOperation({ ...operation, summary: {}, items: [] })
    const { connection, closedReason } = await openConnection(connectionId)
    if (connection.kind !== 'polyv') return failure('connection_missing')
    if (closedReason !== null) return failure('connection_closed', { detail: { reason: closedReason } })
    const seen = await latestNumber(connectionId, channelId)
    let reading: ConditionsReading
    let defaultNow: string | null = null
    try {
      reading = await getConditions(connection, { kind: 'channel', channelId })
      if (follows) defaultNow = wholeFingerprint(await getConditions(connection, { kind: 'account_default' }))
    } catch (error) {
      if (error instanceof UpstreamError) return toFailure(error)
      throw error
    }
    if (conditionsFingerprint(reading) !== base)
      return failure('stale_base', { detail: { channel: await toChannelBase(connectionId, channelId, reading, seen) } })
    if (reading.followsDefault === follows) return failure('conflict')
    // Viewers will meet the account default: it must still be the one that was shown.
    if (defaultNow !== accountDefault) return failure('stale_base')
    const before = viewConditions(reading)
    return submitOperation({
      ...operation,
      before,
      after: { ...before, followsDefault: follows },
      summary: { channelId, channelName: name, followsDefault: follows },
      items: [
        {
          targetKey: `channel:${channelId}`,
          groupKey: `channel:${channelId}`,
          targetType: 'channel',
          targetId: channelId,
          targetName: name,
          plan: 'change',
          before,
          intent: { follows, base, accountDefault },
        },
      ],
    })
  },
})
