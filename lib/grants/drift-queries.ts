import 'server-only'
import { sql } from '@/lib/db'
import type { DriftKind, DriftLine, DriftResolution, HeldState, SweepState } from '@/lib/grants/drift-schema'
import { toLikePattern } from '@/lib/pinyin'

export type DriftFilter = {
  connectionId: string
  view: 'open' | 'closed'
  kind: DriftKind | null
  appid: string | null
  q: string
}

type Row = {
  id: string
  kind: DriftKind
  drama_id: string
  drama_name: string | null
  appid: string
  licensee_name: string | null
  known_held: boolean
  known_expires_at: Date | null
  known_source: 'first_read' | 'operation' | 'adopted' | null
  known_number: number | null
  known_person_name: string | null
  known_at: Date | null
  found_held: boolean
  found_expires_at: Date | null
  found_at: Date
  last_seen_at: Date
  event_id: string | null
  closed_at: Date | null
  resolution: DriftResolution | null
  closed_by_name: string | null
  closed_reason: string | null
  closed_number: number | null
}

const columns = `drift.id, drift.kind, drift.drama_id, drama.name as drama_name, drift.appid, licensee.name as licensee_name,
  drift.known_held, drift.known_expires_at, drift.known_source, known_operation.number as known_number, drift.known_person_name,
  drift.known_at, drift.found_held, drift.found_expires_at, drift.found_at, drift.last_seen_at, drift.event_id, drift.closed_at,
  drift.resolution, drift.closed_by_name, drift.closed_reason, closing.number as closed_number`

const joined = `from grant_drift drift
  left join drama on drama.connection_id = drift.connection_id and drama.drama_id = drift.drama_id
  left join licensee on licensee.appid = drift.appid
  left join operation known_operation on known_operation.id = drift.known_operation_id
  left join operation closing on closing.id = drift.closed_operation_id`

const PAGE = 50
/** Kinds stand in the order a person should care: what a partner lost comes first. */
const rankOf = `array_position(array['missing', 'expiry', 'foreign'], drift.kind)`

export type DriftPage = { rows: DriftLine[]; next: string | null }

/** A page of differences: open ones grouped by kind, closed ones by when they were closed; newest first in either. */
export async function listDrifts(filter: DriftFilter, cursor: string | null, limit = PAGE): Promise<DriftPage> {
  const isOpen = filter.view === 'open'
  const moment = isOpen ? 'drift.found_at' : 'drift.closed_at'
  const rank = isOpen ? rankOf : '0::integer'
  const place = readCursor(cursor)
  const rows = await sql<Row & { rank: number; moment: string }>(
    `select ${columns}, ${rank} as rank, ${moment}::text as moment ${joined}
      where drift.connection_id = $1 and drift.closed_at is ${isOpen ? '' : 'not'} null
        and ($2::text is null or drift.kind = $2) and ($3::text is null or drift.appid = $3)
        and ($4 = '' or drama.name ilike $5 or drama.pinyin like $6 or drift.drama_id like $7
             or licensee.name ilike $5 or licensee.pinyin like $6 or drift.appid like $7)
        and ($8::int is null or ${rank} > $8 or (${rank} = $8 and (${moment}, drift.id) < ($9::timestamptz, $10::uuid)))
      order by ${rank}, ${moment} desc, drift.id desc limit ${limit + 1}`,
    [
      filter.connectionId,
      filter.kind,
      filter.appid,
      filter.q,
      toLikePattern(filter.q),
      toLikePattern(filter.q.toLowerCase().replace(/[\s']/g, '')),
      toLikePattern(filter.q.toLowerCase()).slice(1),
      place?.rank ?? null,
      place?.moment ?? null,
      place?.id ?? null,
    ],
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page.map(toLine), next: rows.length > limit && last ? writeCursor(last) : null }
}

const writeCursor = (row: { rank: number; moment: string; id: string }): string =>
  Buffer.from(JSON.stringify([row.rank, row.moment, row.id])).toString('base64url')

function readCursor(text: string | null): { rank: number; moment: string; id: string } | null {
  if (!text) return null
  try {
    const [rank, moment, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    const isReal =
      typeof rank === 'number' &&
      Number.isInteger(rank) &&
      /^\d{4}-\d{2}-\d{2} [\d:.+-]{8,24}$/.test(String(moment)) &&
      /^[0-9a-f-]{36}$/.test(String(id))
    return isReal ? { rank, moment: String(moment), id: String(id) } : null
  } catch {
    return null
  }
}

/** How many differences are open, by kind, over one account or all that are in use. */
export async function countDrifts(connectionId: string | null): Promise<Record<DriftKind, number>> {
  const rows = await sql<{ kind: DriftKind; count: number }>(
    `select drift.kind, count(*)::int as count from grant_drift drift
       join connection on connection.id = drift.connection_id and connection.is_enabled
      where drift.closed_at is null and ($1::uuid is null or drift.connection_id = $1) group by drift.kind`,
    [connectionId],
  )
  const counts = { missing: 0, foreign: 0, expiry: 0 }
  for (const { kind, count } of rows) counts[kind] = count
  return counts
}

const STALLED = `interval '2 minutes'`
const NAMED = 20

/** How the last comparison went and how far the present one is. */
export async function readSweep(connectionId: string): Promise<SweepState> {
  const [row] = await sql<{
    state: Exclude<SweepState['state'], 'interrupted'>
    is_stalled: boolean
    started_at: Date | null
    finished_at: Date | null
    last_full_at: Date | null
    rows_read: number
    rows_expected: number | null
    unreadable: string[]
    account_unread: boolean
    found: number
    error: string | null
  }>(`select *, beat_at < clock_timestamp() - ${STALLED} as is_stalled from grant_sweep where connection_id = $1`, [
    connectionId,
  ])
  const named = row?.unreadable.slice(0, NAMED) ?? []
  const names = new Map(
    (await sql<{ appid: string; name: string }>('select appid, name from licensee where appid = any($1)', [named])).map(
      ({ appid, name }) => [appid, name],
    ),
  )
  return {
    state: row?.state === 'running' && row.is_stalled ? 'interrupted' : (row?.state ?? 'never'),
    startedAt: row?.started_at?.toISOString() ?? null,
    finishedAt: row?.finished_at?.toISOString() ?? null,
    lastFullAt: row?.last_full_at?.toISOString() ?? null,
    rowsRead: row?.rows_read ?? 0,
    rowsExpected: row?.rows_expected ?? null,
    unreadable: named.map((appid) => ({ appid, name: names.get(appid) ?? null })),
    unreadableCount: row?.unreadable.length ?? 0,
    accountUnread: row?.account_unread ?? false,
    found: row?.found ?? 0,
    error: row?.error ?? null,
  }
}

const held = (isHeld: boolean, expiresAt: Date | null): HeldState =>
  isHeld ? { expiresAt: expiresAt?.toISOString() ?? null } : null

const toLine = (row: Row): DriftLine => ({
  id: row.id,
  kind: row.kind,
  dramaId: row.drama_id === '' ? null : row.drama_id,
  dramaName: row.drama_name,
  appid: row.appid,
  licenseeName: row.licensee_name,
  known: held(row.known_held, row.known_expires_at),
  knownHow:
    row.known_source && row.known_at
      ? {
          source: row.known_source,
          at: row.known_at.toISOString(),
          operationNumber: row.known_number,
          personName: row.known_person_name,
        }
      : null,
  found: held(row.found_held, row.found_expires_at),
  foundAt: row.found_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  eventId: row.event_id,
  closed:
    row.closed_at && row.resolution
      ? {
          at: row.closed_at.toISOString(),
          resolution: row.resolution,
          byName: row.closed_by_name,
          reason: row.closed_reason,
          operationNumber: row.closed_number,
        }
      : null,
})
