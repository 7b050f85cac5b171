import 'server-only'
import { openConnection } from '@/lib/connections/queries'
import { inTransaction, sql } from '@/lib/db'
import { takeBaseline } from '@/lib/grants/compare-grants'
import { storeAccountGrants, storeGrants } from '@/lib/grants/grant-store'
import { type GrantReading, readAllGrants } from '@/lib/grants/read-all-grants'
import { beatSweep, endSweep, startSweep } from '@/lib/grants/sweep-state'
import { enqueue } from '@/lib/jobs/queue'

type SyncedGrants = { grants: number; accountGrants: number; found: number; unreadable: number }

/**
 * A sweep: reads every grant this account gave, per drama and per account, makes our dated copy equal to it and opens a
 * drift for each new difference from what we know. All of it is stored at once, so a sweep cut short leaves nothing half
 * done. What could not be read is named and stays as it was.
 * @throws UpstreamError when nothing could be read.
 */
export async function syncGrants(connectionId: string): Promise<SyncedGrants> {
  const readAt = new Date()
  const sweepId = await startSweep(connectionId)
  try {
    const { connection } = await openConnection(connectionId)
    const reading = await readAllGrants(connection, (progress) => beatSweep(connectionId, sweepId, progress))
    const found = await storeReading(connectionId, readAt, reading)
    await endSweep(connectionId, sweepId, { reading, found })
    return {
      grants: reading.grants.length,
      accountGrants: reading.accountGrants?.length ?? 0,
      found,
      unreadable: reading.unreadable.length,
    }
  } catch (error) {
    await endSweep(connectionId, sweepId, { error })
    throw error
  }
}

const storeReading = (connectionId: string, readAt: Date, reading: GrantReading): Promise<number> =>
  inTransaction(async (run) => {
    let found = 0
    if (reading.readLicensees === null) {
      const scope = { appid: null, readAt, except: reading.unreadable }
      found += await storeGrants(run, connectionId, scope, reading.grants)
    } else {
      for (const appid of reading.readLicensees) {
        const own = reading.grants.filter((grant) => grant.appid === appid)
        found += await storeGrants(run, connectionId, { appid, readAt }, own)
      }
    }
    if (reading.accountGrants) found += await storeAccountGrants(run, connectionId, readAt, reading.accountGrants)
    if (reading.isComplete) await takeBaseline(run, connectionId, readAt)
    return found
  })

/**
 * Queues a sweep of every enabled account. One with an operation at work is left in peace for up to an hour: both draw on
 * the same rate limit.
 */
export async function requestSweeps(): Promise<number> {
  const due = await sql<{ id: string }>(
    `select connection.id from connection left join grant_sweep sweep on sweep.connection_id = connection.id
      where connection.kind = 'wechat' and connection.is_enabled
        and not (coalesce(sweep.state = 'running', false) and sweep.beat_at > clock_timestamp() - interval '1 minute')
        and (coalesce(sweep.started_at, '-infinity') < clock_timestamp() - interval '1 hour'
             or not exists (select 1 from operation where operation.connection_id = connection.id and operation.state <> 'done'))`,
  )
  for (const { id } of due) await enqueue(sql, 'grants.sync', { connectionId: id }, { singletonKey: id })
  return due.length
}
