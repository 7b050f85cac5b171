import 'server-only'
import { sql } from '@/lib/db'
import { type BookKeyType, type BookPlace, readBookPlace, writeBookPlace } from '@/lib/licensees/book-place'
import type { ContractState, LicenseeLine, LicenseeSort } from '@/lib/licensees/book-schema'
import { toLikePattern } from '@/lib/pinyin'

export type BookFilter = {
  q: string
  tag: string | null
  contract: ContractState | null
  /** Only those WeChat refused lately and has not taken since. */
  isRefused: boolean
  isArchived: boolean
  sort: LicenseeSort
}

export type BookPage = { rows: LicenseeLine[]; previous: string | null; next: string | null }

type Row = Omit<LicenseeLine, 'lastRefusalAt' | 'archivedAt' | 'updatedAt' | 'nextExpiryAt'> & {
  lastRefusalAt: Date | null
  archivedAt: Date | null
  updatedAt: Date
  nextExpiryAt: Date | null
  sortKey: string
}

/** Beijing's day, which is what a contract's end means. */
const TODAY = `(clock_timestamp() at time zone 'Asia/Shanghai')::date`

const contractConditions: Record<ContractState, string> = {
  ended: `contract_ends_on < ${TODAY}`,
  month: `contract_ends_on >= ${TODAY} and contract_ends_on <= ${TODAY} + 30`,
  quarter: `contract_ends_on >= ${TODAY} and contract_ends_on <= ${TODAY} + 90`,
  later: `contract_ends_on > ${TODAY} + 90`,
  none: 'contract_ends_on is null',
}

const sortKeys: Record<LicenseeSort, { key: string; type: BookKeyType; order: 'asc' | 'desc' }> = {
  name: { key: 'pinyin', type: 'text', order: 'asc' },
  contract: { key: `coalesce(contract_ends_on, 'infinity')`, type: 'date', order: 'asc' },
  updated: { key: 'updated_at', type: 'timestamptz', order: 'desc' },
}

const columns = `appid, name, subject, contact, contract_no as "contractNo", to_char(contract_ends_on, 'YYYY-MM-DD') as "contractEndsOn",
  tags, notes, last_refusal_code as "lastRefusalCode", last_refusal_at as "lastRefusalAt", archived_at as "archivedAt", updated_at as "updatedAt"`

/** Through the connections, because the index of grants begins with theirs. */
const held = (figure: string, table: string, more = '') =>
  `(select ${figure} from connection join ${table} held on held.connection_id = connection.id and held.appid = page.appid ${more})`

const counts = `${held('count(*)::int', '"grant"')} as "grantCount",
  ${held('count(*)::int', 'account_grant')} as "accountGrantCount",
  ${held('min(held.expires_at)', '"grant"', 'and held.expires_at > clock_timestamp()')} as "nextExpiryAt",
  ${held('count(*)::int', 'grant_drift', 'and held.closed_at is null')} as "driftCount"`

function toConditions({ q, tag, contract, isRefused, isArchived }: BookFilter): { where: string; values: unknown[] } {
  const lower = q.toLowerCase()
  return {
    where: `(archived_at is not null) = $1
      and ($2 = '' or name ilike $3 or subject ilike $3 or contract_no ilike $3 or contact ilike $3 or pinyin like $4
           or appid like $5 or $2 = any(tags))
      and ($6::text is null or tags @> array[$6])
      and (not $7 or last_refusal_at is not null)
      and (${contract ? contractConditions[contract] : 'true'})`,
    values: [
      isArchived,
      q,
      toLikePattern(q),
      toLikePattern(lower.replace(/[\s']/g, '')),
      toLikePattern(lower.replace(/\s/g, '')),
      tag,
      isRefused,
    ],
  }
}

/** A page of the address book, found by name, subject, contact, contract, tag, pinyin or appid. */
export async function listLicensees(filter: BookFilter, cursor: string | null, limit = 50): Promise<BookPage> {
  const { key, type, order: forward } = sortKeys[filter.sort]
  const place = readBookPlace(cursor, type)
  const backwards = place?.direction === 'before'
  const order = backwards === (forward === 'asc') ? 'desc' : 'asc'
  const { where, values } = toConditions(filter)
  const after = `(${key}, appid) ${order === 'asc' ? '>' : '<'} ($8::text::${type}, $9::text)`
  const rows = await sql<Row>(
    `select page.*, ${counts}
       from (select ${columns}, (${key})::text as "sortKey" from licensee
              where ${where} and ${place ? after : '($8::text is null and $9::text is null)'}
              order by ${key} ${order}, appid ${order} limit ${limit + 1}) page`,
    [...values, place?.key ?? null, place?.appid ?? null],
  )
  const hasMore = rows.length > limit
  const page = backwards ? rows.slice(0, limit).reverse() : rows.slice(0, limit)
  const [first, last] = [page[0], page.at(-1)]
  const at = (row: Row, direction: BookPlace['direction']) =>
    writeBookPlace({ direction, key: row.sortKey, appid: row.appid })
  return {
    rows: page.map(toLine),
    previous: first && (backwards ? hasMore : place) ? at(first, 'before') : null,
    next: last && (backwards || hasMore) ? at(last, 'after') : null,
  }
}

/** How many fit; the address book is small enough to count. */
export async function countLicensees(filter: BookFilter): Promise<number> {
  const { where, values } = toConditions(filter)
  const [row] = await sql<{ count: number }>(`select count(*)::int as count from licensee where ${where}`, values)
  return row?.count ?? 0
}

/** The tags in use, the commonest first. */
export const listTags = (limit = 30): Promise<{ tag: string; count: number }[]> =>
  sql(
    `select tag, count(*)::int as count from licensee, unnest(tags) tag where archived_at is null
      group by tag order by count(*) desc, tag limit ${limit}`,
  )

export async function getLicensee(appid: string): Promise<LicenseeLine | null> {
  const [row] = await sql<Row>(
    `select page.*, ${counts} from (select ${columns}, '' as "sortKey" from licensee where appid = $1) page`,
    [appid],
  )
  return row ? toLine(row) : null
}

const toLine = ({ sortKey: _, ...row }: Row): LicenseeLine => ({
  ...row,
  lastRefusalAt: row.lastRefusalAt?.toISOString() ?? null,
  archivedAt: row.archivedAt?.toISOString() ?? null,
  updatedAt: row.updatedAt.toISOString(),
  nextExpiryAt: row.nextExpiryAt?.toISOString() ?? null,
})
