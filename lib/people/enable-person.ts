import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { endSessions, lockPerson, personTarget } from '@/lib/people/people'
import { personSchema } from '@/lib/people/schema'
import { defineWrite } from '@/lib/write'

/** Lets a disabled person sign in again. A session that slipped in while they were shut out does not come back with them. */
export const enablePerson = defineWrite({
  name: 'person.enable',
  permission: 'person.write',
  input: personSchema,
  target: ({ personId }) => personTarget({ id: personId, name: '' }),
  run: ({ personId }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const person = await lockPerson(sql, personId)
      if (!person) return failure('not_found')
      if (!person.banned) return success(null)
      await endSessions(sql, person.id)
      await sql('update "user" set banned = false, updated_at = now() where id = $1', [person.id])
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'person.enable',
        outcome: 'succeeded',
        actor,
        requestId,
        target: personTarget(person),
        before: { disabled: true },
        after: { disabled: false },
      })
      return success(null)
    }),
})
