import { afterAll, afterEach, beforeAll } from 'vitest'
import { type ChannelDesk, hasType, openChannelDesk } from './channel-desk'

export let desk: ChannelDesk

/** A desk that has looked at every channel once, for one file of tests. */
export function openSweptDesk(): void {
  beforeAll(async () => {
    desk = await openChannelDesk()
    const { syncChannels } = await import('@/lib/channels/sync-channels')
    await syncChannels(desk.connectionId)
    await sweep()
  })
  afterAll(async () => desk.close())
  afterEach(async () => {
    await desk.control.clearFaults()
  })
}

export const sweep = async () => (await import('@/lib/channels/sweep-channels')).sweepChannels(desk.connectionId)
export const openOn = async (channelId: string) => {
  const { openDriftOf } = await import('@/lib/channels/drift-queries')
  return (await openDriftOf(desk.connectionId, [channelId])).get(channelId)
}
export const driftsOf = (channelId: string) =>
  desk.sql<{ id: string; kind: string; resolution: string | null; known_number: number; found_number: number }>(
    'select id, kind, resolution, known_number, found_number from channel_drift where channel_id = $1 order by found_at',
    [channelId],
  )
export const eventsOf = (channelId: string) =>
  desk.sql<{ before: unknown; after: unknown; detail: { drift: string } }>(
    `select before, after, detail from audit_event where phase = 'drift' and target_id = $1 order by seq`,
    [channelId],
  )
export const sourcesOf = async (channelId: string) =>
  (
    await desk.sql<{ source: string }>('select source from condition_version where channel_id = $1 order by number', [
      channelId,
    ])
  ).map((row) => row.source)
export const used = new Set<string>()
export const fresh = async (type: string) => {
  const channelId = await desk.find((one) => hasType(type)(one) && !used.has(one.channelId))
  used.add(channelId)
  return channelId
}
export const outside = (channelId: string | null, fields: Record<string, unknown>, rank = 1) =>
  desk.control.changePolyv({ channelId, rank, fields })
