import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { makeLink } from '@/lib/people/links'
import { lockPerson, personTarget } from '@/lib/people/people'
import { personSchema } from '@/lib/people/schema'
import { defineWrite } from '@/lib/write'

/** A link with which a person sets a new password; for someone who never joined, their invitation again. */
export const makeResetLink = defineWrite({
  name: 'person.password.reset',
  permission: 'person.write',
  input: personSchema,
  target: ({ personId }) => personTarget({ id: personId, name: '' }),
  run: ({ personId }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const person = await lockPerson(sql, personId)
      if (!person) return failure('not_found')
      if (person.banned) return failure('conflict', { detail: { cause: 'disabled' } })
      const [joined] = await sql(
        `select 1 from account where user_id = $1 and provider_id = 'credential' and password is not null`,
        [person.id],
      )
      const purpose = joined ? 'reset' : 'invite'
      const link = await makeLink(sql, { purpose, person, createdById: actor.id })
      await recordEvent(sql, {
        phase: 'requested',
        action: 'person.password.reset',
        outcome: 'pending',
        actor,
        requestId,
        target: personTarget(person),
        detail: { purpose, linkExpiresAt: link.expiresAt },
      })
      return success(link)
    }),
})
