import 'server-only'
import { RECORD_COLUMNS, type RecordRow, toRecord } from '@/lib/audit/rows'
import { preparedSql as sql } from '@/lib/db'
import type { Json } from '@/lib/secrets/redact'

/** An event as it leaves: what the log holds, without what was sent to an upstream and what came back. */
export type StreamedEvent = { leaf: number; line: { [key: string]: Json } }

export const BATCH = 100

/** Sealed events from a place on, in the order of the seal: what committed late has a later place and is not skipped. */
export async function readBatch(from: number, end: number | null): Promise<{ events: StreamedEvent[]; next: number }> {
  const rows = await sql<RecordRow & { leaf_no: string; happened: boolean }>(
    `select leaf.leaf_no, event.id is not null as happened, ${RECORD_COLUMNS}
       from (select * from audit_leaf where leaf_no >= $1 and leaf_no < $2 order by leaf_no limit ${BATCH}) leaf
       left join audit_event event on event.occurred_at = leaf.occurred_at and event.id = leaf.event_id
       left join operation on operation.id = event.operation_id
      order by leaf.leaf_no`,
    [from, end ?? from + BATCH],
  )
  const last = rows.at(-1)
  return {
    events: rows.filter((row) => row.happened).map((row) => ({ leaf: Number(row.leaf_no), line: toStreamed(row) })),
    next: last ? Number(last.leaf_no) + 1 : from,
  }
}

function toStreamed(row: RecordRow & { leaf_no: string }): { [key: string]: Json } {
  const event = toRecord(row)
  const { request: _request, response: _response, ...upstream } = event.upstream ?? {}
  return {
    id: event.id,
    seq: event.seq,
    leaf: Number(row.leaf_no),
    occurredAt: event.occurredAt,
    phase: event.phase,
    action: event.action,
    outcome: event.outcome,
    actor: { ...event.actor, role: event.actorRole, ip: event.ip },
    target: { ...event.target },
    operation: event.operation ? { id: event.operation.id, number: `R-${event.operation.number}` } : null,
    itemId: event.itemId,
    connectionId: event.connectionId,
    before: event.before,
    after: event.after,
    changedKeys: event.changedKeys,
    upstream: event.upstream ? (upstream as { [key: string]: Json }) : null,
    detail: event.detail,
    reason: event.reason,
    requestId: event.requestId,
    rowHash: event.rowHash,
  }
}
