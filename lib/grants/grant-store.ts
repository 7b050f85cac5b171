import 'server-only'
import type { Sql } from '@/lib/db'
import { compareWithKnown } from '@/lib/grants/compare-grants'
import type { UpstreamAccountGrant } from '@/lib/wechat/get-authorize-apps'
import type { UpstreamGrant } from '@/lib/wechat/get-authorize-objects'

/** What a reading covered: one licensee or all, but for those that could not be read. */
type ReadingScope = { appid: string | null; readAt: Date; except?: readonly string[] }

/**
 * Makes our dated copy equal to a reading; rows something newer wrote since `readAt` stay. What we know of ourselves is
 * kept beside it, and where the two differ a drift is opened.
 * @returns how many differences were not there before.
 */
export async function storeGrants(
  sql: Sql,
  connectionId: string,
  scope: ReadingScope,
  grants: readonly UpstreamGrant[],
): Promise<number> {
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
  await sql(
    `delete from "grant" where connection_id = $1 and ($2::text is null or appid = $2) and read_at < $3 and appid <> all($4)`,
    [connectionId, scope.appid, scope.readAt, scope.except ?? []],
  )
  return compareWithKnown(sql, { connectionId, level: 'drama', ...scope })
}

export async function storeAccountGrants(
  sql: Sql,
  connectionId: string,
  readAt: Date,
  grants: readonly UpstreamAccountGrant[],
): Promise<number> {
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
  return compareWithKnown(sql, { connectionId, level: 'account', appid: null, readAt })
}

/** A grant as an operation left it: `expiresAt` in seconds (0 permanent), or null when it is no longer there. */
type SettledGrant = { dramaId: string; appid: string; expiresAt: number | null }

const SETTLED = 'jsonb_to_recordset($3::jsonb) as settled(drama_id text, appid text, expires_at bigint)'
const toRows = (grants: readonly SettledGrant[]): string =>
  JSON.stringify(grants.map(({ dramaId, appid, expiresAt }) => ({ drama_id: dramaId, appid, expires_at: expiresAt })))

/**
 * Brings our copy in line with what an operation read back. It is what we know from now on, and whatever differed before is
 * settled by it. Always in one order, so that no two operations wait for each other.
 */
export async function storeSettledGrants(
  sql: Sql,
  connectionId: string,
  operationId: string,
  grants: readonly SettledGrant[],
): Promise<void> {
  if (grants.length === 0) return
  const rows = toRows(grants)
  await sql(
    `with gone as (
       delete from "grant" held using ${SETTLED}
        where held.connection_id = $1 and held.drama_id = settled.drama_id and held.appid = settled.appid and settled.expires_at is null
     )
     insert into "grant" (connection_id, drama_id, appid, expires_at, granted_at, read_at, last_operation_id)
     select $1, drama_id, appid, to_timestamp(nullif(expires_at, 0)), clock_timestamp(), clock_timestamp(), $2
       from ${SETTLED} where expires_at is not null order by appid, drama_id
     on conflict (connection_id, drama_id, appid) do update
       set expires_at = excluded.expires_at, read_at = excluded.read_at, last_operation_id = excluded.last_operation_id`,
    [connectionId, operationId, rows],
  )
  await noteSettled(sql, connectionId, operationId, rows)
}

/** The same for the whole account of one licensee. */
export async function storeSettledAccountGrant(
  sql: Sql,
  grant: { connectionId: string; appid: string; expiresAt: number | null; operationId: string },
): Promise<void> {
  const { connectionId, appid, expiresAt, operationId } = grant
  await sql(
    expiresAt === null
      ? 'delete from account_grant where connection_id = $1 and appid = $2 and $3::bigint is null and $4::uuid is not null'
      : `insert into account_grant (connection_id, appid, expires_at, granted_at, read_at, last_operation_id)
         values ($1, $2, to_timestamp(nullif($3::bigint, 0)), clock_timestamp(), clock_timestamp(), $4::uuid)
         on conflict (connection_id, appid) do update
           set expires_at = excluded.expires_at, read_at = excluded.read_at, last_operation_id = excluded.last_operation_id`,
    [connectionId, appid, expiresAt, operationId],
  )
  await noteSettled(sql, connectionId, operationId, toRows([{ dramaId: '', appid, expiresAt }]))
}

async function noteSettled(sql: Sql, connectionId: string, operationId: string, rows: string): Promise<void> {
  await sql(
    `with known as (
       insert into known_grant (connection_id, drama_id, appid, is_held, expires_at, source, operation_id, known_at)
       select $1, drama_id, appid, expires_at is not null, to_timestamp(nullif(expires_at, 0)), 'operation', $2, clock_timestamp()
         from ${SETTLED} order by appid, drama_id
       on conflict (connection_id, appid, drama_id) do update
         set is_held = excluded.is_held, expires_at = excluded.expires_at, source = 'operation',
             operation_id = excluded.operation_id, person_name = null, known_at = excluded.known_at
     )
     update grant_drift drift set closed_at = clock_timestamp(), resolution = 'operation', closed_operation_id = $2
       from ${SETTLED}
      where drift.connection_id = $1 and drift.drama_id = settled.drama_id and drift.appid = settled.appid and drift.closed_at is null`,
    [connectionId, operationId, rows],
  )
}
