import { z } from 'zod'
import { revealScopes, whitelistLimits } from '@/lib/channels/whitelist-schema'
import { countCodePoints } from '@/lib/format'

const within = (max: number) => (text: string) => countCodePoints(text) <= max
const list = {
  connectionId: z.uuid(),
  channelId: z.string().regex(/^\d{1,20}$/),
  rank: z.union([z.literal(1), z.literal(2)]),
}
const handle = z.string().min(1).max(1_000)
const reason = z.string().trim().min(1, 'reasonRequired').refine(within(whitelistLimits.reason), 'reasonTooLong')
const name = z.string().trim().refine(within(whitelistLimits.name), 'tooLong')
const code = z.string().trim().refine(within(whitelistLimits.code), 'tooLong')

export const whitelistPageInput = z.strictObject({
  ...list,
  page: z.int().min(1).max(100_000),
  /** Part of a code or a name. In the body and not in the address, because it may be a phone number. */
  search: z.string().trim().max(100).default(''),
})
export type WhitelistPageInput = z.output<typeof whitelistPageInput>

const write = { ...list, requestKey: z.uuid(), reason }

export const addWhitelistEntrySchema = z.strictObject({ ...write, code: code.min(1, 'required'), name })

/** An empty code leaves the one that stands. */
export const updateWhitelistEntrySchema = z.strictObject({ ...write, handle, code, name })

export const removeWhitelistEntriesSchema = z.strictObject({
  ...write,
  handles: z.array(handle).min(1).max(whitelistLimits.removedAtOnce),
})

/** `count` is how many the person typed that they would take off. */
export const clearWhitelistSchema = z.strictObject({ ...write, count: z.int().min(1) })

export const revealWhitelistSchema = z.strictObject({
  ...list,
  reason,
  scope: z.enum(revealScopes),
  handles: z.array(handle).min(1).max(whitelistLimits.revealedAtOnce),
})

export const exportWhitelistSchema = z.strictObject({
  ...list,
  format: z.enum(['csv', 'xlsx']),
  /** Full codes need a reason. */
  isFull: z.boolean(),
  reason: z.string().trim().max(1_000).default(''),
})
export type ExportWhitelistInput = z.output<typeof exportWhitelistSchema>

export const exportFailedSchema = z.strictObject({
  operationId: z.uuid(),
  format: z.enum(['csv', 'xlsx']),
  reason,
})
export type ExportFailedInput = z.output<typeof exportFailedSchema>

export { code as whitelistCode, list as whitelistList, name as whitelistName, write as whitelistWrite }
