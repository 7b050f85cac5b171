import 'server-only'
import { sql } from '@/lib/db'
import { OPERATION_COLUMNS, type OperationRow, toOperationLine } from '@/lib/operations/operation-row'
import type { OperationLine } from '@/lib/operations/schema'

const LOOK_BACK_DAYS = 7

/** What is under way, newest first. */
export async function listRunning(limit = 8): Promise<{ operations: OperationLine[]; isMore: boolean }> {
  const rows = await sql<OperationRow>(
    `select ${OPERATION_COLUMNS} from operation where state <> 'done' order by number desc limit $1`,
    [limit + 1],
  )
  return { operations: rows.slice(0, limit).map(toOperationLine), isMore: rows.length > limit }
}

type ParkedAccount = { id: string; name: string; until: Date; operations: number }

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

export type ReceiptNeed = {
  operation: OperationLine
  /** Items that failed, differ, are unknown or in part, and how many reasons there are. */
  counts: Partial<Record<'failed' | 'mismatch' | 'unknown' | 'partial', number>>
  causes: number
}

const TROUBLE = `('failed', 'mismatch', 'unknown', 'partial')`

/** Receipts of the last seven days that somebody still has to see to: not verified, and not tried again since. */
export async function listReceiptNeeds(limit = 5): Promise<{ receipts: ReceiptNeed[]; total: number }> {
  const rows = await sql<OperationRow & { counts: ReceiptNeed['counts'] | null; causes: number; total: number }>(
    `with unmet as (
       select ${OPERATION_COLUMNS}, (count(*) over ())::int as total from operation
        where state = 'done' and verdict in ${TROUBLE} and created_at > now() - $1 * interval '1 day'
          and not exists (select 1 from operation child where child.parent_id = operation.id and child.action = operation.action)
        order by number desc limit $2)
     select unmet.*,
            (select jsonb_object_agg(verdict, items) from (
               select verdict, sum(items)::int as items from operation_tally
                where operation_id = unmet.id and verdict in ${TROUBLE} and items > 0 group by verdict) counted) as counts,
            (select count(*)::int from (
               select 1 from operation_item where operation_id = unmet.id and verdict in ${TROUBLE}
                group by verdict, code, cause limit 50) told) as causes
       from unmet order by number desc`,
    [LOOK_BACK_DAYS, limit],
  )
  return {
    receipts: rows.map((row) => ({ operation: toOperationLine(row), counts: row.counts ?? {}, causes: row.causes })),
    total: rows[0]?.total ?? 0,
  }
}

/** When the next grant ends, over every account in use; null when none ever does. */
export async function readNextExpiry(): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }>(
    `select min(held.expires_at) as at from "grant" held
       join connection on connection.id = held.connection_id and connection.is_enabled where held.expires_at > now()`,
  )
  return row?.at ?? null
}
