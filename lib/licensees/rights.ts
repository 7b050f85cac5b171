import 'server-only'
import { sql } from '@/lib/db'

/** A right as last read: of one drama, or of every drama an account has and will have. */
export type HeldGrant = {
  connectionId: string
  connectionName: string
  dramaId: string
  dramaName: string
  /** Null: permanent. */
  expiresAt: string | null
  grantedAt: string | null
  readAt: string
}
export type HeldAccountGrant = Omit<HeldGrant, 'dramaId' | 'dramaName'>

export type LicenseeRights = {
  accountGrants: HeldAccountGrant[]
  /** The first to end come first; at most `limit`. */
  grants: HeldGrant[]
  grantCount: number
}

type Moments = { expiresAt: Date | null; grantedAt: Date | null; readAt: Date }

export async function readRights(appid: string, limit = 20): Promise<LicenseeRights> {
  const moments = `held.expires_at as "expiresAt", held.granted_at as "grantedAt", held.read_at as "readAt",
    connection.id as "connectionId", connection.name as "connectionName"`
  const [accountGrants, grants, counted] = await Promise.all([
    sql<Omit<HeldAccountGrant, keyof Moments> & Moments>(
      `select ${moments} from connection join account_grant held on held.connection_id = connection.id
        where held.appid = $1 order by held.expires_at nulls last`,
      [appid],
    ),
    sql<Omit<HeldGrant, keyof Moments> & Moments>(
      `select ${moments}, held.drama_id as "dramaId", coalesce(drama.name, held.drama_id) as "dramaName"
         from connection join "grant" held on held.connection_id = connection.id
         left join drama on drama.connection_id = held.connection_id and drama.drama_id = held.drama_id
        where held.appid = $1 order by held.expires_at nulls last, held.drama_id limit ${limit}`,
      [appid],
    ),
    sql<{ count: number }>(
      `select count(*)::int as count from connection join "grant" held on held.connection_id = connection.id where held.appid = $1`,
      [appid],
    ),
  ])
  return {
    accountGrants: accountGrants.map(written),
    grants: grants.map(written),
    grantCount: counted[0]?.count ?? 0,
  }
}

const written = <Row extends Moments>(row: Row) => ({
  ...row,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  grantedAt: row.grantedAt?.toISOString() ?? null,
  readAt: row.readAt.toISOString(),
})
