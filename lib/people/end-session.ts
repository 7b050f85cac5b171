import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { can } from '@/lib/auth/permissions'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { personTarget } from '@/lib/people/people'
import { endSessionSchema } from '@/lib/people/schema'
import { fingerprint } from '@/lib/secrets/fingerprint'
import { defineWrite } from '@/lib/write'

/** Ends one session: one's own anywhere, anybody's for an administrator. Another's id looks like no id at all. */
export const endSession = defineWrite({
  name: 'session.revoke',
  permission: 'account.write',
  input: endSessionSchema,
  run: ({ sessionId }, { actor, session, requestId }) =>
    inTransaction(async (sql) => {
      const ownerId = can(session.user.role, 'person.write') ? null : session.user.id
      const [ended] = await sql<{ id: string; name: string }>(
        `delete from session using "user" person
          where session.id = $1 and person.id = session.user_id and ($2::text is null or person.id = $2)
        returning person.id, person.name`,
        [sessionId, ownerId],
      )
      if (!ended) return failure('not_found')
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'session.revoke',
        outcome: 'succeeded',
        actor,
        requestId,
        target: personTarget(ended),
        detail: { sessionPrint: fingerprint(sessionId) },
      })
      return success(null)
    }),
})
