import type { RankName } from '@/lib/channels/form-schema'

/** Where a version came from. `adopted`: somebody else's change that a person took for ours. */
export const versionSources = ['ours', 'outside', 'rollback', 'first_read', 'adopted'] as const
export type VersionSource = (typeof versionSources)[number]

/** The channel id of the account default among versions. */
export const ACCOUNT_DEFAULT = 'default'

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
