import 'server-only'
import { sql } from '@/lib/db'
import type { DramaView } from '@/lib/dramas/schema'

export type DramaFacts = Omit<DramaView, 'grantCount'> & {
  connectionId: string
  producer: string | null
  createdAt: string | null
  auditSubmittedAt: string | null
  auditedAt: string | null
  readAt: string
  goneAt: string | null
}

export type Holder = {
  appid: string
  name: string | null
  /** Null: permanent. */
  expiresAt: string | null
  grantedAt: string | null
  operationNumber: number | null
}

export type DramaHolders = { holders: Holder[]; count: number; live: number; readAt: string | null }

type Moments = 'created_at' | 'audit_submitted_at' | 'audited_at' | 'gone_at'
type Row = Record<Moments, Date | null> & {
  connection_id: string
  drama_id: string
  name: string
  producer: string | null
  episode_count: number | null
  audit_state: DramaView['auditState']
  play_state: DramaView['playState']
  synced_at: Date
}

/** A drama of the account asked for, or else of any account in use; null when no catalogue has it. */
export async function getDramaFacts(dramaId: string, connectionId: string | null): Promise<DramaFacts | null> {
  const [row] = await sql<Row>(
    `select drama.* from drama join connection on connection.id = drama.connection_id and connection.is_enabled
      where drama_id = $1 order by (drama.connection_id::text = $2) desc nulls last, gone_at nulls first, connection.created_at limit 1`,
    [dramaId, connectionId],
  )
  if (!row) return null
  const at = (moment: Date | null) => moment?.toISOString() ?? null
  return {
    connectionId: row.connection_id,
    dramaId: row.drama_id,
    name: row.name,
    producer: row.producer,
    episodeCount: row.episode_count,
    auditState: row.audit_state,
    playState: row.play_state,
    isGone: row.gone_at !== null,
    createdAt: at(row.created_at),
    auditSubmittedAt: at(row.audit_submitted_at),
    auditedAt: at(row.audited_at),
    readAt: row.synced_at.toISOString(),
    goneAt: at(row.gone_at),
  }
}

/** Who holds it by a grant of its own, the next to end first, lapsed ones last; at most `limit`. */
export async function listHolders(connectionId: string, dramaId: string, limit = 100): Promise<DramaHolders> {
  const rows = await sql<{
    appid: string
    name: string | null
    expires_at: Date | null
    granted_at: Date | null
    number: number | null
  }>(
    `select held.appid, licensee.name, held.expires_at, held.granted_at, operation.number
       from "grant" held
       left join licensee on licensee.appid = held.appid
       left join operation on operation.id = held.last_operation_id
      where held.connection_id = $1 and held.drama_id = $2
      order by (held.expires_at <= now()) is true, held.expires_at nulls last, held.appid limit ${limit}`,
    [connectionId, dramaId],
  )
  const [facts] = await sql<{ count: number; live: number; read_at: Date | null }>(
    `select count(*)::int as count, count(*) filter (where expires_at is null or expires_at > now())::int as live, min(read_at) as read_at
       from "grant" where connection_id = $1 and drama_id = $2`,
    [connectionId, dramaId],
  )
  return {
    holders: rows.map((row) => ({
      appid: row.appid,
      name: row.name,
      expiresAt: row.expires_at?.toISOString() ?? null,
      grantedAt: row.granted_at?.toISOString() ?? null,
      operationNumber: row.number,
    })),
    count: facts?.count ?? 0,
    live: facts?.live ?? 0,
    readAt: facts?.read_at?.toISOString() ?? null,
  }
}

/** Who holds the whole account now, and with it this drama. */
export async function listAccountHolders(connectionId: string): Promise<Omit<Holder, 'operationNumber'>[]> {
  const rows = await sql<{ appid: string; name: string | null; expires_at: Date | null; granted_at: Date | null }>(
    `select held.appid, licensee.name, held.expires_at, held.granted_at
       from account_grant held left join licensee on licensee.appid = held.appid
      where held.connection_id = $1 and (held.expires_at is null or held.expires_at > now())
      order by held.expires_at nulls last, held.appid limit 500`,
    [connectionId],
  )
  return rows.map((row) => ({
    appid: row.appid,
    name: row.name,
    expiresAt: row.expires_at?.toISOString() ?? null,
    grantedAt: row.granted_at?.toISOString() ?? null,
  }))
}
