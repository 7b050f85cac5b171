import 'server-only'
import { preparedSql as sql } from '@/lib/db'
import type { Claim } from '@/lib/operations/claim'
import type { PauseReason } from '@/lib/operations/progress-schema'

/** No writes on this account for `parkMs` from now, in all processes: its day is used up. Reads go on. */
export async function parkWrites(connectionId: string, parkMs: number, code: string | null): Promise<void> {
  await sql(
    `insert into rate_limit (connection_id, next_at, parked_until, parked_code)
     values ($1, clock_timestamp(), clock_timestamp() + $2 * interval '1 millisecond', $3)
     on conflict (connection_id) do update
       set parked_until = greatest(rate_limit.parked_until, excluded.parked_until), parked_code = excluded.parked_code`,
    [connectionId, parkMs, code],
  )
}

/** `quota` holds back writes, `rate_limited` every call. */
export type Rest = { reason: Extract<PauseReason, 'quota' | 'rate_limited'>; until: Date }
export type Standing = { isCancelled: boolean; rest: Rest | null }

/** What may hold an operation back before its next step: a cancel, or a rest of its account. */
export async function standingOf(claim: Claim): Promise<Standing> {
  const [row] = await sql<{ cancelled: boolean; parked_until: Date | null; paused_until: Date | null }>(
    `select operation.cancel_requested_at is not null as cancelled,
            case when lane.parked_until > clock_timestamp() then lane.parked_until end as parked_until,
            case when lane.paused_until > clock_timestamp() then lane.paused_until end as paused_until
       from operation left join rate_limit lane on lane.connection_id = operation.connection_id
      where operation.id = $1`,
    [claim.operationId],
  )
  return { isCancelled: row?.cancelled ?? false, rest: restOf(row?.paused_until ?? null, row?.parked_until ?? null) }
}

const restOf = (pausedUntil: Date | null, parkedUntil: Date | null): Rest | null =>
  pausedUntil
    ? { reason: 'rate_limited', until: pausedUntil }
    : parkedUntil
      ? { reason: 'quota', until: parkedUntil }
      : null
