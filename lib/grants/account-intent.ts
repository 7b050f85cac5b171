import 'server-only'
import { z } from 'zod'
import type { LedgerItem } from '@/lib/operations/driver'

export { heldIn } from '@/lib/grants/intent'

const accountIntent = z.looseObject({ appid: z.string(), expiresAt: z.number().int().nonnegative() })

/** `expiresAt` in seconds, 0 permanent. @throws ZodError on another item's row. */
export const accountIntentOf = (item: LedgerItem) => accountIntent.parse(item.intent)

/** Whose account-level grant an item is about. @throws ZodError on another item's row. */
export const licenseeOf = (item: LedgerItem): string => accountIntent.pick({ appid: true }).parse(item.intent).appid
