import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { endSessions, lockPerson, personTarget } from '@/lib/people/people'
import { personSchema } from '@/lib/people/schema'
import { defineWrite } from '@/lib/write'

/** Signs a person out everywhere; the administrator's own present session stays. */
export const endPersonSessions = defineWrite({
  name: 'session.revoke',
  permission: 'person.write',
  input: personSchema,
  target: ({ personId }) => personTarget({ id: personId, name: '' }),
  run: ({ personId }, { actor, session, requestId }) =>
    inTransaction(async (sql) => {
      const person = await lockPerson(sql, personId)
      if (!person) return failure('not_found')
      const endedSessions = await endSessions(sql, person.id, session.sessionId)
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'session.revoke',
        outcome: 'succeeded',
        actor,
        requestId,
        target: personTarget(person),
        detail: { endedSessions },
      })
      return success({ endedSessions })
    }),
})
