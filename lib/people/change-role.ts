import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { endSessions, isLastAdministrator, lockPerson, personTarget } from '@/lib/people/people'
import { roleChangeSchema } from '@/lib/people/schema'
import { defineWrite } from '@/lib/write'

/** Gives a person another role and ends their sessions, so that nothing of the old role stays open on a screen. */
export const changeRole = defineWrite({
  name: 'person.role.update',
  permission: 'person.write',
  input: roleChangeSchema,
  target: ({ personId }) => personTarget({ id: personId, name: '' }),
  run: ({ personId, role }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const isLast = await isLastAdministrator(sql, personId)
      const person = await lockPerson(sql, personId)
      if (!person) return failure('not_found')
      if (person.role === role) return success({ endedSessions: 0 })
      if (person.id === actor.id) return failure('conflict', { detail: { cause: 'oneself' } })
      if (isLast) return failure('conflict', { detail: { cause: 'lastAdministrator' } })
      await sql('update "user" set role = $2, updated_at = now() where id = $1', [person.id, role])
      const endedSessions = await endSessions(sql, person.id)
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'person.role.update',
        outcome: 'succeeded',
        actor,
        requestId,
        target: personTarget(person),
        before: { role: person.role },
        after: { role },
        detail: { endedSessions },
      })
      return success({ endedSessions })
    }),
})
