import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { newId } from '@/lib/id'
import { makeLink } from '@/lib/people/links'
import { personTarget } from '@/lib/people/people'
import { inviteSchema } from '@/lib/people/schema'
import { defineWrite } from '@/lib/write'

/** Adds a person who cannot sign in until they have used their link. */
export const invitePerson = defineWrite({
  name: 'person.invite',
  permission: 'person.write',
  input: inviteSchema,
  run: ({ name, email, role }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const person = { id: newId(), name }
      const added = await sql(
        `insert into "user" (id, name, email, role) values ($1, $2, $3, $4) on conflict (email) do nothing returning id`,
        [person.id, name, email, role],
      )
      if (added.length === 0) return failure('conflict', { fieldErrors: { email: 'emailTaken' } })
      const link = await makeLink(sql, { purpose: 'invite', person, createdById: actor.id })
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'person.invite',
        outcome: 'succeeded',
        actor,
        requestId,
        target: personTarget(person),
        after: { name, email, role },
        detail: { linkExpiresAt: link.expiresAt },
      })
      return success(link)
    }),
})
