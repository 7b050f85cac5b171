import 'server-only'
import type { Actor, NewEvent } from '@/lib/audit/event'
import type { ChannelDriftKind } from '@/lib/channels/drift-schema'
import type { Json } from '@/lib/secrets/redact'

type Side = { number: number; snapshot: Json }
export type ChannelDriftEnds = { connectionId: string; channelId: string; name: string; before: Side; after: Side }

/** The event of a difference: found, or, as `back`, gone again. Snapshots hold secrets as fingerprints only. */
export const channelDriftEvent = (
  actor: Actor,
  ends: ChannelDriftEnds,
  drift: ChannelDriftKind | 'back',
): NewEvent => ({
  phase: 'drift',
  action: 'channel.drift',
  outcome: 'mismatch',
  actor,
  ...commonOf(ends),
  detail: { drift: `channel_${drift}`, versions: [ends.before.number, ends.after.number] },
})

export const channelAdoptEvent = (
  actor: Actor,
  ends: ChannelDriftEnds,
  kind: ChannelDriftKind,
  reason: string,
): NewEvent => ({
  phase: 'outcome',
  action: 'channel.adopt',
  outcome: 'succeeded',
  actor,
  ...commonOf(ends),
  detail: { drift: `channel_${kind}`, versions: [ends.before.number, ends.after.number] },
  reason,
})

const commonOf = ({ connectionId, channelId, name, before, after }: ChannelDriftEnds) => ({
  target: { type: 'channel' as const, id: channelId, name },
  connectionId,
  before: before.snapshot,
  after: after.snapshot,
})
