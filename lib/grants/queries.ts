import 'server-only'
import { sql } from '@/lib/db'
import type { DriftKind } from '@/lib/grants/drift-schema'
import type { GrantFilter, GrantSort } from '@/lib/grants/filter-schema'
import { GRANT_TABLES, toGrantConditions } from '@/lib/grants/grant-conditions'
import { type Place, readPlace, writePlace } from '@/lib/grants/place'

export { readAccountGrantNow, readCopyrightNow, readDramaGrantNow } from '@/lib/grants/read-rights-now'

export type GrantLine = {
  dramaId: string
  dramaName: string
  appid: string
  licenseeName: string | null
  /** null: permanent */
  expiresAt: string | null
  grantedAt: string | null
  readAt: string
  operation: { id: string; number: number } | null
  /** How it differs from what we know, while that is open. */
  drift: DriftKind | null
}

type GrantPage = { rows: GrantLine[]; previous: string | null; next: string | null }

type Row = {
  drama_id: string
  drama_name: string | null
  appid: string
  licensee_name: string | null
  expires_at: Date | null
  granted_at: Date | null
  read_at: Date
  operation_id: string | null
  operation_number: number | null
  drift: DriftKind | null
  sort_at: string
}

const sortKeys: Record<GrantSort, { at: string; order: 'asc' | 'desc' }> = {
  expiry: { at: `coalesce(held.expires_at, 'infinity')`, order: 'asc' },
  granted: { at: `coalesce(held.granted_at, '-infinity')`, order: 'desc' },
}

const OPEN_DRIFT = `(select kind from grant_drift drift where drift.connection_id = held.connection_id
  and drift.appid = held.appid and drift.drama_id = held.drama_id and drift.closed_at is null)`

/** A page of grants as last read, found by name, pinyin or id of the drama or by the licensee. */
export async function listGrants(
  connectionId: string,
  filter: GrantFilter,
  { sort, cursor, limit = 50 }: { sort: GrantSort; cursor: string | null; limit?: number },
): Promise<GrantPage> {
  const place = readPlace(cursor)
  const key = sortKeys[sort]
  const backwards = place?.direction === 'before'
  const forwardSign = key.order === 'asc' ? '>' : '<'
  const sign = backwards ? (forwardSign === '>' ? '<' : '>') : forwardSign
  const order = backwards ? (key.order === 'asc' ? 'desc' : 'asc') : key.order
  const conditions = toGrantConditions(connectionId, filter)
  if (place)
    conditions.add(
      (at, dramaId, appid) =>
        `(${key.at}, held.drama_id, held.appid) ${sign} (${at}::timestamptz, ${dramaId}::text, ${appid}::text)`,
      place.at,
      place.dramaId,
      place.appid,
    )
  const rows = await sql<Row>(
    `select held.drama_id, drama.name as drama_name, held.appid, licensee.name as licensee_name, held.expires_at, held.granted_at,
            held.read_at, operation.id as operation_id, operation.number as operation_number, ${OPEN_DRIFT} as drift, (${key.at})::text as sort_at
       from ${GRANT_TABLES} left join operation on operation.id = held.last_operation_id ${conditions.where}
      order by ${key.at} ${order}, held.drama_id ${order}, held.appid ${order} limit ${limit + 1}`,
    conditions.values,
  )
  const hasMore = rows.length > limit
  const page = backwards ? rows.slice(0, limit).reverse() : rows.slice(0, limit)
  const [first, last] = [page[0], page.at(-1)]
  const hasPrevious = backwards ? hasMore : place !== null
  const hasNext = backwards ? true : hasMore
  return {
    rows: page.map(toLine),
    previous: hasPrevious && first ? writePlace(placeOf(first, 'before')) : null,
    next: hasNext && last ? writePlace(placeOf(last, 'after')) : null,
  }
}

/** How many grants there are, when the oldest of them was read, and how many licensees hold the whole account. */
export async function countGrants(
  connectionId: string,
): Promise<{ grants: number; accountGrants: number; oldestReadAt: string | null }> {
  const [row] = await sql<{ grants: number; account_grants: number; oldest_read_at: Date | null }>(
    `select count(*)::int as grants, min(read_at) as oldest_read_at,
            (select count(*)::int from account_grant where connection_id = $1) as account_grants
       from "grant" where connection_id = $1`,
    [connectionId],
  )
  return {
    grants: row?.grants ?? 0,
    accountGrants: row?.account_grants ?? 0,
    oldestReadAt: row?.oldest_read_at?.toISOString() ?? null,
  }
}

/** How many grants fit, counted no further than `most` and one more. */
export async function countMatching(connectionId: string, filter: GrantFilter, most: number): Promise<number> {
  const conditions = toGrantConditions(connectionId, filter)
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from (select 1 from ${GRANT_TABLES} ${conditions.where} limit ${most + 1}) matching`,
    conditions.values,
  )
  return row?.count ?? 0
}

/** The tags of licensees that hold anything here: what a filter may offer. */
export async function listLicenseeTags(connectionId: string): Promise<string[]> {
  const rows = await sql<{ tag: string }>(
    `select distinct unnest(licensee.tags) as tag from licensee
      where exists (select 1 from "grant" held where held.connection_id = $1 and held.appid = licensee.appid)
      order by tag limit 100`,
    [connectionId],
  )
  return rows.map((row) => row.tag)
}

const placeOf = (row: Row, direction: Place['direction']): Place => ({
  direction,
  at: row.sort_at,
  dramaId: row.drama_id,
  appid: row.appid,
})

const toLine = (row: Row): GrantLine => ({
  dramaId: row.drama_id,
  dramaName: row.drama_name ?? row.drama_id,
  appid: row.appid,
  licenseeName: row.licensee_name,
  expiresAt: row.expires_at?.toISOString() ?? null,
  grantedAt: row.granted_at?.toISOString() ?? null,
  readAt: row.read_at.toISOString(),
  operation:
    row.operation_id !== null && row.operation_number !== null
      ? { id: row.operation_id, number: row.operation_number }
      : null,
  drift: row.drift,
})
