import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import type { Json } from '@/lib/audit/schema'
import type { Sql } from '@/lib/db'
import { type HeldConditions, heldConditions, policyInput, USUAL_MONTHS } from '@/lib/retention/schema'

/** For how long the log is kept, and what is held whatever that says. */
export type Keeping = { policy: { access: number; change: number }; holds: ({ id: string } & HeldConditions)[] }

const DAY_MS = 86_400_000

/** Waits while a month goes: what is kept from now on is asked about by the next one. */
export const lockKeeping = (sql: Sql) => sql(`select pg_advisory_xact_lock(hashtext('ensure_audit_partitions'))`)

/** The instant a day begins in Beijing. */
export const dayInBeijing = (day: string, more = 0): Date | null =>
  day === '' ? null : new Date(Date.parse(`${day}T00:00:00+08:00`) + more)
export const endOfDay = (day: string): Date | null => dayInBeijing(day, DAY_MS)

/**
 * What the log itself says of its keeping. The tables that hold the policy and the holds can be written by whoever reaches
 * the database, the log cannot. A month that goes hands this on in the event of its going.
 */
export async function readKeepingOnRecord(sql: Sql): Promise<Keeping> {
  const events = await sql<{ action: string; after: Json; detail: Json }>(
    `select action, after, detail from audit_event
      where action in ('retention.update', 'retention.hold', 'retention.release', 'retention.drop') and phase = 'outcome'
      order by occurred_at, seq`,
  )
  let policy = { access: USUAL_MONTHS, change: USUAL_MONTHS }
  const holds = new Map<string, Keeping['holds'][number]>()
  for (const { action, after, detail } of events) {
    const told = detail as { holdId?: string; keeping?: Keeping } | null
    if (action === 'retention.update') policy = policyInput.parse(after)
    else if (action === 'retention.hold' && told?.holdId)
      holds.set(told.holdId, { id: told.holdId, ...heldConditions.parse(detail) })
    else if (action === 'retention.release' && told?.holdId) release(holds, told.holdId)
    else if (action === 'retention.drop' && told?.keeping) {
      policy = told.keeping.policy
      holds.clear()
      for (const hold of told.keeping.holds) holds.set(hold.id, hold)
    }
  }
  return { policy, holds: [...holds.values()] }
}

/** One that was put in anew for a lost one ends both. */
function release(holds: Map<string, Keeping['holds'][number]>, id: string): void {
  const ended = holds.get(id)
  for (const hold of holds.values()) if (ended && isDeepStrictEqual({ ...hold, id }, ended)) holds.delete(hold.id)
}

/** Whether the tables keep all that the log says is kept. A hold that was put in anew with the same conditions counts. */
export async function isKeptAsRecorded(sql: Sql, { policy, holds }: Keeping): Promise<boolean> {
  const [stored] = await sql<{ access: number | null; change: number | null }>(
    `select max(months) filter (where class = 'access') as access, max(months) filter (where class = 'change') as change
       from retention_policy`,
  )
  if (stored?.access !== policy.access || stored.change !== policy.change) return false
  for (const { targetType, targetId, operationId, from, until } of holds) {
    const [row] = await sql(
      `select 1 from retention_hold
        where released_at is null and target_type is not distinct from nullif($1, '') and target_id is not distinct from nullif($2, '')
          and operation_id is not distinct from nullif($3, '')::uuid
          and from_at is not distinct from $4::timestamptz and until_at is not distinct from $5::timestamptz`,
      [targetType, targetId, operationId, dayInBeijing(from), endOfDay(until)],
    )
    if (!row) return false
  }
  return true
}
