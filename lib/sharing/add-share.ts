import 'server-only'
import { getEvent } from '@/lib/audit/queries'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { newId } from '@/lib/id'
import { getOperation } from '@/lib/operations/queries'
import { MOST_SHARES, type ShareSubject, shareInput } from '@/lib/sharing/schema'
import { hashShareToken, newShareToken } from '@/lib/sharing/share-token'
import { defineWrite } from '@/lib/write'

/** Opens one event or receipt to whoever holds the link, for some days. The link is told this once. */
export const addShare = defineWrite({
  name: 'share.add',
  permission: 'share.write',
  input: shareInput,
  target: ({ subjectType, subjectId }) => ({ type: subjectType, id: subjectId, name: subjectId }),
  run: async ({ subjectType, subjectId, days, showsNames }, { actor, requestId }) => {
    const name = await nameOf({ type: subjectType, id: subjectId })
    if (name === null) return failure('not_found')
    return inTransaction(async (sql) => {
      await sql(`select pg_advisory_xact_lock(hashtextextended('share:' || $1, 0))`, [actor.id])
      // Whoever was disabled since the door let them in shows nothing any more.
      const [disabled] = await sql('select 1 from "user" where id = $1 and banned', [actor.id])
      if (disabled) return failure('signed_out')
      const [open] = await sql<{ count: number }>(
        `select count(*)::int as count from share where created_by = $1 and revoked_at is null and expires_at > clock_timestamp()`,
        [actor.id],
      )
      if ((open?.count ?? 0) >= MOST_SHARES) return failure('too_many')
      const [id, token] = [newId(), newShareToken()]
      const [made] = await sql<{ expires_at: Date }>(
        `insert into share (id, token_hash, subject_type, subject_id, subject_name, shows_names, created_by, created_name, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp() + make_interval(days => $9)) returning expires_at`,
        [id, hashShareToken(token), subjectType, subjectId, name, showsNames, actor.id, actor.name, days],
      )
      if (!made) throw new Error('the share was not stored')
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'share.add',
        outcome: 'succeeded',
        actor,
        requestId,
        target: { type: 'share', id, name },
        ...(subjectType === 'operation' ? { operationId: subjectId } : {}),
        detail: { subject: { type: subjectType, id: subjectId }, days, showsNames },
      })
      return success({ shareId: id, path: `/share/${token}`, expiresAt: made.expires_at.toISOString() })
    })
  },
})

async function nameOf({ type, id }: ShareSubject): Promise<string | null> {
  if (type === 'operation') {
    const operation = await getOperation(id)
    return operation ? `R-${operation.number}` : null
  }
  const event = await getEvent(id)
  return event ? event.target.name || event.target.id : null
}
