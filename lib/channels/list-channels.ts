import 'server-only'
import { z } from 'zod'
import type { ChannelLine, ChannelList } from '@/lib/channels/channel-views-schema'
import { HAS_OPEN_DRIFT } from '@/lib/channels/drift-queries'
import { conditionTypes } from '@/lib/channels/form-schema'
import { openConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { UpstreamError } from '@/lib/http'
import { toLikePattern } from '@/lib/pinyin'
import { searchChannels } from '@/lib/polyv/list-channels'

const CHANNEL_PAGE = 50
const EXPORT_MAX = 20_000

type ChannelFilter = {
  q: string
  type: string
  rank: string
  status: string
  follows: string
  drift: string
}
type ChannelCursor = { direction: 'after' | 'before'; channelId: string } | null

type Row = {
  channel_id: string
  name: string
  watch_status: string
  conditions: unknown
  follows_default: boolean | null
  has_drift: boolean
  synced_at: Date
}

const doorSchema = z.object({
  rank: z.number(),
  enabled: z.boolean(),
  type: z.enum(conditionTypes).nullable(),
  unsupportedType: z.string().nullable(),
  priceFen: z.number().nullish(),
  isSecretSet: z.boolean().nullish(),
})
const doorsSchema = z.array(doorSchema)

const where = `connection_id = $1 and gone_at is null
  and ($2 = '' or name ilike $3 or pinyin like $4 or channel_id like $5)
  and ($6 = '' or ($6 = 'open' and not conditions @> '[{"rank": 1, "enabled": true}]')
       or ($6 = 'unsupported' and conditions @? '$[*] ? (@.enabled == true && @.unsupportedType != null)')
       or conditions @> jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('enabled', true, 'type', $6, 'rank', nullif($8, '')::integer))))
  and ($7 = '' or watch_status = $7)
  and ($9 = '' or coalesce(follows_default, false) = ($9 = 'yes'))
  and ($10 = '' or ${HAS_OPEN_DRIFT})`

const valuesOf = (connectionId: string, { q, type, rank, status, follows, drift }: ChannelFilter) => [
  connectionId,
  q,
  toLikePattern(q),
  toLikePattern(q.toLowerCase().replace(/[\s']/g, '')),
  `${q.replace(/\D/g, '') || '-'}%`,
  type,
  status,
  rank,
  follows,
  drift,
]

/** A page of the list, newest channel number first. */
export async function listChannels(
  connectionId: string,
  filter: ChannelFilter,
  cursor: ChannelCursor,
): Promise<ChannelList> {
  const back = cursor?.direction === 'before'
  const rows = await sql<Row>(
    `select channel_id, name, watch_status, conditions, follows_default, synced_at, ${HAS_OPEN_DRIFT} as has_drift from channel
      where ${where} and ($11::text is null or (length(channel_id), channel_id) ${back ? '>' : '<'} (length($11), $11))
      order by length(channel_id) ${back ? 'asc' : 'desc'}, channel_id ${back ? 'asc' : 'desc'} limit ${CHANNEL_PAGE + 1}`,
    [...valuesOf(connectionId, filter), cursor?.channelId ?? null],
  )
  const [facts] = await sql<{ total: number; synced_at: Date | null }>(
    `select (select count(*)::int from channel where ${where}) as total, (select catalogue_synced_at from connection where id = $1) as synced_at`,
    valuesOf(connectionId, filter),
  )
  const page = rows.slice(0, CHANNEL_PAGE)
  if (back) page.reverse()
  const hasMore = rows.length > CHANNEL_PAGE
  const [first, last] = [page[0], page.at(-1)]
  return {
    channels: page.map(toLine),
    total: facts?.total ?? 0,
    syncedAt: facts?.synced_at?.toISOString() ?? null,
    next: last && (back || hasMore) ? last.channel_id : null,
    previous: first && (back ? hasMore : cursor !== null) ? first.channel_id : null,
  }
}

/** Every channel the filter finds, for a file. */
export async function exportChannels(connectionId: string, filter: ChannelFilter): Promise<ChannelLine[]> {
  const rows = await sql<Row>(
    `select channel_id, name, watch_status, conditions, follows_default, synced_at, ${HAS_OPEN_DRIFT} as has_drift from channel where ${where}
      order by length(channel_id) desc, channel_id desc limit ${EXPORT_MAX}`,
    valuesOf(connectionId, filter),
  )
  return rows.map(toLine)
}

/** The numbers of every channel the filter finds, in the order of the list, up to `limit`. */
export async function listChannelIds(connectionId: string, filter: ChannelFilter, limit: number): Promise<string[]> {
  const rows = await sql<{ channel_id: string }>(
    `select channel_id from channel where ${where} order by length(channel_id) desc, channel_id desc limit $11`,
    [...valuesOf(connectionId, filter), limit],
  )
  return rows.map((row) => row.channel_id)
}

/** Asks the upstream by name, and gives what the list has not got. Empty when it cannot be asked. */
export async function findUnlisted(connectionId: string, q: string): Promise<ChannelLine[]> {
  try {
    const { connection } = await openConnection(connectionId)
    const found = await searchChannels(connection, { keyword: q, page: 1, pageSize: 20 })
    const known = await sql<{ channel_id: string }>(
      'select channel_id from channel where connection_id = $1 and channel_id = any($2) and gone_at is null',
      [connectionId, found.channels.map((channel) => channel.channelId)],
    )
    const ids = new Set(known.map((row) => row.channel_id))
    return found.channels
      .filter((channel) => !ids.has(channel.channelId))
      .map(({ channelId, name, watchStatus }) => ({
        channelId,
        name,
        watchStatus,
        doors: null,
        followsDefault: null,
        hasDrift: false,
        syncedAt: null,
      }))
  } catch (error) {
    if (error instanceof UpstreamError) return []
    throw error
  }
}

/** Channels that are on or about to be, by the last reading of the lists of every account in use; a hint, never a claim. */
export async function listTonight(
  limit = 6,
): Promise<{ channels: (ChannelLine & { connectionId: string })[]; total: number }> {
  const rows = await sql<Row & { connection_id: string; total: number }>(
    `select connection_id, channel_id, name, watch_status, conditions, follows_default, synced_at, ${HAS_OPEN_DRIFT} as has_drift,
            (count(*) over ())::int as total
       from channel
      where gone_at is null and watch_status in ('live', 'waiting')
        and exists (select 1 from connection where connection.id = channel.connection_id and is_enabled)
      order by watch_status, length(channel_id) desc, channel_id desc limit $1`,
    [limit],
  )
  return {
    channels: rows.map((row) => ({ ...toLine(row), connectionId: row.connection_id })),
    total: rows[0]?.total ?? 0,
  }
}

function toLine(row: Row): ChannelLine {
  const doors = doorsSchema.safeParse(row.conditions).data ?? []
  const door = (rank: number) => {
    const found = doors.find((listed) => listed.rank === rank)
    return {
      enabled: found?.enabled ?? false,
      type: found?.type ?? null,
      unsupportedType: found?.unsupportedType ?? null,
      priceFen: found?.priceFen ?? null,
      isSecretSet: found?.isSecretSet ?? null,
    }
  }
  return {
    channelId: row.channel_id,
    name: row.name,
    watchStatus: row.watch_status,
    doors: { primary: door(1), secondary: door(2) },
    followsDefault: row.follows_default,
    hasDrift: row.has_drift,
    syncedAt: row.synced_at.toISOString(),
  }
}
