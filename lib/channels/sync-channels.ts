import 'server-only'
import { tellSync } from '@/lib/channels/sync-state'
import { openConnection } from '@/lib/connections/queries'
import { inTransaction } from '@/lib/db'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import { toPinyinKey } from '@/lib/pinyin'
import { type DetailedChannel, listChannelDetails } from '@/lib/polyv/list-channels'

const PAGE_SIZE = 100
const MAX_PAGES = 200

/** Brings the channel list in line with the upstream. Channels no longer listed are marked, never deleted. */
export async function syncChannels(connectionId: string): Promise<{ channels: number; gone: number }> {
  const { connection } = await openConnection(connectionId)
  const startedAt = new Date()
  try {
    const channels = await readList(connection, startedAt)
    const result = await store(connectionId, startedAt, channels)
    await tellSync(connectionId, startedAt, { state: 'done', read: channels.size, expected: channels.size })
    return result
  } catch (error) {
    const words = error instanceof UpstreamError ? (error.exchange.errmsg ?? error.kind) : 'unexpected'
    await tellSync(connectionId, startedAt, { state: 'failed', read: 0, expected: null, error: words })
    throw error
  }
}

async function readList(connection: UpstreamConnection, startedAt: Date): Promise<Map<string, DetailedChannel>> {
  const channels = new Map<string, DetailedChannel>()
  await tellSync(connection.id, startedAt, { state: 'running', read: 0, expected: null })
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const result = await listChannelDetails(connection, { page, pageSize: PAGE_SIZE })
    for (const channel of result.channels) channels.set(channel.channelId, channel)
    if (page >= result.totalPages || result.channels.length === 0) break
    await tellSync(connection.id, startedAt, { state: 'running', read: channels.size, expected: result.totalItems })
  }
  return channels
}

function store(
  connectionId: string,
  startedAt: Date,
  channels: ReadonlyMap<string, DetailedChannel>,
): Promise<{ channels: number; gone: number }> {
  return inTransaction(async (sql) => {
    await sql(
      `insert into channel (connection_id, channel_id, name, pinyin, watch_status, scene, conditions, follows_default, synced_at, gone_at)
       select $1, channel_id, name, pinyin, watch_status, scene, conditions, follows_default, $3, null
         from jsonb_to_recordset($2::jsonb) as listed(
              channel_id text, name text, pinyin text, watch_status text, scene text, conditions jsonb, follows_default boolean)
       on conflict (connection_id, channel_id) do update
         set name = excluded.name, pinyin = excluded.pinyin, watch_status = excluded.watch_status, scene = excluded.scene,
             conditions = excluded.conditions, follows_default = coalesce(excluded.follows_default, channel.follows_default),
             synced_at = excluded.synced_at, gone_at = null`,
      [connectionId, JSON.stringify([...channels.values()].map(toRow)), startedAt],
    )
    const gone = await sql(
      'update channel set gone_at = $2 where connection_id = $1 and synced_at < $2 and gone_at is null returning 1',
      [connectionId, startedAt],
    )
    await sql('update connection set catalogue_synced_at = $2, catalogue_sync_error = null where id = $1', [
      connectionId,
      startedAt,
    ])
    return { channels: channels.size, gone: gone.length }
  })
}

function toRow(channel: DetailedChannel) {
  return {
    channel_id: channel.channelId,
    name: channel.name,
    pinyin: toPinyinKey(channel.name),
    watch_status: channel.watchStatus,
    scene: channel.scene,
    conditions: channel.ranks,
    follows_default: channel.followsDefault,
  }
}
