import 'server-only'
import { recordAlone } from '@/lib/audit/record-alone'
import { channelNameOf } from '@/lib/channels/queries'
import { revealWhitelistSchema } from '@/lib/channels/whitelist-input-schema'
import { codePrint, openHandles } from '@/lib/channels/whitelist-member'
import { listTarget } from '@/lib/channels/whitelist-submit'
import { failure, success } from '@/lib/errors'
import { defineWrite } from '@/lib/write'

const PRINTS_KEPT = 20

/** Shows full codes to somebody who may see them. That it was done, how many and why is an event before anything is shown. */
export const revealWhitelist = defineWrite({
  name: 'channel.whitelist.reveal',
  permission: 'whitelist.reveal',
  input: revealWhitelistSchema,
  target: listTarget,
  run: async ({ handles, reason, scope, ...list }, { actor, requestId }) => {
    const members = openHandles(list, handles)
    if (!members) return failure('not_found')
    const { connectionId, channelId, rank } = list
    await recordAlone({
      phase: 'read',
      action: 'channel.whitelist.reveal',
      outcome: 'succeeded',
      actor,
      target: { type: 'channel', id: channelId, name: await channelNameOf(connectionId, channelId) },
      connectionId,
      reason,
      requestId,
      detail: {
        rank,
        scope,
        members: members.length,
        codeFingerprints: members.slice(0, PRINTS_KEPT).map(({ code }) => codePrint(code)),
      },
    })
    return success({ codes: Object.fromEntries(members.map(({ code }) => [codePrint(code), code])) })
  },
})
