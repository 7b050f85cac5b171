import 'server-only'
import type { Sql } from '@/lib/db'
import type { UpstreamAccountGrant } from '@/lib/wechat/get-authorize-apps'
import type { UpstreamGrant } from '@/lib/wechat/get-authorize-objects'

/** Makes our dated copy equal to a reading; rows something newer wrote since `readAt` stay. */
export async function storeGrants(
  sql: Sql,
  connectionId: string,
  scope: { appid: string | null; readAt: Date },
  grants: readonly UpstreamGrant[],
): Promise<void> {
  const rows = grants.map((grant) => ({
    drama_id: grant.dramaId,
    appid: grant.appid,
    expires_at: grant.expiresAt,
    granted_at: grant.grantedAt,
  }))
  await sql(
    `insert into "grant" as held (connection_id, drama_id, appid, expires_at, granted_at, read_at)
     select $1, drama_id, appid, expires_at, granted_at, $3
       from jsonb_to_recordset($2::jsonb) as listed(drama_id text, appid text, expires_at timestamptz, granted_at timestamptz)
     on conflict (connection_id, drama_id, appid) do update
       set expires_at = excluded.expires_at, granted_at = excluded.granted_at, read_at = excluded.read_at
     where held.read_at < excluded.read_at`,
    [connectionId, JSON.stringify(rows), scope.readAt],
  )
  await sql(`delete from "grant" where connection_id = $1 and ($2::text is null or appid = $2) and read_at < $3`, [
    connectionId,
    scope.appid,
    scope.readAt,
  ])
}

export async function storeAccountGrants(
  sql: Sql,
  connectionId: string,
  readAt: Date,
  grants: readonly UpstreamAccountGrant[],
): Promise<void> {
  const rows = grants.map((grant) => ({ appid: grant.appid, expires_at: grant.expiresAt, granted_at: grant.grantedAt }))
  await sql(
    `insert into account_grant as held (connection_id, appid, expires_at, granted_at, read_at)
     select $1, appid, expires_at, granted_at, $3
       from jsonb_to_recordset($2::jsonb) as listed(appid text, expires_at timestamptz, granted_at timestamptz)
     on conflict (connection_id, appid) do update
       set expires_at = excluded.expires_at, granted_at = excluded.granted_at, read_at = excluded.read_at
     where held.read_at < excluded.read_at`,
    [connectionId, JSON.stringify(rows), readAt],
  )
  await sql('delete from account_grant where connection_id = $1 and read_at < $2', [connectionId, readAt])
}

/** One grant as an operation left it: `expiresAt` in seconds (0 permanent), or null when it is no longer there. */
export async function storeSettledGrant(
  sql: Sql,
  grant: { connectionId: string; dramaId: string; appid: string; expiresAt: number | null; operationId: string },
): Promise<void> {
  const key = [grant.connectionId, grant.dramaId, grant.appid]
  if (grant.expiresAt === null) {
    await sql('delete from "grant" where connection_id = $1 and drama_id = $2 and appid = $3', key)
    return
  }
  await sql(
    `insert into "grant" (connection_id, drama_id, appid, expires_at, granted_at, read_at, last_operation_id)
     values ($1, $2, $3, to_timestamp(nullif($4::bigint, 0)), clock_timestamp(), clock_timestamp(), $5)
     on conflict (connection_id, drama_id, appid) do update
       set expires_at = excluded.expires_at, read_at = excluded.read_at, last_operation_id = excluded.last_operation_id`,
    [...key, grant.expiresAt, grant.operationId],
  )
}
