import type { Change } from '@/lib/channels/changes-schema'
import type { VersionField } from '@/lib/channels/compare-versions-schema'
import type { RankName } from '@/lib/channels/form-schema'
import type { FieldErrors } from '@/lib/errors'

/** Where a version came from. `adopted`: somebody else's change that a person took for ours. */
export const versionSources = ['ours', 'outside', 'rollback', 'first_read', 'adopted'] as const
export type VersionSource = (typeof versionSources)[number]

/** What a rollback cannot bring back, and why. `rank` null: it belongs to the channel as a whole. */
export type LeftBehind = {
  rank: RankName | null
  what:
    | 'unwritable_type'
    | 'values_while_off'
    | 'cannot_clear'
    | 'code_too_long'
    | 'notice_cleaned'
    | 'not_recorded'
    | 'not_readable'
    | 'follows_default'
  /** `type.field` in our words. */
  field: string | null
}

export type NoticeDifference = {
  /** The words are the same; only their setting is not. */
  isOnlyFormat: boolean
  parts: { kind: 'same' | 'added' | 'removed'; text: string }[]
}

/** One version in a list, with what it changed against the one before it. */
export type VersionLine = {
  number: number
  source: VersionSource
  createdAt: string
  receipt: { number: number; personName: string; reason: string } | null
  restoredNumber: number | null
  adopted: { byName: string; reason: string } | null
  /** It is an outside change that nobody has settled. */
  isOpenDrift: boolean
  /** Null for the first version: there is nothing to compare it with. */
  changes: VersionField[] | null
  doors: Record<RankName, { enabled: boolean; type: string | null }>
}
export type VersionPage = { rows: VersionLine[]; latest: number; next: number | null }

/** What bringing a version back would do, as a screen may know it. */
export type RollbackView = {
  changes: Change[]
  left: LeftBehind[]
  fieldErrors: FieldErrors
  /** Fingerprint of the state this was judged by. */
  base: string
  isIdentical: boolean
  /** There is something to send and no rule against it. */
  isReady: boolean
  followsDefault: boolean
}
