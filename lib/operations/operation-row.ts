import 'server-only'
import type { OperationLine } from '@/lib/operations/schema'

export const OPERATION_COLUMNS = `operation.id, operation.number, operation.action, operation.connection_id, operation.state, operation.verdict,
  operation.reason, operation.summary, operation.actor_id, operation.actor_name, operation.actor_role, operation.created_at,
  operation.started_at, operation.finished_at`

export type OperationRow = Pick<
  OperationLine,
  'id' | 'number' | 'action' | 'state' | 'verdict' | 'reason' | 'summary'
> & {
  connection_id: string
  actor_id: string
  actor_name: string
  actor_role: string
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
}

export const toOperationLine = (row: OperationRow): OperationLine => ({
  id: row.id,
  number: row.number,
  action: row.action,
  connectionId: row.connection_id,
  state: row.state,
  verdict: row.verdict,
  reason: row.reason,
  summary: row.summary,
  actor: { id: row.actor_id, name: row.actor_name, role: row.actor_role },
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
})
