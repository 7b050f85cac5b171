import 'server-only'
import { Client } from 'pg'
import { sql } from '@/lib/db'
import { env } from '@/lib/env'

/** First key of the advisory locks that live workers hold; the second is their runner id. */
const RUNNER_LOCK = 4_201
const HEARTBEAT_MS = 2_000
const FROZEN_AFTER_SECONDS = 15

/** Where a committed operation is announced to every worker, which spares it the way through the queue. */
export const NUDGE_CHANNEL = 'operation_submitted'

type RunnerIdentity = {
  id: number
  /** Hands over the id of each operation as it commits. A nudge may be missed: the queue and the sweep repeat it. */
  listen: (onNudge: (operationId: string) => void) => Promise<void>
  stop: () => Promise<void>
}

/**
 * Registers this worker: a row, a session advisory lock that dies with the process, and a heartbeat that tells a frozen
 * worker from a live one.
 * @param onLost called when the session is gone; the process must stop, because others may take over its work.
 */
export async function startRunner(onLost: (error: Error) => void): Promise<RunnerIdentity> {
  const [row] = await sql<{ id: number }>('insert into runner default values returning id')
  if (!row) throw new Error('could not register the runner')
  const session = new Client({
    connectionString: env.DATABASE_URL,
    keepAlive: true,
    application_name: `runner ${row.id}`,
  })
  let stopping = false
  const lost = (error: Error): void => {
    if (!stopping) onLost(error)
  }
  session.on('error', lost)
  await session.connect()
  await session.query('select pg_advisory_lock($1, $2)', [RUNNER_LOCK, row.id])
  const heartbeat = setInterval(() => {
    session.query('update runner set heartbeat_at = clock_timestamp() where id = $1', [row.id]).catch(lost)
  }, HEARTBEAT_MS)
  return {
    id: row.id,
    listen: async (onNudge) => {
      session.on('notification', ({ payload }) => {
        if (payload) onNudge(payload)
      })
      await session.query(`listen ${NUDGE_CHANNEL}`)
    },
    stop: async () => {
      // A beat under way is cut off with the session; that is no loss.
      stopping = true
      clearInterval(heartbeat)
      await session.end().catch(() => undefined)
    },
  }
}

/** SQL condition: the runner with this id still holds its lock and has beaten lately. */
export const runnerIsLive = (column: string): string => `(
  exists (select 1 from pg_locks held
           where held.locktype = 'advisory' and held.classid = ${RUNNER_LOCK} and held.objid = ${column} and held.granted
             and held.database = (select oid from pg_database where datname = current_database()))
  and exists (select 1 from runner where runner.id = ${column}
               and runner.heartbeat_at > clock_timestamp() - interval '${FROZEN_AFTER_SECONDS} seconds'))`
