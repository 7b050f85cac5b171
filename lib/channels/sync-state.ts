import 'server-only'
import type { SyncState } from '@/lib/channels/channel-views-schema'
import { sql } from '@/lib/db'

/** A reading that has said nothing for so long was broken off. */
const SILENT_MS = 60_000

type Row = {
  state: 'running' | 'done' | 'failed'
  read: number
  expected: number | null
  started_at: Date
  beat_at: Date
  finished_at: Date | null
  error: string | null
}

/** How far the reading of the channel list has come. */
export async function readSync(connectionId: string): Promise<SyncState> {
  const [row] = await sql<Row>('select * from channel_sync where connection_id = $1', [connectionId])
  if (!row) return { state: 'never', read: 0, expected: null, startedAt: null, finishedAt: null, error: null }
  const isSilent = row.state === 'running' && Date.now() - row.beat_at.getTime() > SILENT_MS
  return {
    state: isSilent ? 'interrupted' : row.state,
    read: row.read,
    expected: row.expected,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    error: row.error,
  }
}

export async function tellSync(
  connectionId: string,
  startedAt: Date,
  told: { state: Row['state']; read: number; expected: number | null; error?: string },
): Promise<void> {
  await sql(
    `insert into channel_sync (connection_id, state, read, expected, started_at, beat_at, finished_at, error)
     values ($1, $2, $3, $4, $5, clock_timestamp(), case when $2 = 'running' then null else clock_timestamp() end, $6)
     on conflict (connection_id) do update
       set state = excluded.state, read = excluded.read, expected = excluded.expected, started_at = excluded.started_at,
           beat_at = excluded.beat_at, finished_at = excluded.finished_at, error = excluded.error`,
    [connectionId, told.state, told.read, told.expected, startedAt, told.error ?? null],
  )
}
