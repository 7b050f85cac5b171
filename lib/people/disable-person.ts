import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { closeShares, endSessions, isLastAdministrator, lockPerson, personTarget } from '@/lib/people/people'
import { personSchema } from '@/lib/people/schema'
import { defineWrite } from '@/lib/write'

/** Shuts a person out: no sign-in, no open session, no unused link, no calendar feed, no share. What they did stays in the log. */
export const disablePerson = defineWrite({
  name: 'person.disable',
  permission: 'person.write',
  input: personSchema,
  target: ({ personId }) => personTarget({ id: personId, name: '' }),
  run: ({ personId }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const isLast = await isLastAdministrator(sql, personId)
      const person = await lockPerson(sql, personId)
      if (!person) return failure('not_found')
      if (person.banned) return success({ endedSessions: 0, closedShares: 0 })
      if (person.id === actor.id) return failure('conflict', { detail: { cause: 'oneself' } })
      if (isLast) return failure('conflict', { detail: { cause: 'lastAdministrator' } })
      await sql('update "user" set banned = true, updated_at = now() where id = $1', [person.id])
      await sql('update one_time_link set used_at = now() where user_id = $1 and used_at is null', [person.id])
      await sql('update calendar_feed set revoked_at = now() where user_id = $1 and revoked_at is null', [person.id])
      const endedSessions = await endSessions(sql, person.id)
      const closedShares = await closeShares(sql, person.id, actor.name)
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'person.disable',
        outcome: 'succeeded',
        actor,
        requestId,
        target: personTarget(person),
        before: { disabled: false },
        after: { disabled: true },
        detail: { endedSessions, closedShares },
      })
      return success({ endedSessions, closedShares })
    }),
})
