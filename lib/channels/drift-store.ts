import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { type ChannelDriftEnds, channelDriftEvent } from '@/lib/channels/drift-event'
import { judgeDrift } from '@/lib/channels/judge-drift'
import { snapshotSchema } from '@/lib/channels/stored-conditions'
import type { Sql } from '@/lib/db'
import { newId } from '@/lib/id'
import type { Json } from '@/lib/secrets/redact'

type Side = { number: number; snapshot: Json }

export async function openDriftOn(
  within: Sql,
  connectionId: string,
  channelId: string,
): Promise<{ id: string; known_number: number } | null> {
  const [row] = await within<{ id: string; known_number: number }>(
    'select id, known_number from channel_drift where connection_id = $1 and channel_id = $2 and closed_at is null',
    [connectionId, channelId],
  )
  return row ?? null
}

/** One row and one event for a difference nobody has seen before. */
export async function openDrift(
  within: Sql,
  connectionId: string,
  channelId: string,
  known: Side,
  found: Side,
): Promise<void> {
  const kind = judgeDrift(snapshotSchema.parse(known.snapshot), snapshotSchema.parse(found.snapshot))
  const ends = await endsOf(within, connectionId, channelId, known, found)
  const eventId = await recordEvent(within, channelDriftEvent(systemActor('sweep'), ends, kind))
  await within(
    `insert into channel_drift (id, connection_id, channel_id, kind, known_number, found_number, event_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), connectionId, channelId, kind, known.number, found.number, eventId],
  )
}

/** The upstream is as we knew it again: closed, with one event. */
export async function closeReturned(
  within: Sql,
  connectionId: string,
  channelId: string,
  known: Side,
  found: Side,
): Promise<void> {
  await close(within, connectionId, channelId, 'returned')
  const ends = await endsOf(within, connectionId, channelId, found, known)
  await recordEvent(within, channelDriftEvent(systemActor('sweep'), ends, 'back'))
}

export const closeReplaced = (within: Sql, connectionId: string, channelId: string): Promise<void> =>
  close(within, connectionId, channelId, 'replaced')

/** Our own save settled what the channel is. */
export const closeByOperation = (
  within: Sql,
  connectionId: string,
  channelId: string,
  operationId: string,
): Promise<void> => close(within, connectionId, channelId, 'operation', operationId)

export const closeGone = (within: Sql, connectionId: string, channelId: string): Promise<void> =>
  close(within, connectionId, channelId, 'gone')

export async function markSeen(within: Sql, connectionId: string, channelId: string): Promise<void> {
  await within(
    'update channel_drift set last_seen_at = clock_timestamp() where connection_id = $1 and channel_id = $2 and closed_at is null',
    [connectionId, channelId],
  )
}

async function close(
  within: Sql,
  connectionId: string,
  channelId: string,
  resolution: 'operation' | 'returned' | 'replaced' | 'gone',
  operationId: string | null = null,
): Promise<void> {
  await within(
    `update channel_drift set closed_at = clock_timestamp(), resolution = $3, closed_operation_id = $4
      where connection_id = $1 and channel_id = $2 and closed_at is null`,
    [connectionId, channelId, resolution, operationId],
  )
}

async function endsOf(
  within: Sql,
  connectionId: string,
  channelId: string,
  before: Side,
  after: Side,
): Promise<ChannelDriftEnds> {
  const [row] = await within<{ name: string }>(
    'select name from channel where connection_id = $1 and channel_id = $2',
    [connectionId, channelId],
  )
  return { connectionId, channelId, name: row?.name ?? channelId, before, after }
}
