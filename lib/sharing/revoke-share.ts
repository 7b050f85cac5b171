import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { can } from '@/lib/auth/permissions'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { shareChoice } from '@/lib/sharing/schema'
import { defineWrite } from '@/lib/write'

/** Closes a share for good. A person takes back their own, an administrator any. */
export const revokeShare = defineWrite({
  name: 'share.revoke',
  permission: 'share.write',
  input: shareChoice,
  target: ({ shareId }) => ({ type: 'share', id: shareId, name: shareId }),
  run: ({ shareId }, { actor, session, requestId }) =>
    inTransaction(async (sql) => {
      const [share] = await sql<{ created_by: string; subject_type: string; subject_id: string; subject_name: string }>(
        'select created_by, subject_type, subject_id, subject_name from share where id = $1 for update',
        [shareId],
      )
      if (!share) return failure('not_found')
      if (share.created_by !== actor.id && !can(session.user.role, 'share.manage')) return failure('forbidden')
      const closed = await sql(
        `update share set revoked_at = clock_timestamp(), revoked_name = $2
          where id = $1 and revoked_at is null and expires_at > clock_timestamp() returning 1`,
        [shareId, actor.name],
      )
      if (closed.length === 0) return failure('conflict')
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'share.revoke',
        outcome: 'succeeded',
        actor,
        requestId,
        target: { type: 'share', id: shareId, name: share.subject_name },
        ...(share.subject_type === 'operation' ? { operationId: share.subject_id } : {}),
      })
      return success({ shareId })
    }),
})
