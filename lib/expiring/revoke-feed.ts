import 'server-only'
import { z } from 'zod'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { defineWrite } from '@/lib/write'

/** Ends a person's own calendar feed: whoever has its address reads nothing from now on. */
export const revokeFeed = defineWrite({
  name: 'feed.revoke',
  permission: 'account.write',
  input: z.strictObject({ confirmed: z.literal(true) }),
  run: (_input, { actor, session, requestId }) =>
    inTransaction(async (sql) => {
      const { user } = session
      const revoked = await sql(
        'update calendar_feed set revoked_at = clock_timestamp() where user_id = $1 and revoked_at is null returning id',
        [user.id],
      )
      if (revoked.length === 0) return failure('not_found')
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'feed.revoke',
        outcome: 'succeeded',
        actor,
        requestId,
        target: { type: 'person', id: user.id, name: user.name },
      })
      return success(null)
    }),
})
