import 'server-only'
import { sql } from '@/lib/db'
import { toLikePattern } from '@/lib/pinyin'

export type AccountGrantLine = {
  appid: string
  licenseeName: string | null
  /** null: permanent */
  expiresAt: string | null
  grantedAt: string | null
  readAt: string
  /** Grants of single dramas it holds besides. */
  dramaGrants: number
  operation: { number: number } | null
}

type Row = {
  appid: string
  licensee_name: string | null
  expires_at: Date | null
  granted_at: Date | null
  read_at: Date
  drama_grants: number
  operation_number: number | null
}

/** Account-level grants as last read, those that end first at the top. One more than `limit` when there are more. */
export async function listAccountGrants(
  connectionId: string,
  { q, offset, limit }: { q: string; offset: number; limit: number },
): Promise<AccountGrantLine[]> {
  const rows = await sql<Row>(
    `select held.appid, licensee.name as licensee_name, held.expires_at, held.granted_at, held.read_at, operation.number as operation_number,
            (select count(*)::int from "grant" where "grant".connection_id = held.connection_id and "grant".appid = held.appid) as drama_grants
       from account_grant held
       left join licensee on licensee.appid = held.appid
       left join operation on operation.id = held.last_operation_id
      where held.connection_id = $1 and ($2 = '' or licensee.name ilike $3 or licensee.pinyin like $4 or held.appid like $4)
      order by held.expires_at nulls last, held.appid offset ${offset} limit ${limit + 1}`,
    [connectionId, q, toLikePattern(q), toLikePattern(q.toLowerCase())],
  )
  return rows.map((row) => ({
    appid: row.appid,
    licenseeName: row.licensee_name,
    expiresAt: row.expires_at?.toISOString() ?? null,
    grantedAt: row.granted_at?.toISOString() ?? null,
    readAt: row.read_at.toISOString(),
    dramaGrants: row.drama_grants,
    operation: row.operation_number === null ? null : { number: row.operation_number },
  }))
}
