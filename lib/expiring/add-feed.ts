import 'server-only'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { success } from '@/lib/errors'
import { hashFeedToken } from '@/lib/expiring/feed'
import { locales } from '@/lib/i18n/locales'
import { newId } from '@/lib/id'
import { defineWrite } from '@/lib/write'

/** Makes a person's one calendar feed; a former one stops. The path is told this once, only its hash is kept. */
export const addFeed = defineWrite({
  name: 'feed.add',
  permission: 'account.write',
  input: z.strictObject({ locale: z.enum(locales) }),
  run: ({ locale }, { actor, session, requestId }) =>
    inTransaction(async (sql) => {
      const { user } = session
      const token = randomBytes(32).toString('base64url')
      await sql('select 1 from "user" where id = $1 for update', [user.id])
      const replaced = await sql(
        'update calendar_feed set revoked_at = clock_timestamp() where user_id = $1 and revoked_at is null returning id',
        [user.id],
      )
      await sql('insert into calendar_feed (id, user_id, token_hash, locale) values ($1, $2, $3, $4)', [
        newId(),
        user.id,
        hashFeedToken(token),
        locale,
      ])
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'feed.add',
        outcome: 'succeeded',
        actor,
        requestId,
        target: { type: 'person', id: user.id, name: user.name },
        detail: { replaced: replaced.length > 0 },
      })
      return success({ path: `/api/expiring/feed/${token}.ics` })
    }),
})
