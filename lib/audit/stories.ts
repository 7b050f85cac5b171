import 'server-only'
import { writeCursor } from '@/lib/audit/cursor'
import { selectEvents, type Walk } from '@/lib/audit/event-source'
import { type AuditFilter, clausesOf, hidesMachinery } from '@/lib/audit/filter'
import { type EventPage, listEvents, PAGE_SIZE, type Place } from '@/lib/audit/queries'
import { readInTurns } from '@/lib/audit/read-in-turns'
import { LINE_COLUMNS, type LineRow, toLine } from '@/lib/audit/rows'
import { sql } from '@/lib/db'

/** Events that stand for their operation, with how many more of it fit; `isAtLeast` when not all were met. */
export type StoryPage = EventPage & { folded: Record<string, { count: number; isAtLeast: boolean }> }

/** Events met for one page: a grant of a thousand cells takes one line and not twenty pages. */
const WINDOW = 1_000

type Light = { id: string; occurred_at: Date; seq: string; operation_id: string | null; phase: string }
/** The event that asked for the operation tells it best, if it is met; else the newest of it. */
type Group = { line: Light; count: number }

/** One page, newest first, with one line for everything an operation did, unless single events are asked for. */
export async function listStories(filter: AuditFilter, place: Place = null, size = PAGE_SIZE): Promise<StoryPage> {
  const isOneOperation = clausesOf(filter).some(({ on, isExcluded }) => on === 'operation' && !isExcluded)
  const hasExclusion = clausesOf(filter).some(({ isExcluded }) => isExcluded)
  if (filter.everything || hidesMachinery(filter) || isOneOperation || hasExclusion)
    return { ...(await listEvents(filter, place, size)), folded: {} }
  const isBackwards = place !== null && 'before' in place
  const cursor = place === null ? null : 'before' in place ? place.before : place.after
  const met = await readLight(filter, { cursor, isBackwards, limit: WINDOW + 1 })
  const { groups, last } = gather(met.slice(0, WINDOW), size)
  const isDone = last === met.at(-1)
  const told = cursor && !isBackwards ? await alreadyTold(filter, cursor, groups) : new Set<string>()
  const kept = [...groups.entries()].filter(([key]) => !told.has(key)).map(([, group]) => group)
  const rows = await readLines(kept.map(({ line }) => line))
  const events = rows.map(toLine)
  const edge = last ? writeCursor({ occurredAt: last.occurred_at.toISOString(), seq: String(last.seq) }) : null
  const isWindowFull = met.length > WINDOW
  const near = met[0] ? writeCursor({ occurredAt: met[0].occurred_at.toISOString(), seq: String(met[0].seq) }) : null
  return {
    events,
    newer: isBackwards ? (isDone ? null : edge) : place === null ? null : near,
    older: isBackwards ? near : isDone ? null : edge,
    folded: Object.fromEntries(
      kept
        .filter(({ count }) => count > 1)
        .map(({ line, count }) => [line.id, { count: count - 1, isAtLeast: isWindowFull || !isDone }]),
    ),
  }
}

const readLight = (filter: AuditFilter, walk: Walk): Promise<Light[]> =>
  readInTurns(filter, { ...walk, columns: 'id, occurred_at, seq, operation_id, phase' }, (stretch, turn) => {
    const { text, values } = selectEvents(stretch, turn)
    return sql<Light>(text, values)
  })

/** Operations in the order they are met, until one more would be too many; `last` is the last event that was taken in. */
function gather(met: readonly Light[], size: number): { groups: Map<string, Group>; last: Light | undefined } {
  const groups = new Map<string, Group>()
  let last: Light | undefined
  for (const row of met) {
    const key = row.operation_id ?? row.id
    const group = groups.get(key)
    if (!group && groups.size >= size) break
    groups.set(key, { line: group ? better(group.line, row) : row, count: (group?.count ?? 0) + 1 })
    last = row
  }
  return { groups, last }
}

const better = (one: Light, other: Light): Light => {
  if ((one.phase === 'requested') !== (other.phase === 'requested')) return one.phase === 'requested' ? one : other
  return isNewer(other, one) ? other : one
}

const isNewer = (one: Light, other: Light): boolean =>
  one.occurred_at.getTime() === other.occurred_at.getTime()
    ? BigInt(one.seq) > BigInt(other.seq)
    : one.occurred_at > other.occurred_at

/** Operations that a newer page has a line for, because part of what they did lies there. */
async function alreadyTold(
  filter: AuditFilter,
  cursor: NonNullable<Walk['cursor']>,
  groups: ReadonlyMap<string, Group>,
): Promise<Set<string>> {
  const operations = [...groups.values()].flatMap(({ line }) => line.operation_id ?? [])
  if (operations.length === 0) return new Set()
  const ofThese: AuditFilter = {
    ...filter,
    clauses: [...(filter.clauses ?? []), { on: 'operation', values: operations, isExcluded: false }],
  }
  // The cursor is the last event of the newer page, so it counts as newer itself.
  const newer = await readLight(ofThese, {
    cursor: { at: cursor.at, seq: cursor.seq - 1n },
    isBackwards: true,
    limit: 10 * WINDOW,
  })
  return new Set(newer.flatMap(({ operation_id }) => operation_id ?? []))
}

async function readLines(wanted: readonly Light[]): Promise<LineRow[]> {
  if (wanted.length === 0) return []
  return sql<LineRow>(
    `select ${LINE_COLUMNS}
       from unnest($1::timestamptz[], $2::uuid[]) wanted (at, id)
       join audit_event event on event.occurred_at = wanted.at and event.id = wanted.id
       left join operation on operation.id = event.operation_id
      order by event.occurred_at desc, event.seq desc`,
    [wanted.map(({ occurred_at }) => occurred_at), wanted.map(({ id }) => id)],
  )
}
