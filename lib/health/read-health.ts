import 'server-only'
import { readSealState } from '@/lib/audit/seal-state'
import { sql } from '@/lib/db'
import { log } from '@/lib/log'

const WORKER_SILENT_AFTER_SECONDS = 15
const SEALER_BEHIND_AFTER_MS = 10_000

export type ConnectionHealth = { kind: string; isEnabled: boolean; isClosed: boolean; ok: boolean | null }
export type Health = {
  ok: boolean
  database: 'ok' | 'unreachable'
  worker: 'ok' | 'silent' | 'unknown'
  /** `behind`: something recorded more than ten seconds ago is not sealed yet. */
  sealer: 'ok' | 'behind' | 'unknown'
  connections: ConnectionHealth[]
}

/** How the desk is, in words a monitor and a stranger may read: no name, address, account or error text. */
export async function readHealth(): Promise<Health> {
  try {
    const [[worker], connections, sealer] = await Promise.all([
      sql<{ alive: boolean }>(
        'select coalesce(max(heartbeat_at) > now() - make_interval(secs => $1), false) as alive from runner',
        [WORKER_SILENT_AFTER_SECONDS],
      ),
      sql<ConnectionHealth>(
        `select kind, is_enabled as "isEnabled", closed_at is not null as "isClosed",
                case when last_ok_at is null and last_error_at is null then null
                     else last_error_at is null or last_ok_at >= last_error_at end as ok
           from connection order by kind, created_at`,
      ),
      readSealState(sql),
    ])
    const isAlive = worker?.alive === true
    const isBehind = sealer.oldestUnsealedMs > SEALER_BEHIND_AFTER_MS
    return {
      ok: isAlive && !isBehind,
      database: 'ok',
      worker: isAlive ? 'ok' : 'silent',
      sealer: isBehind ? 'behind' : 'ok',
      connections,
    }
  } catch (error) {
    log.error({ error }, 'the health check could not read the database')
    return { ok: false, database: 'unreachable', worker: 'unknown', sealer: 'unknown', connections: [] }
  }
}
