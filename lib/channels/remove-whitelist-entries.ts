import 'server-only'
import { removeWhitelistEntriesSchema } from '@/lib/channels/whitelist-input-schema'
import { memberItem } from '@/lib/channels/whitelist-intent'
import { codePrint, openHandles } from '@/lib/channels/whitelist-member'
import { listTarget, openForWrite, submitToList } from '@/lib/channels/whitelist-submit'
import { failure } from '@/lib/errors'
import { fingerprint } from '@/lib/secrets/fingerprint'
import { defineWrite } from '@/lib/write'

/** Takes members off one rank's list, one code a call: the upstream takes no more. */
export const removeWhitelistEntries = defineWrite({
  name: 'channel.whitelist.remove',
  permission: 'channel.write',
  input: removeWhitelistEntriesSchema,
  target: listTarget,
  run: async ({ handles, ...input }, { actor, requestId }) => {
    const members = openHandles(input, handles)
    if (!members) return failure('not_found')
    const opened = await openForWrite(input.connectionId)
    if (!opened.ok) return opened
    const { channelId, rank } = input
    const prints = members.map(({ code }) => codePrint(code)).sort()
    return submitToList({
      ...input,
      action: 'channel.whitelist.remove',
      actor,
      requestId,
      input: { members: fingerprint(prints.join(' ')) },
      summary: { members: members.length, toSend: members.length, calls: members.length, reads: 1 },
      items: members.map((member) => memberItem({ kind: 'remove', group: 'remove', channelId, rank, member })),
    })
  },
})
