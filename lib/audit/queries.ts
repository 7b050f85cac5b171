import 'server-only'
import { toConditions } from '@/lib/audit/conditions'
import { type Cursor, writeCursor } from '@/lib/audit/cursor'
import type { AuditFilter } from '@/lib/audit/filter'
import { LINE_COLUMNS, type LineRow, RECORD_COLUMNS, type RecordRow, toLine, toRecord } from '@/lib/audit/rows'
import type { EventLine, EventRecord } from '@/lib/audit/schema'
import { sql } from '@/lib/db'
import { instantOf, isId } from '@/lib/id'

export const PAGE_SIZE = 50

/** `after` reads on towards older events, `before` back towards newer ones. */
export type Place = { after: Cursor } | { before: Cursor } | null

export type EventPage = { events: EventLine[]; older: string | null; newer: string | null }

/** One page, newest first. Rows that arrive meanwhile move nothing: a page is held by the events at its ends. */
export async function listEvents(filter: AuditFilter, place: Place = null, size = PAGE_SIZE): Promise<EventPage> {
  const backwards = place !== null && 'before' in place
  const conditions = toConditions(filter)
  const cursor = place === null ? null : 'before' in place ? place.before : place.after
  if (cursor) {
    const side = backwards ? '>' : '<'
    conditions.add((at, seq) => `(occurred_at, seq) ${side} (${at}, ${seq}::bigint)`, cursor.at, cursor.seq.toString())
  }
  const order = backwards ? 'occurred_at, seq' : 'occurred_at desc, seq desc'
  const rows = await sql<LineRow>(
    `select ${LINE_COLUMNS}
       from (select * from audit_event ${conditions.where} order by ${order} limit ${size + 1}) event
       left join operation on operation.id = event.operation_id
      order by event.occurred_at desc, event.seq desc`,
    conditions.values,
  )
  const more = rows.length > size
  const kept = more ? (backwards ? rows.slice(1) : rows.slice(0, size)) : rows
  const events = kept.map(toLine)
  const [first, last] = [events[0], events.at(-1)]
  return {
    events,
    newer: first && (backwards ? more : place !== null) ? writeCursor(first) : null,
    older: last && (backwards || more) ? writeCursor(last) : null,
  }
}

/** How many events fit, counted no further than `limit`. */
export async function countEvents(filter: AuditFilter, limit = 1_000): Promise<{ count: number; isMore: boolean }> {
  const conditions = toConditions(filter)
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from (select 1 from audit_event ${conditions.where} limit ${limit + 1}) bounded`,
    conditions.values,
  )
  const count = row?.count ?? 0
  return { count: Math.min(count, limit), isMore: count > limit }
}

export async function hasEvents(filter: AuditFilter): Promise<boolean> {
  const conditions = toConditions(filter)
  const rows = await sql(`select 1 from audit_event ${conditions.where} limit 1`, conditions.values)
  return rows.length > 0
}

/** An id is made just before its row; slow transactions and clocks that differ fit into this. */
const BEFORE_ID_MS = 2 * 60_000
const AFTER_ID_MS = 5 * 60_000

/** One event by its permalink, read from the partition its id points to. */
export async function getEvent(id: string): Promise<EventRecord | null> {
  if (!isId(id)) return null
  const made = instantOf(id).getTime()
  const [row] = await sql<RecordRow>(
    `select ${RECORD_COLUMNS}
       from (select * from audit_event where id = $1 and occurred_at between $2 and $3 limit 1) event
       left join operation on operation.id = event.operation_id`,
    [id, new Date(made - BEFORE_ID_MS), new Date(made + AFTER_ID_MS)],
  )
  return row ? toRecord(row) : null
}

/** Everything an operation did, in the order it happened. */
export async function listOperationEvents(operationId: string, limit = 300): Promise<EventRecord[]> {
  if (!isId(operationId)) return []
  const rows = await sql<RecordRow>(
    `select ${RECORD_COLUMNS}
       from (select * from audit_event where operation_id = $1 and occurred_at >= $2 order by occurred_at, seq limit ${limit}) event
       left join operation on operation.id = event.operation_id
      order by event.occurred_at, event.seq`,
    [operationId, new Date(instantOf(operationId).getTime() - BEFORE_ID_MS)],
  )
  return rows.map(toRecord)
}

/** What else happened to the same target: events around one, newest first. */
export async function listNeighbours(event: EventLine, each = 3): Promise<{ newer: EventLine[]; older: EventLine[] }> {
  const filter: AuditFilter = { targetType: event.target.type, targetId: event.target.id }
  const cursor: Cursor = { at: new Date(event.occurredAt), seq: BigInt(event.seq) }
  const [newer, older] = await Promise.all([
    listEvents(filter, { before: cursor }, each),
    listEvents(filter, { after: cursor }, each),
  ])
  return { newer: newer.events, older: older.events }
}

/** Everyone the person filter can offer. */
export async function listActors(): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }>('select id, name from "user" order by name limit 500')
}
