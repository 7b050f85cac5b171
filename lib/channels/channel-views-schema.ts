import type { Change } from '@/lib/channels/changes-schema'
import {
  type BaseConditions,
  type ConditionsForm,
  type ConditionType,
  conditionTypes,
} from '@/lib/channels/form-schema'
import type { LeftBehind, VersionSource } from '@/lib/channels/versions-schema'

export const watchStatuses = ['live', 'waiting', 'unStart', 'playback', 'end', 'banpush'] as const

export const listTypes = ['', 'open', 'unsupported', ...conditionTypes] as const

/** One rank in a list: what the last sweep saw. */
export type ListedDoor = {
  enabled: boolean
  type: ConditionType | null
  unsupportedType: string | null
  priceFen: number | null
  /** Null for a way that needs no code or key. */
  isSecretSet: boolean | null
}

export type ChannelLine = {
  channelId: string
  name: string
  watchStatus: string
  /** Null for a channel found by a live search that the list has not read yet. */
  doors: { primary: ListedDoor; secondary: ListedDoor } | null
  followsDefault: boolean | null
  /** Changed outside and not settled yet. */
  hasDrift: boolean
  syncedAt: string | null
}

export type ChannelList = {
  channels: ChannelLine[]
  total: number
  syncedAt: string | null
  /** Opaque keys of the neighbouring pages. */
  next: string | null
  previous: string | null
}

/** The last reading of the list, or the one under way. */
export type SyncState = {
  state: 'never' | 'running' | 'done' | 'failed' | 'interrupted'
  read: number
  expected: number | null
  startedAt: string | null
  finishedAt: string | null
  error: string | null
}

/** Everything the form needs of a channel, read just now. Secrets are absent. */
export type ChannelBase = {
  connectionId: string
  channelId: string
  name: string
  watchStatus: string | null
  base: BaseConditions
  fingerprint: string
  followsDefault: boolean | null
  readAt: string
  version: {
    number: number
    source: VersionSource
    createdAt: string
    operationId: string | null
  } | null
}

export type ChannelChecks = {
  isSame: boolean
  /** Present when the channel is no longer as it was loaded. */
  channel: ChannelBase | null
  /** Fingerprint of the account default now. */
  accountDefault: string
  whitelists: { primary: number | null; secondary: number | null }
}

/** What viewers would meet instead, were a channel to follow the account default, which `accountDefault` names as it was read. */
export type FollowPreview = { accountDefault: string; changes: Change[] }

/** Which channels a write of the account default reaches. */
export type DefaultImpact = {
  channels: { channelId: string; name: string; watchStatus: string }[]
  count: number
  total: number
  syncedAt: string | null
}

/** What brings the account default back after an alarm; nothing of it is a secret. */
export type PreparedRestore = {
  version: number
  base: string
  closedAt: string
  /** The channel whose write it was. */
  channelId: string
  receipt: string | null
  changes: Change[]
  left: LeftBehind[]
  isBlocked: boolean
}

/** What was filled in for an operation that never went out, and what the channel was then. */
export type CarriedMerge = {
  reference: string
  reason: string
  base: BaseConditions
  mine: ConditionsForm
  /** A key or code was typed then; it does not come back. */
  hadSecret: boolean
}
