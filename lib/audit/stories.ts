import 'server-only'
import { type Cursor, writeCursor } from '@/lib/audit/cursor'
import { endsApart, findEnd, type Point, selectEvents, type Walk } from '@/lib/audit/event-source'
import { type AuditFilter, clausesOf, hidesMachinery } from '@/lib/audit/filter'
import { type EventPage, listEvents, PAGE_SIZE, type Place, upTo } from '@/lib/audit/queries'
import { readInTurns } from '@/lib/audit/read-in-turns'
import { LINE_COLUMNS, type LineRow, toLine } from '@/lib/audit/rows'
import { sql } from '@/lib/db'

export type StoryPage = EventPage & {
  /** Events that stand for their operation, with how many more of it fit; `isAtLeast` when not all were met. */
  folded: Record<string, { count: number; isAtLeast: boolean }>
  /** On the first page, the place after which whatever comes is new. */
  top: string | null
}

/** Events met at once for a page: a grant of a thousand cells takes one line and not twenty pages. */
const WINDOW = 1_000
/** How often a page looks further while all it meets is told already. */
const MOST_LOOKS = 20

type Light = Point & { id: string; operation_id: string | null; phase: string }
/** The event that asked for the operation tells it best, if it is met; else the newest of it. */
type Group = { line: Light; count: number }

/** One page, newest first, with one line for everything an operation did, unless single events are asked for. */
export async function listStories(
  filter: AuditFilter,
  place: Place = null,
  size = PAGE_SIZE,
  window = WINDOW,
): Promise<StoryPage> {
  const isOneOperation = clausesOf(filter).some(({ on, isExcluded }) => on === 'operation' && !isExcluded)
  if (filter.everything || hidesMachinery(filter) || isOneOperation) {
    const page = await listEvents(filter, place, size)
    const [newest] = page.events
    return { ...page, folded: {}, top: place ? null : newest ? writeCursor(newest) : await aMomentAgo() }
  }
  const isBackwards = place !== null && 'before' in place
  const start = place === null ? null : 'before' in place ? place.before : place.after
  const options: LookOptions = { filter, isBackwards, size, window, told: new Set() }
  const first = await lookFrom(start, options)
  let look = first
  for (let looks = 1; look.kept.length === 0 && look.edge && !look.isCut && looks < MOST_LOOKS; looks += 1)
    look = await lookFrom(toCursor(look.edge), options)
  const { kept, edge } = look
  const rows = await readLines(kept.map(({ line }) => line))
  const near = first.near ? toCursor(first.near) : start && { at: start.at, seq: start.seq + (isBackwards ? 1n : -1n) }
  return {
    events: rows.map(toLine),
    newer: isBackwards ? written(edge && toCursor(edge)) : place && written(near),
    older: isBackwards ? written(near) : written(edge && toCursor(edge)),
    folded: Object.fromEntries(
      kept
        .filter(({ count }) => count > 1)
        .map(({ line, count }) => [line.id, { count: count - 1, isAtLeast: edge !== null }]),
    ),
    top: place ? null : (written(near) ?? (await aMomentAgo())),
    ...(look.isCut || (kept.length === 0 && edge) ? { isCut: true } : {}),
  }
}

const toCursor = ({ occurred_at, seq }: Point): Cursor => ({ at: occurred_at, seq: BigInt(seq) })
const written = (cursor: Cursor | null): string | null =>
  cursor && writeCursor({ occurredAt: cursor.at.toISOString(), seq: String(cursor.seq) })

/** For a list that was found empty: what lies in the last minute came while it was looked for, or after. */
async function aMomentAgo(): Promise<string> {
  const [row] = await sql<{ at: Date }>(`select now() - interval '1 minute' as at`)
  return writeCursor({ occurredAt: (row?.at ?? new Date()).toISOString(), seq: '0' })
}

type Look = {
  kept: Group[]
  /** The first event met, told already or not. */
  near: Point | undefined
  /** Where the next look begins; null at the end of the log. */
  edge: Point | null
  isCut: boolean
}

type LookOptions = { filter: AuditFilter; isBackwards: boolean; size: number; window: number; told: Set<string> }

/** One window of events as operations, without those a newer page has the line for. */
async function lookFrom(
  cursor: Cursor | null,
  { filter, isBackwards, size, window, told }: LookOptions,
): Promise<Look> {
  const walk = { cursor, isBackwards }
  const met = await readLight(filter, { ...walk, limit: window + 1 })
  const end = met.length > window && !endsApart(filter) ? null : await findEnd(filter, walk, sql)
  const within = end ? upTo(end, met, isBackwards) : met
  const { groups, last } = gather(within.slice(0, window), size)
  const isWhole = last === within.at(-1)
  const edge = isWhole ? end : (last ?? null)
  const unknown = [...groups.values()].flatMap(({ line }) => line.operation_id ?? []).filter((id) => !told.has(id))
  // An operation is told where its newest event is: back from here, that is a page still to come.
  const newerThan = isBackwards ? edge && toCursor(edge) : cursor && { at: cursor.at, seq: cursor.seq - 1n }
  const newer = newerThan ? await withNewer(filter, newerThan, unknown) : []
  if (!isBackwards) for (const id of newer) told.add(id)
  const without = isBackwards ? new Set(newer) : told
  return {
    kept: [...groups].filter(([key]) => !without.has(key)).map(([, group]) => group),
    near: within[0],
    edge,
    isCut: isWhole && end !== null,
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

/** Which of the operations did something that fits after this place. */
async function withNewer(filter: AuditFilter, cursor: Cursor, operations: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  let unknown = operations
  while (unknown.length > 0) {
    const ofThese: AuditFilter = {
      ...filter,
      clauses: [...(filter.clauses ?? []), { on: 'operation', values: unknown, isExcluded: false }],
    }
    const newer = await readLight(ofThese, { cursor, isBackwards: true, limit: WINDOW })
    for (const { operation_id } of newer) if (operation_id) found.add(operation_id)
    // One that did a lot may have kept the others from being met.
    unknown = newer.length < WINDOW ? [] : unknown.filter((id) => !found.has(id))
  }
  return [...found]
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
