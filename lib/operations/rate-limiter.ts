import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@/lib/db'

/**
 * Reserves the next slot of a connection and waits for it. GCRA without burst, one row per connection, shared by every
 * process: a ceiling over any second, not an average.
 */
export async function paceCall(connectionId: string, callsPerSecond: number): Promise<void> {
  const [slot] = await sql<{ wait_ms: number }>(
    `insert into rate_limit as held (connection_id, next_at, calls_total)
     values ($1, clock_timestamp() + $2 * interval '1 second', 1)
     on conflict (connection_id) do update
       set next_at = greatest(held.next_at, clock_timestamp(), coalesce(held.paused_until, '-infinity')) + $2 * interval '1 second',
           calls_total = held.calls_total + 1
     returning extract(epoch from next_at - $2 * interval '1 second' - clock_timestamp()) * 1000 as wait_ms`,
    [connectionId, 1 / callsPerSecond],
  )
  const waitMs = Number(slot?.wait_ms ?? 0)
  if (waitMs > 0) await wait(Math.ceil(waitMs))
}

/** Holds back every further call of a connection, in all processes, for `pauseMs` from now. */
export async function pauseCalls(connectionId: string, pauseMs: number): Promise<void> {
  await sql(
    `insert into rate_limit (connection_id, next_at, paused_until)
     values ($1, clock_timestamp(), clock_timestamp() + $2 * interval '1 millisecond')
     on conflict (connection_id) do update set paused_until = greatest(rate_limit.paused_until, excluded.paused_until)`,
    [connectionId, pauseMs],
  )
}
