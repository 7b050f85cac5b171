import 'server-only'
import { sql } from '@/lib/db'
import { GRANT_TABLES, toGrantConditions } from '@/lib/grants/grant-conditions'
import { type GrantSelection, MOST_SELECTED, splitPair } from '@/lib/grants/selection-schema'

type SelectedGrant = {
  dramaId: string
  dramaName: string
  appid: string
  licenseeName: string
  /** Seconds since 1970, 0 permanent; null when our copy holds it no more. */
  held: number | null
}

type Row = {
  drama_id: string
  drama_name: string | null
  appid: string
  licensee_name: string | null
  held: string | null
}

const COLUMNS = `drama.name as drama_name, licensee.name as licensee_name,
  case when held.read_at is null then null else coalesce(extract(epoch from held.expires_at), 0)::bigint end as held`

/** What a selection names, by licensee and drama, as last read; at most one more than `MOST_SELECTED`. */
export async function findSelected(connectionId: string, selection: GrantSelection): Promise<SelectedGrant[]> {
  return (await readSelected(connectionId, selection)).map((row) => ({
    dramaId: row.drama_id,
    dramaName: row.drama_name ?? row.drama_id,
    appid: row.appid,
    licenseeName: row.licensee_name ?? row.appid,
    held: row.held === null ? null : Number(row.held),
  }))
}

function readSelected(connectionId: string, selection: GrantSelection): Promise<Row[]> {
  if (selection.kind === 'filter') {
    const conditions = toGrantConditions(connectionId, selection.filter)
    return sql<Row>(
      `select held.drama_id, held.appid, ${COLUMNS} from ${GRANT_TABLES} ${conditions.where}
        order by held.appid, held.drama_id limit ${MOST_SELECTED + 1}`,
      conditions.values,
    )
  }
  const pairs = selection.pairs.map(splitPair)
  return sql<Row>(
    `select asked.drama_id, asked.appid, ${COLUMNS}
       from unnest($2::text[], $3::text[]) as asked(drama_id, appid)
       left join "grant" held on held.connection_id = $1 and held.drama_id = asked.drama_id and held.appid = asked.appid
       left join drama on drama.connection_id = $1 and drama.drama_id = asked.drama_id
       left join licensee on licensee.appid = asked.appid
      order by asked.appid, asked.drama_id`,
    [connectionId, pairs.map(({ dramaId }) => dramaId), pairs.map(({ appid }) => appid)],
  )
}
