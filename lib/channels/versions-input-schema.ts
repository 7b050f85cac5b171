import { z } from 'zod'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'

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
