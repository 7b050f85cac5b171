import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { can } from '@/lib/auth/permissions'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { exportChoice, exportName } from '@/lib/exports/schema'
import { defineWrite } from '@/lib/write'

/** Stops an export: one that waits at once, one that runs within a second. A person stops their own, an administrator any. */
export const cancelExport = defineWrite({
  name: 'audit.export.cancel',
  permission: 'audit.export',
  input: exportChoice,
  target: ({ exportId }) => ({ type: 'audit_export', id: exportId, name: exportName(exportId) }),
  run: ({ exportId }, { actor, session, requestId }) =>
    inTransaction(async (sql) => {
      const [found] = await sql<{ state: string; asked_by: string }>(
        'select state, asked_by from audit_export where id = $1 for update',
        [exportId],
      )
      if (!found) return failure('not_found')
      if (found.asked_by !== actor.id && !can(session.user.role, 'share.manage')) return failure('forbidden')
      const [stopped] = await sql<{ state: string }>(
        `update audit_export
            set cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()),
                state = case when state = 'queued' then 'cancelled' else state end,
                finished_at = case when state = 'queued' then clock_timestamp() end
          where id = $1 and state in ('queued', 'running') returning state`,
        [exportId],
      )
      if (!stopped) return failure('conflict')
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'audit.export.cancel',
        outcome: 'succeeded',
        actor,
        requestId,
        target: { type: 'audit_export', id: exportId, name: exportName(exportId) },
      })
      return success({ isStopped: stopped.state === 'cancelled' })
    }),
})
