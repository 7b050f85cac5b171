import 'server-only'
import { maskCode } from '@/lib/channels/mask-code'
import { normaliseCode } from '@/lib/channels/whitelist-import-schema'
import { updateWhitelistEntrySchema } from '@/lib/channels/whitelist-input-schema'
import { memberItem } from '@/lib/channels/whitelist-intent'
import { codePrint, openHandle } from '@/lib/channels/whitelist-member'
import { listTarget, openForWrite, submitToList } from '@/lib/channels/whitelist-submit'
import { failure } from '@/lib/errors'
import { fingerprint } from '@/lib/secrets/fingerprint'
import { defineWrite } from '@/lib/write'

/** Gives one member another code, another name or both. The upstream cannot take a name away. */
export const updateWhitelistEntry = defineWrite({
  name: 'channel.whitelist.update',
  permission: 'channel.write',
  input: updateWhitelistEntrySchema,
  target: listTarget,
  run: async ({ handle, code: typed, name, ...input }, { actor, requestId }) => {
    const was = openHandle(input, handle)
    if (!was) return failure('not_found')
    const code = typed === '' ? was.code : normaliseCode(typed)
    if (name === '' && was.name !== '') return failure('invalid_input', { fieldErrors: { name: 'nameStays' } })
    if (code === was.code && name === was.name) return failure('invalid_input', { fieldErrors: { code: 'noChange' } })
    const opened = await openForWrite(input.connectionId)
    if (!opened.ok) return opened
    const { channelId, rank } = input
    const old = { rank, code: maskCode(was.code), codeFingerprint: codePrint(was.code), name: fingerprint(was.name) }
    const fresh = { rank, code: maskCode(code), codeFingerprint: codePrint(code), name: fingerprint(name) }
    return submitToList({
      ...input,
      action: 'channel.whitelist.update',
      actor,
      requestId,
      input: { was: codePrint(was.code), code: fingerprint(code), name: fingerprint(name) },
      summary: { code: old.code, codeFingerprint: old.codeFingerprint, calls: 1, reads: 4 },
      before: { entry: old },
      after: { entry: fresh },
      items: [memberItem({ kind: 'update', group: 'update', channelId, rank, member: { code, name, was } })],
    })
  },
})
