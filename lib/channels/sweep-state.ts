import 'server-only'
import type { ChannelSweepState } from '@/lib/channels/drift-schema'
import { sql } from '@/lib/db'
import { UpstreamError } from '@/lib/http'
import { newId } from '@/lib/id'

export type Sweep = {
  id: string
  connectionId: string
  readTo: string | null
  read: number
  unreadable: string[]
  found: number
}

const RESUMED_WITHIN = `interval '1 hour'`
const STALLED = `interval '2 minutes'`

/** A sweep that was cut short within the hour goes on where it stood; else a new one begins. */
export async function beginSweep(connectionId: string): Promise<Sweep> {
  const id = newId()
  const [row] = await sql<{ read_to: string | null; channels_read: number; unreadable: string[]; found: number }>(
    `insert into channel_sweep (connection_id, sweep_id, state, started_at, beat_at)
     values ($1, $2, 'running', clock_timestamp(), clock_timestamp())
     on conflict (connection_id) do update
       set sweep_id = excluded.sweep_id, state = 'running', beat_at = excluded.beat_at, error = null,
           started_at = case when ${GOES_ON} then channel_sweep.started_at else excluded.started_at end,
           read_to = case when ${GOES_ON} then channel_sweep.read_to end,
           channels_read = case when ${GOES_ON} then channel_sweep.channels_read else 0 end,
           channels_expected = case when ${GOES_ON} then channel_sweep.channels_expected end,
           unreadable = case when ${GOES_ON} then channel_sweep.unreadable else '{}' end,
           found = case when ${GOES_ON} then channel_sweep.found else 0 end
     returning read_to, channels_read, unreadable, found`,
    [connectionId, id],
  )
  return {
    id,
    connectionId,
    readTo: row?.read_to ?? null,
    read: row?.channels_read ?? 0,
    unreadable: row?.unreadable ?? [],
    found: row?.found ?? 0,
  }
}

const GOES_ON = `(channel_sweep.state = 'running' and channel_sweep.started_at > clock_timestamp() - ${RESUMED_WITHIN})`

/** Tells how far it is. @returns false when another sweep has taken over: then this one has to stop. */
export async function beatSweep(sweep: Sweep, expected: number): Promise<boolean> {
  const rows = await sql(
    `update channel_sweep set beat_at = clock_timestamp(), channels_read = $3, channels_expected = $4, read_to = $5,
            unreadable = $6, found = $7
      where connection_id = $1 and sweep_id = $2 returning 1`,
    [sweep.connectionId, sweep.id, sweep.read, expected, sweep.readTo, sweep.unreadable, sweep.found],
  )
  return rows.length > 0
}

export async function endSweep(sweep: Sweep, end: { error: unknown } | null): Promise<void> {
  const state = end ? 'failed' : sweep.unreadable.length > 0 ? 'partial' : 'done'
  const words = end?.error instanceof UpstreamError ? end.error.message.slice(0, 300) : null
  await sql(
    `update channel_sweep set state = $3, finished_at = clock_timestamp(), channels_read = $4, unreadable = $5, found = $6, error = $7,
            read_to = null, last_full_at = case when $3 = 'done' then started_at else last_full_at end
      where connection_id = $1 and sweep_id = $2`,
    [sweep.connectionId, sweep.id, state, sweep.read, sweep.unreadable, sweep.found, words],
  )
}

const NAMED = 20

/** How the last comparison of the channels went and how far the present one is. */
export async function readChannelSweep(connectionId: string): Promise<ChannelSweepState> {
  const [row] = await sql<{
    state: Exclude<ChannelSweepState['state'], 'interrupted'>
    is_stalled: boolean
    started_at: Date | null
    finished_at: Date | null
    last_full_at: Date | null
    channels_read: number
    channels_expected: number | null
    unreadable: string[]
    found: number
    error: string | null
  }>(`select *, beat_at < clock_timestamp() - ${STALLED} as is_stalled from channel_sweep where connection_id = $1`, [
    connectionId,
  ])
  const named = row?.unreadable.slice(0, NAMED) ?? []
  const names = new Map(
    (
      await sql<{ channel_id: string; name: string }>(
        'select channel_id, name from channel where connection_id = $1 and channel_id = any($2)',
        [connectionId, named],
      )
    ).map(({ channel_id, name }) => [channel_id, name]),
  )
  return {
    state: row?.state === 'running' && row.is_stalled ? 'interrupted' : (row?.state ?? 'never'),
    startedAt: row?.started_at?.toISOString() ?? null,
    finishedAt: row?.finished_at?.toISOString() ?? null,
    lastFullAt: row?.last_full_at?.toISOString() ?? null,
    channelsRead: row?.channels_read ?? 0,
    channelsExpected: row?.channels_expected ?? null,
    unreadable: named.map((channelId) => ({ channelId, name: names.get(channelId) ?? null })),
    unreadableCount: row?.unreadable.length ?? 0,
    found: row?.found ?? 0,
    error: row?.error ?? null,
  }
}
