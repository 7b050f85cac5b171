import { z } from 'zod'
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

/** A channel, or the account default. */
export const versionScopeSchema = z.union([z.literal(ACCOUNT_DEFAULT), z.string().regex(/^\d{1,20}$/)])
export const versionNumberSchema = z.coerce.number().int().min(1).max(2_147_483_647)

export const restoreConditionsInput = z.strictObject({
  connectionId: z.uuid(),
  channelId: z.string().regex(/^\d{1,20}$/),
  requestKey: z.uuid(),
  /** Number of the version to bring back. */
  version: z.int().positive(),
  /** Fingerprint of what the preview was made from. */
  base: z.string().min(1).max(100),
  reason: z.string().trim().min(1, 'reasonRequired').max(200, 'reasonTooLong'),
})
