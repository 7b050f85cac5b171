import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { connectionTarget, lockConnection } from '@/lib/connections/connection-row'
import { connectionWithReasonSchema } from '@/lib/connections/schema'
import { inTransaction } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { defineWrite } from '@/lib/write'

/** Lets new writes through again after an alarm closed the connection. */
export const reopenConnection = defineWrite({
  name: 'connection.reopen',
  permission: 'connection.write',
  input: connectionWithReasonSchema,
  target: ({ connectionId }) => connectionTarget({ id: connectionId, name: '' }),
  run: ({ connectionId, reason }, { actor, requestId }) =>
    inTransaction(async (sql) => {
      const row = await lockConnection(sql, connectionId)
      if (!row) return failure('not_found')
      if (row.closedReason === null) return failure('conflict', { detail: { cause: 'notClosed' } })
      await sql('update connection set closed_at = null, closed_reason = null, closed_detail = null where id = $1', [
        connectionId,
      ])
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'connection.reopen',
        outcome: 'succeeded',
        actor,
        requestId,
        target: connectionTarget(row),
        connectionId,
        reason,
        before: { closedReason: row.closedReason },
        after: { closedReason: null },
      })
      return success({ connectionId })
    }),
})
