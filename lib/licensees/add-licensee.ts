import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { licenseeInput } from '@/lib/licensees/input-schema'
import { inputToFacts, storeLicensees } from '@/lib/licensees/licensee-row'
import { defineWrite } from '@/lib/write'

/** Adds a licensee to the address book; one that is there already is refused on its appid. Nothing is sent to WeChat. */
export const addLicensee = defineWrite({
  name: 'licensee.add',
  permission: 'grant.write',
  input: licenseeInput,
  target: (input) => ({ type: 'licensee', id: input.appid, name: input.name }),
  run: (input, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const { appid } = input
      const after = inputToFacts(input)
      const added = await storeLicensees(sql, [{ appid, ...after }], { onlyNew: true })
      if (added.length === 0) return failure('conflict', { fieldErrors: { appid: 'taken' } })
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'licensee.add',
        outcome: 'succeeded',
        actor,
        target: { type: 'licensee', id: appid, name: after.name },
        after,
        requestId,
      })
      return success({ appid })
    }),
})
