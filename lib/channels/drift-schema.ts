import { z } from 'zod'
import type { VersionField } from '@/lib/channels/compare-versions-schema'
import type { RollbackView, VersionLine } from '@/lib/channels/versions-schema'

/** `opened`: who could not watch can now. `doors`: another type, or on and off. `values`: what is behind the same doors. */
export const channelDriftKinds = ['opened', 'doors', 'values'] as const
export type ChannelDriftKind = (typeof channelDriftKinds)[number]
const channelDriftResolutions = ['adopted', 'operation', 'returned', 'replaced', 'gone'] as const
export type ChannelDriftResolution = (typeof channelDriftResolutions)[number]
export const channelDriftViews = ['open', 'closed'] as const

/** The flag of one channel in a list, and on its page. */
export type OpenDrift = {
  id: string
  channelId: string
  kind: ChannelDriftKind
  /** The versions on either side: what we knew and what was found. */
  knownNumber: number
  foundNumber: number
  foundAt: string
  eventId: string | null
}

export type ChannelDriftLine = OpenDrift & {
  channelName: string | null
  known: VersionLine['doors']
  found: VersionLine['doors']
  changes: VersionField[]
  lastSeenAt: string
  closed: {
    at: string
    resolution: ChannelDriftResolution
    byName: string | null
    reason: string | null
    operationNumber: number | null
  } | null
}

export type ChannelSweepState = {
  state: 'never' | 'running' | 'interrupted' | 'done' | 'partial' | 'failed'
  startedAt: string | null
  finishedAt: string | null
  lastFullAt: string | null
  channelsRead: number
  channelsExpected: number | null
  /** Some of the channels that could not be read, and how many there are. */
  unreadable: { channelId: string; name: string | null }[]
  unreadableCount: number
  found: number
  error: string | null
}

const reason = z.string().trim().min(1, 'reasonRequired').max(200, 'reasonTooLong')

const MOST_ADOPTED = 200
export const adoptChannelDriftInput = z.strictObject({
  connectionId: z.uuid(),
  driftIds: z.array(z.uuid()).min(1, 'required').max(MOST_ADOPTED, 'tooMany'),
  reason,
})
/** So many are read on the spot for a slip; the account default has one of its own. */
export const MOST_RESTORED = 20
export const restoreDriftsInput = z.strictObject({
  connectionId: z.uuid(),
  requestKey: z.uuid(),
  channels: z
    .array(
      z.strictObject({
        channelId: z.string().regex(/^\d{1,20}$/),
        /** Number of the version to bring back. */
        version: z.int().positive(),
        /** Fingerprint of what the preview was made from. */
        base: z.string().min(1).max(100),
      }),
    )
    .min(1, 'required')
    .max(MOST_RESTORED, 'tooMany')
    .refine((list) => new Set(list.map(({ channelId }) => channelId)).size === list.length, 'twice'),
  reason,
})

/** One channel of the slip: what its known version would change, or why that cannot be told. */
export type RestoreLine = { channelId: string; name: string; version: number; rollback: RollbackView | null }

export const sweepChannelsInput = z.strictObject({ connectionId: z.uuid() })
