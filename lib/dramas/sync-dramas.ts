import 'server-only'
import { openConnection } from '@/lib/connections/queries'
import { inTransaction, sql } from '@/lib/db'
import { toPinyinKey } from '@/lib/pinyin'
import { listDramas } from '@/lib/wechat/list-dramas'

/**
 * Reads the whole catalogue and makes our dated copy equal to it. A failure keeps the old copy and is shown with it.
 * @returns how many dramas are listed now.
 * @throws UpstreamError
 */
export async function syncDramas(connectionId: string): Promise<number> {
  const startedAt = new Date()
  const { connection } = await openConnection(connectionId)
  try {
    const dramas = await listDramas(connection)
    const rows = dramas.map((drama) => ({
      drama_id: drama.dramaId,
      name: drama.name,
      pinyin: toPinyinKey(drama.name),
      episode_count: drama.episodeCount,
      audit_state: drama.auditState,
      play_state: drama.playState,
      producer: drama.producer,
      cover_url: drama.coverUrl,
      created_at: drama.createdAt,
    }))
    await inTransaction(async (run) => {
      // The newest reading wins when two syncs overlap.
      const newest = await run(
        `update connection set catalogue_synced_at = $2, catalogue_sync_error = null
          where id = $1 and (catalogue_synced_at is null or catalogue_synced_at < $2) returning id`,
        [connectionId, startedAt],
      )
      if (newest.length === 0) return
      await run(
        `insert into drama (connection_id, drama_id, name, pinyin, episode_count, audit_state, play_state, producer, cover_url, created_at, synced_at)
         select $1, drama_id, name, pinyin, episode_count, audit_state, play_state, producer, cover_url, created_at, $3
           from jsonb_to_recordset($2::jsonb) as listed(drama_id text, name text, pinyin text, episode_count integer, audit_state text,
                play_state text, producer text, cover_url text, created_at timestamptz)
         on conflict (connection_id, drama_id) do update set name = excluded.name, pinyin = excluded.pinyin,
           episode_count = excluded.episode_count, audit_state = excluded.audit_state, play_state = excluded.play_state,
           producer = excluded.producer, cover_url = excluded.cover_url, created_at = excluded.created_at,
           synced_at = excluded.synced_at, gone_at = null`,
        [connectionId, JSON.stringify(rows), startedAt],
      )
      await run(`update drama set gone_at = $2 where connection_id = $1 and gone_at is null and synced_at < $2`, [
        connectionId,
        startedAt,
      ])
    })
    return dramas.length
  } catch (error) {
    const message = error instanceof Error ? error.message.slice(0, 300) : 'failed'
    await sql('update connection set catalogue_sync_error = $2 where id = $1', [connectionId, message])
    throw error
  }
}
