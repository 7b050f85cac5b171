import 'server-only'
import { sql } from '@/lib/db'
import type { DramaChoices } from '@/lib/grants/choices-schema'
import { toLikePattern } from '@/lib/pinyin'

/** More than this is no list to choose from: the search is narrowed first. */
const MOST = 20_000

/** The ids of all listed dramas that match, newest first, and which of them may be granted. */
export async function listDramaChoices(connectionId: string, q: string): Promise<DramaChoices> {
  const rows = await sql<{ drama_id: string; is_ready: boolean }>(
    `select drama_id, audit_state = 'passed' and play_state = 'playable' as is_ready from drama
      where connection_id = $1 and gone_at is null
        and ($2 = '' or name ilike $3 or pinyin like $4 or drama_id like $5)
      order by length(drama_id) desc, drama_id desc limit ${MOST}`,
    [
      connectionId,
      q,
      toLikePattern(q),
      toLikePattern(q.toLowerCase().replace(/[\s']/g, '')),
      `${q.replace(/\D/g, '') || '-'}%`,
    ],
  )
  const [facts] = await sql<{ synced_at: Date | null }>(
    'select catalogue_synced_at as synced_at from connection where id = $1',
    [connectionId],
  )
  return {
    ids: rows.map((row) => row.drama_id),
    marks: rows.map((row) => (row.is_ready ? '+' : '-')).join(''),
    syncedAt: facts?.synced_at?.toISOString() ?? null,
  }
}
