import 'server-only'
import { sql } from '@/lib/db'
import { type Place, readPlace, writePlace } from '@/lib/grants/place'
import { toLikePattern } from '@/lib/pinyin'

export const expiryStates = ['permanent', 'week', 'month', 'later', 'lapsed'] as const
export type ExpiryState = (typeof expiryStates)[number]
export const grantSorts = ['granted', 'expiry'] as const
export type GrantSort = (typeof grantSorts)[number]

export type GrantFilter = {
  connectionId: string
  q: string
  appid: string | null
  state: ExpiryState | null
  sort: GrantSort
}

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
}

export type GrantPage = { rows: GrantLine[]; previous: string | null; next: string | null }

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
  sort_at: string
}

const sortKeys: Record<GrantSort, { at: string; order: 'asc' | 'desc' }> = {
  expiry: { at: `coalesce(held.expires_at, 'infinity')`, order: 'asc' },
  granted: { at: `coalesce(held.granted_at, '-infinity')`, order: 'desc' },
}

const stateConditions: Record<ExpiryState, string> = {
  permanent: 'held.expires_at is null',
  lapsed: 'held.expires_at <= clock_timestamp()',
  week: `held.expires_at > clock_timestamp() and held.expires_at <= clock_timestamp() + interval '7 days'`,
  month: `held.expires_at > clock_timestamp() and held.expires_at <= clock_timestamp() + interval '30 days'`,
  later: `held.expires_at > clock_timestamp() + interval '30 days'`,
}

/** A page of grants as last read, found by name, pinyin or id of the drama or by the licensee. */
export async function listGrants(filter: GrantFilter, cursor: string | null, limit = 50): Promise<GrantPage> {
  const place = readPlace(cursor)
  const key = sortKeys[filter.sort]
  const backwards = place?.direction === 'before'
  const forwardSign = key.order === 'asc' ? '>' : '<'
  const sign = backwards ? (forwardSign === '>' ? '<' : '>') : forwardSign
  const order = backwards ? (key.order === 'asc' ? 'desc' : 'asc') : key.order
  const rows = await sql<Row>(
    `select held.drama_id, drama.name as drama_name, held.appid, licensee.name as licensee_name, held.expires_at, held.granted_at,
            held.read_at, operation.id as operation_id, operation.number as operation_number, (${key.at})::text as sort_at
       from "grant" held
       left join drama on drama.connection_id = held.connection_id and drama.drama_id = held.drama_id
       left join licensee on licensee.appid = held.appid
       left join operation on operation.id = held.last_operation_id
      where held.connection_id = $1
        and ($2 = '' or drama.name ilike $3 or drama.pinyin like $4 or held.drama_id like $5
             or licensee.name ilike $3 or licensee.pinyin like $4 or held.appid like $5)
        and ($6::text is null or held.appid = $6)
        and (${filter.state ? stateConditions[filter.state] : 'true'})
        and ($7::timestamptz is null or (${key.at}, held.drama_id, held.appid) ${sign} ($7::timestamptz, $8::text, $9::text))
      order by ${key.at} ${order}, held.drama_id ${order}, held.appid ${order} limit ${limit + 1}`,
    [
      filter.connectionId,
      filter.q,
      toLikePattern(filter.q),
      toLikePattern(filter.q.toLowerCase().replace(/[\s']/g, '')),
      `${toLikePattern(filter.q.toLowerCase()).slice(1)}`,
      filter.appid,
      place?.at ?? null,
      place?.dramaId ?? null,
      place?.appid ?? null,
    ],
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
})
