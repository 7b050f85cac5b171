import 'server-only'
import { sql } from '@/lib/db'
import type { GrantReading, ReadProgress } from '@/lib/grants/read-all-grants'
import { UpstreamError } from '@/lib/http'
import { newId } from '@/lib/id'

/** The latest sweep to start is the one shown; an older one that still runs stores what it read but says nothing. */
export async function startSweep(connectionId: string): Promise<string> {
  const sweepId = newId()
  await sql(
    `insert into grant_sweep (connection_id, sweep_id, state, started_at, beat_at)
     values ($1, $2, 'running', clock_timestamp(), clock_timestamp())
     on conflict (connection_id) do update
       set sweep_id = excluded.sweep_id, state = 'running', started_at = excluded.started_at, beat_at = excluded.beat_at,
           rows_read = 0, rows_expected = null`,
    [connectionId, sweepId],
  )
  return sweepId
}

export async function beatSweep(connectionId: string, sweepId: string, progress: ReadProgress): Promise<void> {
  await sql(
    `update grant_sweep set beat_at = clock_timestamp(), rows_read = $3, rows_expected = $4
      where connection_id = $1 and sweep_id = $2`,
    [connectionId, sweepId, progress.read, progress.expected],
  )
}

export async function endSweep(
  connectionId: string,
  sweepId: string,
  end: { reading: GrantReading; found: number } | { error: unknown },
): Promise<void> {
  if ('error' in end) {
    const message = end.error instanceof UpstreamError ? end.error.message.slice(0, 300) : null
    await sql(
      `update grant_sweep set state = 'failed', finished_at = clock_timestamp(), error = $3 where connection_id = $1 and sweep_id = $2`,
      [connectionId, sweepId, message],
    )
    return
  }
  const { reading, found } = end
  await sql(
    `update grant_sweep set state = $3, finished_at = clock_timestamp(), rows_read = $4, rows_expected = case when $8 then $4::int end, unreadable = $5,
            account_unread = $6, found = $7, error = null,
            last_full_at = case when $3 = 'done' then started_at else last_full_at end
      where connection_id = $1 and sweep_id = $2`,
    [
      connectionId,
      sweepId,
      reading.isComplete ? 'done' : 'partial',
      reading.grants.length,
      reading.unreadable,
      reading.accountGrants === null,
      found,
      reading.readLicensees === null,
    ],
  )
}
