import 'server-only'
import { z } from 'zod'
import type { LedgerItem } from '@/lib/operations/driver'

const grantIntent = z.looseObject({ dramaId: z.string(), appid: z.string(), expiresAt: z.number().int().nonnegative() })
const grantState = z.looseObject({ expiresAt: z.number().int().nonnegative() }).nullable().catch(null)

const grantCell = z.looseObject({ dramaId: z.string(), appid: z.string() })

/** Which grant an item is about. @throws ZodError on a row that is not a grant's. */
export const cellOf = (item: LedgerItem) => grantCell.parse(item.intent)

/** What an item wants, with its two ids; `expiresAt` in seconds, 0 permanent. @throws ZodError on a row that is not a grant's. */
export const intentOf = (item: LedgerItem) => grantIntent.parse(item.intent)

/** Until when a state of the ledger says it is held; null when not at all. */
export const heldIn = (state: unknown): number | null => grantState.parse(state)?.expiresAt ?? null
