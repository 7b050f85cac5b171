import 'server-only'
import { maskCode } from '@/lib/channels/mask-code'
import { normaliseCode } from '@/lib/channels/whitelist-import-schema'
import { addWhitelistEntrySchema } from '@/lib/channels/whitelist-input-schema'
import { memberItem } from '@/lib/channels/whitelist-intent'
import { codePrint } from '@/lib/channels/whitelist-member'
import { listTarget, openForWrite, submitToList } from '@/lib/channels/whitelist-submit'
import { fingerprint } from '@/lib/secrets/fingerprint'
import { defineWrite } from '@/lib/write'

/** Puts one member on the whitelist of one rank. The code is personal: records carry it masked, the ledger encrypted. */
export const addWhitelistEntry = defineWrite({
  name: 'channel.whitelist.add',
  permission: 'channel.write',
  input: addWhitelistEntrySchema,
  target: listTarget,
  run: async ({ code: typed, name, ...input }, { actor, requestId }) => {
    const opened = await openForWrite(input.connectionId)
    if (!opened.ok) return opened
    const code = normaliseCode(typed)
    const { channelId, rank } = input
    const shown = { rank, code: maskCode(code), codeFingerprint: codePrint(code) }
    return submitToList({
      ...input,
      action: 'channel.whitelist.add',
      actor,
      requestId,
      input: { code: codePrint(code), name: fingerprint(name) },
      summary: { ...shown, calls: 1, reads: 2 },
      before: { entry: null },
      after: { entry: shown },
      items: [memberItem({ kind: 'add', group: 'add', channelId, rank, member: { code, name } })],
    })
  },
})
