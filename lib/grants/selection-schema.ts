import { z } from 'zod'
import { grantFilterSchema } from './filter-schema'

/** More would not fit an address; a filter names any number. */
export const MOST_PICKED = 300
/** What one revocation may hold. */
export const MOST_SELECTED = 5_000

export const grantGroupings = ['licensee', 'drama'] as const
export type GrantGrouping = (typeof grantGroupings)[number]

/** `100200@wx0123456789abcdef` */
const pairPattern = /^[1-9]\d{0,18}@wx[0-9a-f]{16}$/

const pairsSchema = z
  .array(z.string().regex(pairPattern))
  .min(1, 'required')
  .max(MOST_PICKED, 'tooMany')
  .transform((pairs) => [...new Set(pairs)])

/** Grants picked one by one, or all that fit a filter. */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pairs'), pairs: pairsSchema }),
  z.strictObject({ kind: z.literal('filter'), filter: grantFilterSchema }),
])
export type GrantSelection = z.output<typeof selectionSchema>

export type Pair = { dramaId: string; appid: string }

export const pairKey = ({ dramaId, appid }: Pair): string => `${dramaId}@${appid}`
export function splitPair(key: string): Pair {
  const [dramaId = '', appid = ''] = key.split('@')
  return { dramaId, appid }
}
