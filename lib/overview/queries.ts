import 'server-only'
import { sql } from '@/lib/db'
import { OPERATION_COLUMNS, type OperationRow, toOperationLine } from '@/lib/operations/operation-row'
import type { OperationLine } from '@/lib/operations/schema'

const LOOK_BACK_DAYS = 7

/** What is under way, and what ended in the last seven days otherwise than verified; newest first. */
export async function listWorkToSee(limit = 8): Promise<{ operations: OperationLine[]; isMore: boolean }> {
  const rows = await sql<OperationRow>(
    `select ${OPERATION_COLUMNS} from operation
      where state <> 'done'
         or (verdict in ('unknown', 'mismatch', 'failed', 'partial') and created_at > now() - $1 * interval '1 day')
      order by number desc limit $2`,
    [LOOK_BACK_DAYS, limit + 1],
  )
  return { operations: rows.slice(0, limit).map(toOperationLine), isMore: rows.length > limit }
}

export type ParkedAccount = { id: string; name: string; until: Date; operations: number }

/** Accounts whose day is used up, until when, and how many operations wait for them. */
export function listParkedAccounts(): Promise<ParkedAccount[]> {
  return sql<ParkedAccount>(
    `select connection.id, connection.name, lane.parked_until as until,
            (select count(*)::int from operation where connection_id = connection.id and state <> 'done') as operations
       from rate_limit lane join connection on connection.id = lane.connection_id
      where lane.parked_until > clock_timestamp() and connection.is_enabled order by lane.parked_until`,
  )
}

export type ExpiryLoad = {
  within7Days: number
  within30Days: number
  soonest: { dramaId: string; dramaName: string; appid: string; licenseeName: string | null; expiresAt: string }[]
}

/** Grants that end within thirty days, over every account in use, as last read from the upstream. */
export async function readExpiryLoad(shown = 5): Promise<ExpiryLoad> {
  const ending = `from "grant" held join connection on connection.id = held.connection_id and connection.is_enabled
    where held.expires_at > now() and held.expires_at <= now() + interval '30 days'`
  const [[counts], soonest] = await Promise.all([
    sql<{ within7Days: number; within30Days: number }>(
      `select count(*)::int as "within30Days",
              (count(*) filter (where held.expires_at <= now() + interval '7 days'))::int as "within7Days" ${ending}`,
    ),
    sql<Omit<ExpiryLoad['soonest'][number], 'expiresAt'> & { expiresAt: Date }>(
      `select soon.drama_id as "dramaId", coalesce(drama.name, soon.drama_id) as "dramaName", soon.appid,
              licensee.name as "licenseeName", soon.expires_at as "expiresAt"
         from (select held.* ${ending} order by held.expires_at, held.drama_id, held.appid limit $1) soon
         left join drama on drama.connection_id = soon.connection_id and drama.drama_id = soon.drama_id
         left join licensee on licensee.appid = soon.appid
        order by soon.expires_at, soon.drama_id, soon.appid`,
      [shown],
    ),
  ])
  return {
    within7Days: counts?.within7Days ?? 0,
    within30Days: counts?.within30Days ?? 0,
    soonest: soonest.map((grant) => ({ ...grant, expiresAt: grant.expiresAt.toISOString() })),
  }
}
