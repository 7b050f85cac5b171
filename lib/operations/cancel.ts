import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import { type ActionResult, failure, success } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'

/** Stops an operation before its next call; what was sent settles by itself. Asking twice changes nothing. */
export async function cancelOperation(
  operationId: string,
  actor: Actor,
  requestId: string,
): Promise<ActionResult<{ operationId: string }>> {
  return inTransaction(async (sql) => {
    const [row] = await sql<{ number: number; connection_id: string; state: string; asked: boolean }>(
      `select number, connection_id, state, cancel_requested_at is not null as asked from operation where id = $1 for update`,
      [operationId],
    )
    if (!row) return failure('not_found')
    if (row.state === 'done') return failure('conflict')
    if (row.asked) return success({ operationId })
    await sql(
      'update operation set cancel_requested_at = clock_timestamp(), cancel_requested_by = $2, wake_at = null where id = $1',
      [operationId, actor.id],
    )
    await recordEvent(sql, {
      phase: 'requested',
      action: 'operation.cancel',
      outcome: 'succeeded',
      actor,
      operationId,
      connectionId: row.connection_id,
      target: { type: 'operation', id: operationId, name: `R-${row.number}` },
      requestId,
    })
    await enqueue(sql, 'operation.run', { operationId })
    return success({ operationId })
  })
}
