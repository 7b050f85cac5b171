import { z } from 'zod'
import { appidPattern } from '@/lib/licensees/schema'
import { checkedExpiry, reasonSchema } from './schema'
import { selectionSchema } from './selection-schema'

/** The preview the person looked at; another one now means that nothing is sent. */
const planKey = z.string().min(1).max(100)
const requestKey = z.uuid()

export const revokeInput = z.strictObject({
  connectionId: z.uuid(),
  selection: selectionSchema,
  reason: reasonSchema,
  planKey,
  /** How many grants were confirmed by typing; null when that was not asked. */
  confirmedCount: z.number().int().nullable(),
  requestKey,
})
export type RevokeInput = z.input<typeof revokeInput>

export const replaceInput = z.strictObject({
  /** The receipt whose grants kept their expiry. */
  operationId: z.uuid(),
  reason: reasonSchema,
  planKey,
  confirmedCount: z.number().int(),
  requestKey,
})

const account = {
  connectionId: z.uuid(),
  appid: z.string().regex(appidPattern, 'appid'),
  reason: reasonSchema,
  planKey,
  /** Typed by hand, and equal to `appid`. */
  confirmedAppid: z.string().max(40),
  requestKey,
}
export const accountGrantInput = z.strictObject({ ...account, expiry: checkedExpiry })
export const accountRevokeInput = z.strictObject(account)
