import 'server-only'
import type { EventLine, EventRecord } from '@/lib/audit/schema'

/** The columns of a line, in the order `toLine` reads them; `event` and `operation` are the aliases a query must use. */
export const LINE_COLUMNS = `event.id, event.seq, event.occurred_at, event.phase, event.action, event.outcome, event.actor_type, event.actor_id,
  event.actor_name, event.target_type, event.target_id, event.target_name, event.reason, event.detail, event.changed_keys,
  operation.id as operation_id, operation.number as operation_number, operation.state as operation_state,
  operation.verdict as operation_verdict, operation.summary as operation_summary, operation.reason as operation_reason,
  case when event.upstream is null then null else jsonb_build_object('endpoint', event.upstream->>'endpoint',
    'errcode', event.upstream->>'errcode', 'errmsg', event.upstream->>'errmsg', 'rid', event.upstream->>'rid') end as answer`

export const RECORD_COLUMNS = `${LINE_COLUMNS}, event.item_id, event.connection_id, event.actor_role, event.session_print, event.ip,
  event.user_agent, event.before, event.after, event.upstream, event.request_id, event.row_hash`

export type LineRow = Pick<
  EventLine,
  'id' | 'seq' | 'phase' | 'action' | 'outcome' | 'reason' | 'detail' | 'answer'
> & {
  occurred_at: Date
  actor_type: EventLine['actor']['type']
  actor_id: string
  actor_name: string
  target_type: EventLine['target']['type']
  target_id: string
  target_name: string
  changed_keys: string[]
  operation_id: string | null
  operation_number: number
  operation_state: NonNullable<EventLine['operation']>['state']
  operation_verdict: NonNullable<EventLine['operation']>['verdict']
  operation_summary: NonNullable<EventLine['operation']>['summary']
  operation_reason: string
}

export type RecordRow = LineRow &
  Pick<EventRecord, 'ip' | 'before' | 'after' | 'upstream'> & {
    item_id: string | null
    connection_id: string | null
    actor_role: string
    session_print: string | null
    user_agent: string | null
    request_id: string | null
    row_hash: string
  }

export const toLine = (row: LineRow): EventLine => ({
  id: row.id,
  seq: String(row.seq),
  occurredAt: row.occurred_at.toISOString(),
  phase: row.phase,
  action: row.action,
  outcome: row.outcome,
  actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
  target: { type: row.target_type, id: row.target_id, name: row.target_name },
  reason: row.reason,
  detail: row.detail,
  changedKeys: row.changed_keys,
  answer: row.answer,
  operation:
    row.operation_id === null
      ? null
      : {
          id: row.operation_id,
          number: row.operation_number,
          state: row.operation_state,
          verdict: row.operation_verdict,
          summary: row.operation_summary,
          reason: row.operation_reason,
        },
})

export const toRecord = (row: RecordRow): EventRecord => ({
  ...toLine(row),
  itemId: row.item_id,
  connectionId: row.connection_id,
  actorRole: row.actor_role,
  sessionPrint: row.session_print,
  ip: row.ip,
  userAgent: row.user_agent,
  before: row.before,
  after: row.after,
  upstream: row.upstream,
  requestId: row.request_id,
  rowHash: row.row_hash,
})
