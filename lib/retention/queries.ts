import 'server-only'
import { listRetired } from '@/lib/audit/retired'
import { sql } from '@/lib/db'
import { isKeptAsRecorded, readKeepingOnRecord } from '@/lib/retention/keeping'
import { FLOOR_MONTHS, type RetentionClass } from '@/lib/retention/schema'

export type Policy = { class: RetentionClass; months: number; updatedAt: Date }
export type MonthAhead = {
  /** `YYYY-MM`. */
  month: string
  /** A guess of the planner's. */
  events: number
  /** When the longest of the classes in it has passed. */
  goesAt: Date
  isHeld: boolean
}
export type Hold = {
  id: string
  targetType: string | null
  targetId: string | null
  operationId: string | null
  from: Date | null
  until: Date | null
  reason: string
  createdName: string
  createdAt: Date
  releasedAt: Date | null
  releasedName: string | null
}
export type GoneMonth = { month: string; events: number; retiredAt: Date; keyId: string }
export type Retention = {
  policies: Policy[]
  months: MonthAhead[]
  holds: Hold[]
  gone: GoneMonth[]
  /** False when policy or holds are not what the log says: nothing goes until they are again. */
  isAsRecorded: boolean
}

const SHOWN_HOLDS = 50

/** What is kept for how long, what goes when, what is held, and what has gone. */
export async function readRetention(): Promise<Retention> {
  const [policies, months, holds, gone, isAsRecorded] = await Promise.all([
    listPolicies(),
    listMonths(),
    sql<Hold>(
      `select id, target_type as "targetType", target_id as "targetId", operation_id as "operationId", from_at as "from",
              until_at as "until", reason, created_name as "createdName", created_at as "createdAt",
              released_at as "releasedAt", released_name as "releasedName"
         from retention_hold order by released_at is not null, created_at desc limit ${SHOWN_HOLDS}`,
    ),
    listRetired(sql),
    readKeepingOnRecord(sql).then((keeping) => isKeptAsRecorded(sql, keeping)),
  ])
  return {
    policies,
    months,
    holds,
    isAsRecorded,
    gone: gone.reverse().map(({ month, events, retiredAt, keyId }) => ({ month, events, retiredAt, keyId })),
  }
}

const listPolicies = (): Promise<Policy[]> =>
  sql<Policy>('select class, months, updated_at as "updatedAt" from retention_policy order by class')

/** Past months that are still there, oldest first. */
export async function listMonths(): Promise<MonthAhead[]> {
  const tables = await sql<{ month: string; events: string }>(
    `select to_char(to_date(right(relname, 7), 'YYYY_MM'), 'YYYY-MM') as month, greatest(reltuples, 0)::bigint as events
       from pg_inherits join pg_class on pg_class.oid = inhrelid
      where inhparent = 'audit_event'::regclass and relname ~ '^audit_event_[0-9]{4}_[0-9]{2}$'
        and to_date(right(relname, 7), 'YYYY_MM') < date_trunc('month', now() at time zone 'UTC')
      order by relname`,
  )
  return Promise.all(
    tables.map(async ({ month, events }) => {
      const [row] = await sql<{ goes_at: Date; held: boolean }>(
        `select ($1::timestamp + interval '1 month' + make_interval(months => greatest(${FLOOR_MONTHS}, coalesce(max(months), 0)))) at time zone 'UTC' as goes_at,
                audit_month_held($1::timestamp at time zone 'UTC', ($1::timestamp + interval '1 month') at time zone 'UTC') as held
           from retention_policy policy
          where exists (select 1 from audit_event event
                         where event.occurred_at >= $1::timestamp at time zone 'UTC'
                           and event.occurred_at < ($1::timestamp + interval '1 month') at time zone 'UTC'
                           and audit_class(event.phase, event.action) = policy.class)`,
        [`${month}-01`],
      )
      if (!row) throw new Error('no policy')
      return { month, events: Number(events), goesAt: row.goes_at, isHeld: row.held }
    }),
  )
}
