import 'server-only'
import { channelNameOf, maskCode } from '@/lib/channels/queries'
import { addWhitelistEntrySchema } from '@/lib/channels/schema'
import { entryContext } from '@/lib/channels/whitelist-driver'
import { openConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { submitOperation } from '@/lib/operations/submit'
import { fingerprint } from '@/lib/secrets/fingerprint'
import { encryptSecret } from '@/lib/secrets/key-ring'
import { defineWrite } from '@/lib/write'

/** Puts one member on the whitelist of one rank. The code is personal: records carry it masked, the ledger encrypted. */
export const addWhitelistEntry = defineWrite({
  name: 'channel.whitelist.add',
  permission: 'channel.write',
  input: addWhitelistEntrySchema,
  target: (input) => ({ type: 'channel', id: input.channelId, name: input.channelId }),
  run: async ({ connectionId, channelId, requestKey, rank, code, name, reason }, { actor, requestId }) => {
    const { connection } = await openConnection(connectionId)
    if (connection.kind !== 'polyv') return failure('connection_missing')
    const channelName = await channelNameOf(connectionId, channelId)
    const print = fingerprint(code.toLowerCase())
    const shown = { rank, code: maskCode(code), codeFingerprint: print }
    return submitOperation({
      action: 'channel.whitelist.add',
      connectionId,
      requestKey,
      reason,
      actor,
      requestId,
      input: { channelId, rank, code: print, name: fingerprint(name), reason },
      target: { type: 'channel', id: channelId, name: channelName },
      summary: { channelId, channelName, ...shown },
      before: { entry: null },
      after: { entry: shown },
      items: [
        {
          targetKey: `whitelist:${channelId}:${rank}:${print}`,
          groupKey: `channel:${channelId}`,
          targetType: 'channel',
          targetId: channelId,
          targetName: channelName,
          plan: 'new',
          before: { entry: null },
          intent: {
            rank,
            shown: shown.code,
            entry: encryptSecret(JSON.stringify({ code, name }), entryContext(channelId)),
          },
        },
      ],
    })
  },
})
