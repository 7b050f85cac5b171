import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { preparedSql as sql } from '@/lib/db'

/** A process that wakes this late has let its slots pile up; calling now could put too many into one second. */
const LATE_MS = 40
/**
 * A slot nobody was there for may still be used so much later. With `LATE_MS`, and with what passes between slot and socket,
 * a tenth of a second in all, and so a tenth of the limit.
 */
const CATCH_UP_MS = 40
const MOST_RESERVATIONS = 5
/** A look-up takes less than this. */
const LOOK_MS = 20

/** Thrown to a caller that would rather come back than wait while its account rests. */
export class RestingError extends Error {}

/**
 * Waits for this call's slot. GCRA with next to no burst, one row per connection, shared by every process: a ceiling over any
 * second, not an average. A slot slept through by a stalled process, or overtaken by a rest of the account, is given up
 * for a new one.
 * @throws RestingError when the account rests and the caller is not patient.
 */
export async function paceCall(
  connectionId: string,
  callsPerSecond: number,
  { isPatient = true }: { isPatient?: boolean } = {},
): Promise<void> {
  for (let reservation = 1; reservation <= MOST_RESERVATIONS; reservation += 1) {
    if (!isPatient && (await isResting(connectionId))) throw new RestingError('the account rests')
    const waitMs = await reserveSlot(connectionId, callsPerSecond)
    if (waitMs <= 0) return
    const slotAt = performance.now() + waitMs
    await wait(Math.max(0, Math.floor(waitMs) - LOOK_MS))
    // Looked up before the slot, not after it: the call must leave on time.
    const [isOvertaken] = await Promise.all([
      isResting(connectionId),
      wait(Math.max(0, Math.ceil(slotAt - performance.now()))),
    ])
    if (!isOvertaken && performance.now() - slotAt <= LATE_MS) return
  }
}

/** A rest that began while a slot was waited for: calling now would meet the limit again. */
async function isResting(connectionId: string): Promise<boolean> {
  return (
    (
      await sql('select 1 from rate_limit where connection_id = $1 and paused_until > clock_timestamp()', [
        connectionId,
      ])
    ).length > 0
  )
}

/** Milliseconds until the slot that was reserved; the row is the only state. */
async function reserveSlot(connectionId: string, callsPerSecond: number): Promise<number> {
  const [slot] = await sql<{ wait_ms: number }>(
    `insert into rate_limit as held (connection_id, next_at, calls_total)
     values ($1, clock_timestamp() + $2 * interval '1 second', 1)
     on conflict (connection_id) do update
       set next_at = greatest(held.next_at, clock_timestamp() - interval '${CATCH_UP_MS} milliseconds', coalesce(held.paused_until, '-infinity')) + $2 * interval '1 second',
           calls_total = held.calls_total + 1
     returning extract(epoch from next_at - $2 * interval '1 second' - clock_timestamp()) * 1000 as wait_ms`,
    [connectionId, 1 / callsPerSecond],
  )
  return Number(slot?.wait_ms ?? 0)
}

/** Holds back every further call of a connection, in all processes, for `pauseMs` from now. */
export async function pauseCalls(connectionId: string, pauseMs: number, code: string | null = null): Promise<void> {
  await sql(
    `insert into rate_limit (connection_id, next_at, paused_until, pause_code)
     values ($1, clock_timestamp(), clock_timestamp() + $2 * interval '1 millisecond', $3)
     on conflict (connection_id) do update
       set paused_until = greatest(rate_limit.paused_until, excluded.paused_until), pause_code = excluded.pause_code`,
    [connectionId, pauseMs, code],
  )
}
