import 'server-only'
import { type Cursor, writeCursor } from '@/lib/audit/cursor'
import { endsApart, findEnd, type Point, selectEvents, type Walk } from '@/lib/audit/event-source'
import type { AuditFilter } from '@/lib/audit/filter'
import { readInTurns } from '@/lib/audit/read-in-turns'
import { LINE_COLUMNS, type LineRow, RECORD_COLUMNS, type RecordRow, toLine, toRecord } from '@/lib/audit/rows'
import type { EventLine, EventRecord } from '@/lib/audit/schema'
import { accountOf } from '@/lib/audit/target-id'
import { sql } from '@/lib/db'
import { instantOf, isId } from '@/lib/id'

export const PAGE_SIZE = 50

/** `after` reads on towards older events, `before` back towards newer ones. */
export type Place = { after: Cursor } | { before: Cursor } | null

export type EventPage = {
  events: EventLine[]
  older: string | null
  newer: string | null
  /** The looking stopped before the log did: there may be more where the cursor leads. */
  isCut?: boolean
}

/** One page, newest first. Rows that arrive meanwhile move nothing: a page is held by the events at its ends. */
export async function listEvents(filter: AuditFilter, place: Place = null, size = PAGE_SIZE): Promise<EventPage> {
  const isBackwards = place !== null && 'before' in place
  const cursor = place === null ? null : 'before' in place ? place.before : place.after
  const walk = { cursor, isBackwards }
  const found = await readInTurns(filter, { ...walk, limit: size + 1 }, readLines)
  if (isBackwards) found.reverse()
  // Beyond the end of one branch a page may be full of the rows of another.
  const end = found.length > size && !endsApart(filter) ? null : await findEnd(filter, walk, sql)
  const rows = end ? upTo(end, found, isBackwards) : found
  const hasMore = rows.length > size
  const isCut = end !== null && !hasMore
  const kept = hasMore ? (isBackwards ? rows.slice(1) : rows.slice(0, size)) : rows
  const events = kept.map(toLine)
  const edge = isCut ? writeCursor({ occurredAt: end.occurred_at.toISOString(), seq: String(end.seq) }) : null
  const [first, last] = [events[0], events.at(-1)]
  return {
    events,
    newer: isBackwards && edge ? edge : first && (isBackwards ? hasMore : place !== null) ? writeCursor(first) : null,
    older: !isBackwards && edge ? edge : last && (isBackwards || hasMore) ? writeCursor(last) : null,
    ...(isCut ? { isCut } : {}),
  }
}

async function readLines(filter: AuditFilter, walk: Walk): Promise<LineRow[]> {
  const { text, values } = selectEvents(filter, walk)
  return sql<LineRow>(
    `select ${LINE_COLUMNS}
       from (${text}) event
       left join operation on operation.id = event.operation_id
      order by ${walk.isBackwards ? 'event.occurred_at, event.seq' : 'event.occurred_at desc, event.seq desc'}`,
    values,
  )
}

/** The rows of a walk that every branch of it looked at. */
export const upTo = <Row extends Point>(end: Point, rows: readonly Row[], isBackwards: boolean): Row[] =>
  rows.filter((row) => (isBackwards ? isNewer(end, row) : isNewer(row, end)))

/** The end itself was looked at, so it counts as newer than where the looking stopped. */
const isNewer = (point: Point, than: Point): boolean => {
  const apart = point.occurred_at.getTime() - than.occurred_at.getTime()
  return apart > 0 || (apart === 0 && BigInt(point.seq) >= BigInt(than.seq))
}

/** How many events fit, counted no further than `limit`. */
export async function countEvents(filter: AuditFilter, limit = 1_000): Promise<{ count: number; isMore: boolean }> {
  const { text, values } = selectEvents(filter, { limit: limit + 1, columns: 'occurred_at, seq' })
  const [row] = await sql<{ count: number }>(`select count(*)::int as count from (${text}) bounded`, values)
  const count = row?.count ?? 0
  return { count: Math.min(count, limit), isMore: count > limit }
}

const MOST_NEWER = 99

/** How many events that fit came after a place, counted no further than can be shown. */
export async function countNewer(filter: AuditFilter, since: Cursor): Promise<{ count: number; isMore: boolean }> {
  const { text, values } = selectEvents(filter, {
    limit: MOST_NEWER + 1,
    columns: 'occurred_at, seq',
    cursor: since,
    isBackwards: true,
  })
  const [row] = await sql<{ count: number }>(`select count(*)::int as count from (${text}) newer`, values)
  const count = row?.count ?? 0
  return { count: Math.min(count, MOST_NEWER), isMore: count > MOST_NEWER }
}

export async function hasEvents(filter: AuditFilter): Promise<boolean> {
  const { text, values } = selectEvents(filter, { limit: 1, columns: 'occurred_at, seq' })
  return (await sql(text, values)).length > 0
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

/** What else happened to the same target, and was noted of it: events around one, newest first. */
export async function listNeighbours(
  event: EventRecord,
  each = 3,
): Promise<{ newer: EventLine[]; older: EventLine[] }> {
  const filter: AuditFilter = { targetType: event.target.type, targetId: event.target.id, ...accountOf(event) }
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
