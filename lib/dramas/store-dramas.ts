import 'server-only'
import type { Sql } from '@/lib/db'
import { toPinyinKey } from '@/lib/pinyin'
import type { UpstreamDrama } from '@/lib/wechat/upstream-drama'

/** Writes readings of dramas into the catalogue; what was read later than `readAt` stays. */
export async function storeDramas(
  sql: Sql,
  connectionId: string,
  readAt: Date,
  dramas: readonly UpstreamDrama[],
): Promise<void> {
  const pinyinOf = await readPinyin(sql, connectionId, dramas)
  const rows = dramas.map((drama) => ({
    drama_id: drama.dramaId,
    name: drama.name,
    pinyin: pinyinOf.get(drama.name) ?? toPinyinKey(drama.name),
    episode_count: drama.episodeCount,
    audit_state: drama.auditState,
    play_state: drama.playState,
    producer: drama.producer,
    cover_url: drama.coverUrl,
    created_at: drama.createdAt,
    audit_submitted_at: drama.auditSubmittedAt,
    audited_at: drama.auditedAt,
  }))
  await sql(
    `insert into drama as kept (connection_id, drama_id, name, pinyin, episode_count, audit_state, play_state, producer, cover_url,
                                created_at, audit_submitted_at, audited_at, synced_at)
     select $1, drama_id, name, pinyin, episode_count, audit_state, play_state, producer, cover_url, created_at, audit_submitted_at,
            audited_at, $3
       from jsonb_to_recordset($2::jsonb) as listed(drama_id text, name text, pinyin text, episode_count integer, audit_state text,
            play_state text, producer text, cover_url text, created_at timestamptz, audit_submitted_at timestamptz, audited_at timestamptz)
     on conflict (connection_id, drama_id) do update set name = excluded.name, pinyin = excluded.pinyin,
       episode_count = excluded.episode_count, audit_state = excluded.audit_state, play_state = excluded.play_state,
       producer = excluded.producer, cover_url = excluded.cover_url, created_at = excluded.created_at,
       audit_submitted_at = excluded.audit_submitted_at, audited_at = excluded.audited_at,
       synced_at = excluded.synced_at, gone_at = null
     where kept.synced_at <= excluded.synced_at`,
    [connectionId, JSON.stringify(rows), readAt],
  )
}

/** Reading ten thousand names anew would hold up a web process for a second; a name's reading never changes. */
async function readPinyin(
  sql: Sql,
  connectionId: string,
  dramas: readonly UpstreamDrama[],
): Promise<ReadonlyMap<string, string>> {
  const known = await sql<{ name: string; pinyin: string }>(
    `select distinct name, pinyin from drama where connection_id = $1 and pinyin <> '' and name = any($2)`,
    [connectionId, dramas.map((drama) => drama.name)],
  )
  return new Map(known.map((row) => [row.name, row.pinyin]))
}

/** Marks dramas the upstream no longer has; what is known of them stays. */
export async function markGone(
  sql: Sql,
  connectionId: string,
  readAt: Date,
  dramaIds: readonly string[],
): Promise<void> {
  if (dramaIds.length === 0) return
  await sql(
    `update drama set gone_at = $3 where connection_id = $1 and drama_id = any($2) and gone_at is null and synced_at <= $3`,
    [connectionId, dramaIds, readAt],
  )
}
