import 'server-only'
import { toFailure } from '@/lib/channels/upstream-failure'
import { whitelistActions } from '@/lib/channels/whitelist-driver'
import { clearWhitelistSchema } from '@/lib/channels/whitelist-input-schema'
import { clearItem } from '@/lib/channels/whitelist-intent'
import { busyReceipt, isRepeat, listTarget, openForWrite, submitToList } from '@/lib/channels/whitelist-submit'
import { failure } from '@/lib/errors'
import { UpstreamError } from '@/lib/http'
import { countWhitelist } from '@/lib/polyv/whitelist'
import { defineWrite } from '@/lib/write'

/** Takes everybody off one rank's list, if it is as long as the person was told and nothing else works on it. */
export const clearWhitelist = defineWrite({
  name: 'channel.whitelist.clear',
  permission: 'channel.write',
  input: clearWhitelistSchema,
  target: listTarget,
  run: async ({ count, ...input }, { actor, requestId }) => {
    const { channelId, rank } = input
    if (!(await isRepeat(input.requestKey))) {
      const opened = await openForWrite(input.connectionId)
      if (!opened.ok) return opened
      const busy = await busyReceipt(input, whitelistActions)
      if (busy !== null) return failure('conflict', { detail: { cause: 'busy', number: busy } })
      try {
        const now = await countWhitelist(opened.connection, { kind: 'channel', channelId }, rank)
        if (now !== count) return failure('stale_base', { detail: { count: now } })
      } catch (error) {
        if (error instanceof UpstreamError) return toFailure(error)
        throw error
      }
    }
    return submitToList({
      ...input,
      action: 'channel.whitelist.clear',
      actor,
      requestId,
      input: { count },
      summary: { members: count, calls: 1, reads: 2 },
      before: { members: count },
      after: { members: 0 },
      items: [clearItem(channelId, channelId, rank, count)],
    })
  },
})
