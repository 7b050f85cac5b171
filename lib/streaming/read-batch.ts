import 'server-only'
import { listRetired } from '@/lib/audit/retired'
import { RECORD_COLUMNS, type RecordRow, toRecord } from '@/lib/audit/rows'
import { preparedSql as sql } from '@/lib/db'
import type { Json } from '@/lib/secrets/redact'
import { endOfRun, toMissing, toRetired } from '@/lib/streaming/gap'

/** An event as it leaves: what the log holds, without what was sent to an upstream and what came back. */
export type StreamedEvent = { leaf: number; line: { [key: string]: Json } }

export const BATCH = 100
/** What one delivery holds at most, if that is more than one event: receivers limit what they take at once. */
export const BATCH_BYTES = 256 * 1024

type Row = RecordRow & { leaf_no: string; leaf_event: string; leaf_seq: string; leaf_at: Date; happened: boolean }

/**
 * Sealed events from a place on, in the order of the seal: what committed late has a later place and is not skipped. What is
 * sealed and no longer there is told by a line of its own.
 * @param end of a delivery that is sent again as it was.
 */
export async function readBatch(from: number, end: number | null): Promise<{ events: StreamedEvent[]; next: number }> {
  const rows = await sql<Row>(
    `select leaf.leaf_no, leaf.event_id as leaf_event, leaf.seq as leaf_seq, leaf.occurred_at as leaf_at, event.id is not null as happened,
            ${RECORD_COLUMNS}
       from (select * from audit_leaf where leaf_no >= $1 and leaf_no < $2 order by leaf_no limit ${BATCH}) leaf
       left join audit_event event on event.occurred_at = leaf.occurred_at and event.id = leaf.event_id
       left join operation on operation.id = event.operation_id
      order by leaf.leaf_no`,
    [from, end ?? Number.MAX_SAFE_INTEGER],
  )
  // Asked after the rows, so that a month that leaves in between is known to have left.
  const months = rows.every(({ happened }) => happened) ? [] : (await listRetired(sql)).map(({ month }) => month)
  const events: StreamedEvent[] = []
  let next = from
  let bytes = 0
  for (const row of rows) {
    if (Number(row.leaf_no) < next) continue
    const one = await toEvent(row, months, end)
    bytes += Buffer.byteLength(JSON.stringify(one.event.line))
    if (end === null && events.length > 0 && bytes > BATCH_BYTES) break
    events.push(one.event)
    next = one.next
  }
  return { events, next }
}

async function toEvent(
  row: Row,
  months: readonly string[],
  end: number | null,
): Promise<{ event: StreamedEvent; next: number }> {
  const leaf = Number(row.leaf_no)
  if (row.happened) return { event: { leaf, line: toStreamed(row) }, next: leaf + 1 }
  const gap = { leaf, eventId: row.leaf_event, seq: row.leaf_seq, at: row.leaf_at }
  const month = gap.at.toISOString().slice(0, 'YYYY-MM'.length)
  if (!months.includes(month)) return { event: toMissing(gap), next: leaf + 1 }
  const next = await endOfRun(leaf, month, end)
  return { event: toRetired(gap, next, month), next }
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
