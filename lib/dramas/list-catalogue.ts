import 'server-only'
import { sql } from '@/lib/db'
import { readCursor, writeCursor } from '@/lib/dramas/catalogue-cursor'
import type {
  CatalogueFilter,
  CataloguePage,
  CatalogueState,
  DramaLine,
  DramaSort,
  HolderFilter,
  StateFilter,
} from '@/lib/dramas/schema'
import { toLikePattern } from '@/lib/pinyin'

const CATALOGUE_PAGE = 100
const COUNT_AT_MOST = 100_000

type Row = {
  drama_id: string
  name: string
  producer: string | null
  episode_count: number | null
  audit_state: DramaLine['auditState']
  play_state: DramaLine['playState']
  gone_at: Date | null
  holders: number
  next_expiry: Date | null
  drift_count: number
  sort_at: string
}

const isReady = `audit_state = 'passed' and play_state = 'playable'`
const states: Record<StateFilter, string> = {
  ready: `gone_at is null and ${isReady}`,
  in_review: `gone_at is null and (audit_state = 'in_review' or play_state = 'in_review')`,
  failed: `gone_at is null and play_state <> 'taken_down' and not (${isReady}) and audit_state <> 'in_review' and play_state <> 'in_review'`,
  taken_down: `gone_at is null and play_state = 'taken_down'`,
  gone: 'gone_at is not null',
}

// Not clock_timestamp(): a volatile bound keeps PostgreSQL from using the index.
const now = 'now()'
const heldBy = (condition: string) =>
  `drama_id in (select drama_id from "grant" where connection_id = $1 and (${condition}))`
const holders: Record<HolderFilter, string> = {
  held: heldBy(`expires_at is null or expires_at > ${now}`),
  nobody: `not ${heldBy(`expires_at is null or expires_at > ${now}`)}`,
  week: heldBy(`expires_at > ${now} and expires_at <= ${now} + interval '7 days'`),
  month: heldBy(`expires_at > ${now} and expires_at <= ${now} + interval '30 days'`),
  lapsed: heldBy(`expires_at <= ${now}`),
}

const nextEnds = `left join (select drama_id, min(expires_at) as at from "grant"
   where connection_id = $1 and expires_at > ${now} group by drama_id) ending using (drama_id)`

/** `again` is the same order over the finished page. */
type Order = { join: string; at: string; by: string; again: string; after: string }
const orders: Record<DramaSort, Order> = {
  newest: {
    join: '',
    at: `''`,
    by: 'length(drama_id) desc, drama_id desc',
    again: 'length(page.drama_id) desc, page.drama_id desc',
    after: `($6::text is null or (length(drama_id), drama_id) < (length($7::text), $7::text))`,
  },
  name: {
    join: '',
    at: 'pinyin',
    by: 'pinyin, drama_id',
    again: 'page.sort_at, page.drama_id',
    after: '($6::text is null or (pinyin, drama_id) > ($6::text, $7::text))',
  },
  expiry: {
    join: nextEnds,
    at: `coalesce(ending.at, 'infinity')::text`,
    by: `coalesce(ending.at, 'infinity'), drama_id`,
    again: 'page.sort_at::timestamptz, page.drama_id',
    after: `($6::text is null or (coalesce(ending.at, 'infinity'), drama_id) > ($6::timestamptz, $7::text))`,
  },
}

const conditionsOf = ({ state, held }: CatalogueFilter): string =>
  [
    'connection_id = $1',
    `($2 = '' or name ilike $3 or pinyin like $4 or drama_id like $5)`,
    state ? states[state] : 'gone_at is null',
    ...(held ? [holders[held]] : []),
  ].join(' and ')

function valuesOf(connectionId: string, { q }: CatalogueFilter): unknown[] {
  const text = q.normalize('NFKC').trim()
  return [
    connectionId,
    text,
    toLikePattern(text),
    toLikePattern(text.toLowerCase().replace(/[\s']/g, '')),
    `${/^\d+$/.test(text) ? text : '-'}%`,
  ]
}

/** A page of the catalogue, found by name, pinyin or id. */
export async function listCatalogue(
  connectionId: string,
  filter: CatalogueFilter,
  cursor?: string,
  limit = CATALOGUE_PAGE,
): Promise<CataloguePage> {
  const order = orders[filter.sort]
  const place = readCursor(cursor)
  const rows = await sql<Row>(
    `select page.*, held.holders, held.next_expiry,
            (select count(*)::int from grant_drift drift where drift.connection_id = page.connection_id
                and drift.drama_id = page.drama_id and drift.closed_at is null) as drift_count
       from (select drama.connection_id, drama_id, name, producer, episode_count, audit_state, play_state, gone_at, ${order.at} as sort_at
               from drama ${order.join} where ${conditionsOf(filter)} and ${order.after}
              order by ${order.by} limit ${limit + 1}) page
       cross join lateral (
         select count(*) filter (where expires_at is null or expires_at > ${now})::int as holders,
                min(expires_at) filter (where expires_at > ${now}) as next_expiry
           from "grant" where "grant".connection_id = page.connection_id and "grant".drama_id = page.drama_id) held
      order by ${order.again}`,
    [...valuesOf(connectionId, filter), place?.at ?? null, place?.dramaId ?? null],
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    dramas: page.map(toLine),
    next: rows.length > limit && last ? writeCursor({ at: last.sort_at, dramaId: last.drama_id }) : null,
  }
}

/** How many dramas fit, counted no further than a hundred thousand. */
export async function countCatalogue(connectionId: string, filter: CatalogueFilter): Promise<number> {
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from (select 1 from drama where ${conditionsOf(filter)} limit ${COUNT_AT_MOST}) bounded`,
    valuesOf(connectionId, filter),
  )
  return row?.count ?? 0
}

/** The ids of every drama that fits and may be granted, at most `limit`. */
export async function listGrantableIds(
  connectionId: string,
  filter: CatalogueFilter,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ drama_id: string }>(
    `select drama_id from drama where ${conditionsOf(filter)} and ${states.ready}
      order by length(drama_id) desc, drama_id desc limit ${limit}`,
    valuesOf(connectionId, filter),
  )
  return rows.map((row) => row.drama_id)
}

/** How old the catalogue is, whether it is being read just now, and what went wrong the last time. */
export async function readCatalogueState(connectionId: string): Promise<CatalogueState> {
  const [row] = await sql<{
    synced_at: Date | null
    error: string | null
    is_partial: boolean
    reading: number | null
    total: number
  }>(
    `select catalogue_synced_at as synced_at, catalogue_sync_error as error, catalogue_is_partial as is_partial,
            case when catalogue_sync_started_at is not null and catalogue_sync_beat_at > ${now} - interval '60 seconds'
                 then catalogue_sync_listed end as reading,
            (select count(*)::int from drama where connection_id = connection.id and gone_at is null) as total
       from connection where id = $1`,
    [connectionId],
  )
  return {
    syncedAt: row?.synced_at?.toISOString() ?? null,
    total: row?.total ?? 0,
    reading: row?.reading ?? null,
    error: row?.error ?? null,
    isPartial: row?.is_partial ?? false,
  }
}

const toLine = (row: Row): DramaLine => ({
  dramaId: row.drama_id,
  name: row.name,
  producer: row.producer,
  episodeCount: row.episode_count,
  auditState: row.audit_state,
  playState: row.play_state,
  isGone: row.gone_at !== null,
  holders: row.holders,
  nextExpiry: row.next_expiry?.toISOString() ?? null,
  driftCount: row.drift_count,
})
