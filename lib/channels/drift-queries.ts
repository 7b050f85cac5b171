import 'server-only'
import type { ChannelDriftKind, OpenDrift } from '@/lib/channels/drift-schema'
import { sql } from '@/lib/db'

type OpenRow = {
  id: string
  channel_id: string
  kind: ChannelDriftKind
  known_number: number
  found_number: number
  found_at: Date
  event_id: string | null
}

/** The open difference of each of these channels (`default` for the account default); one without any is absent. */
export async function openDriftOf(
  connectionId: string,
  channelIds: readonly string[],
): Promise<Map<string, OpenDrift>> {
  const rows = await sql<OpenRow>(
    `select id, channel_id, kind, known_number, found_number, found_at, event_id from channel_drift
      where connection_id = $1 and channel_id = any($2) and closed_at is null`,
    [connectionId, channelIds],
  )
  return new Map(rows.map((row) => [row.channel_id, toOpenDrift(row)]))
}

export const toOpenDrift = (row: OpenRow): OpenDrift => ({
  id: row.id,
  channelId: row.channel_id,
  kind: row.kind,
  knownNumber: row.known_number,
  foundNumber: row.found_number,
  foundAt: row.found_at.toISOString(),
  eventId: row.event_id,
})

/** For a list over table `channel`: true for a channel that was changed outside and is not settled yet. */
export const HAS_OPEN_DRIFT = `exists (select 1 from channel_drift drift where drift.connection_id = channel.connection_id
  and drift.channel_id = channel.channel_id and drift.closed_at is null)`

/** How many differences are open, by kind, over one account or all that are in use. */
export async function countChannelDrifts(connectionId: string | null): Promise<Record<ChannelDriftKind, number>> {
  const rows = await sql<{ kind: ChannelDriftKind; count: number }>(
    `select drift.kind, count(*)::int as count from channel_drift drift
       join connection on connection.id = drift.connection_id and connection.is_enabled
      where drift.closed_at is null and ($1::uuid is null or drift.connection_id = $1) group by drift.kind`,
    [connectionId],
  )
  const counts = { opened: 0, doors: 0, values: 0 }
  for (const { kind, count } of rows) counts[kind] = count
  return counts
}
