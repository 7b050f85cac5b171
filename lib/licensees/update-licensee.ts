import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { licenseeUpdate } from '@/lib/licensees/input-schema'
import { inputToFacts, isSame, lockLicensees, storeLicensees, toFacts } from '@/lib/licensees/licensee-row'
import { defineWrite } from '@/lib/write'

/** Changes what the address book says of a licensee. Nothing is sent to WeChat. */
export const updateLicensee = defineWrite({
  name: 'licensee.update',
  permission: 'grant.write',
  input: licenseeUpdate,
  target: (input) => ({ type: 'licensee', id: input.appid, name: input.name }),
  run: ({ seenAt, ...input }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const { appid } = input
      const [before] = await lockLicensees(sql, [appid])
      if (!before) return failure('not_found')
      const after = inputToFacts(input)
      if (isSame(before, after)) return success({ appid })
      if (before.updatedAt.getTime() !== Date.parse(seenAt))
        return failure('conflict', { detail: { cause: 'changed' } })
      await storeLicensees(sql, [{ appid, ...after }])
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'licensee.update',
        outcome: 'succeeded',
        actor,
        target: { type: 'licensee', id: appid, name: after.name },
        before: toFacts(before),
        after,
        requestId,
      })
      return success({ appid })
    }),
})
