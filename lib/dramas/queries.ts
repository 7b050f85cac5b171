import 'server-only'
import { sql } from '@/lib/db'
import type { DramaPage, DramaView } from '@/lib/dramas/schema'
import { toLikePattern } from '@/lib/pinyin'

export { freshenCatalogue, freshenDramas } from '@/lib/dramas/freshen-dramas'
export { readDramaNow } from '@/lib/dramas/read-drama-now'

const PAGE = 50

type Row = {
  drama_id: string
  name: string
  episode_count: number | null
  audit_state: DramaView['auditState']
  play_state: DramaView['playState']
  gone_at: Date | null
  grant_count: number
}

const columns = `drama.drama_id, name, episode_count, audit_state, play_state, gone_at,
  (select count(*)::int from "grant" where "grant".connection_id = drama.connection_id and "grant".drama_id = drama.drama_id) as grant_count`

const toView = (row: Row): DramaView => ({
  dramaId: row.drama_id,
  name: row.name,
  episodeCount: row.episode_count,
  auditState: row.audit_state,
  playState: row.play_state,
  isGone: row.gone_at !== null,
  grantCount: row.grant_count,
})

/** A page of the catalogue, newest id first, found by name, pinyin or id. */
export async function searchDramas(
  connectionId: string,
  search: { q: string; cursor?: string | undefined },
): Promise<DramaPage> {
  const rows = await sql<Row>(
    `select ${columns} from drama
      where connection_id = $1 and gone_at is null
        and ($2 = '' or name ilike $3 or pinyin like $4 or drama_id like $5)
        and ($6::text is null or (length(drama_id), drama_id) < (length($6), $6))
      order by length(drama_id) desc, drama_id desc limit ${PAGE + 1}`,
    [
      connectionId,
      search.q,
      toLikePattern(search.q),
      toLikePattern(search.q.toLowerCase().replace(/[\s']/g, '')),
      `${search.q.replace(/\D/g, '') || '-'}%`,
      search.cursor ?? null,
    ],
  )
  const [facts] = await sql<{ total: number; synced_at: Date | null }>(
    `select (select count(*)::int from drama where connection_id = $1 and gone_at is null) as total,
            (select catalogue_synced_at from connection where id = $1) as synced_at`,
    [connectionId],
  )
  const page = rows.slice(0, PAGE)
  return {
    dramas: page.map(toView),
    nextCursor: rows.length > PAGE ? (page.at(-1)?.drama_id ?? null) : null,
    total: facts?.total ?? 0,
    syncedAt: facts?.synced_at?.toISOString() ?? null,
  }
}

/** These dramas in the order asked for; ids the catalogue never knew are left out, gone ones are not. */
export async function findDramas(connectionId: string, dramaIds: readonly string[]): Promise<DramaView[]> {
  const rows = await sql<Row>(
    `select ${columns} from drama join unnest($2::text[]) with ordinality as asked(drama_id, place) using (drama_id)
      where connection_id = $1 order by asked.place`,
    [connectionId, dramaIds],
  )
  return rows.map(toView)
}
