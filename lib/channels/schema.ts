import { z } from 'zod'
import { listTypes, watchStatuses } from '@/lib/channels/channel-views-schema'
import { ACCOUNT_DEFAULT, type ConditionsSubmission, infoFieldTypes, REASON_MAX } from '@/lib/channels/form-schema'

/** Bounds that keep nonsense out; the rules people can mend are in `rules-schema`. */
const line = z.string().max(4_096)
const privacy = z.strictObject({ enabled: z.boolean(), content: z.string().max(100_000) })
const infoField = z.strictObject({
  type: z.enum(infoFieldTypes),
  name: line,
  options: z.array(line).max(50),
  placeholder: line,
  sms: z.boolean(),
})

/** Strict per type: a field of another type is refused, not dropped. */
export const settingsSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('public') }),
  z.strictObject({ type: z.literal('wx'), amount: line, unit: z.enum(['day', 'hour']) }),
  z.strictObject({ type: z.literal('code'), authCode: line, hint: line, imageUrl: line, privacy }),
  z.strictObject({
    type: z.literal('pay'),
    title: line,
    price: line,
    validity: z.enum(['permanent', 'days', 'until']),
    days: line,
    until: line,
  }),
  z.strictObject({
    type: z.literal('phone'),
    title: line,
    entryText: line,
    inputHint: line,
    once: z.boolean(),
    privacy,
  }),
  z.strictObject({
    type: z.literal('info'),
    fields: z.array(infoField).max(50),
    title: line,
    description: line,
    entryText: line,
    privacy,
  }),
  z.strictObject({ type: z.literal('custom'), customKey: line, url: line }),
  z.strictObject({
    type: z.literal('external'),
    externalKey: line,
    url: line,
    redirectUrl: line,
    showsButton: z.boolean(),
  }),
  z.strictObject({ type: z.literal('direct'), directKey: line }),
])

const rank = z
  .union([
    z.strictObject({ enabled: z.literal(false) }),
    z.strictObject({ enabled: z.literal(true), settings: settingsSchema }),
  ])
  .nullable()

export const submissionSchema: z.ZodType<ConditionsSubmission> = z.strictObject({ primary: rank, secondary: rank })

export const reasonSchema = z.string().trim().min(1, 'reasonRequired').max(REASON_MAX, 'reasonTooLong')
const channelId = z.string().regex(/^\d{1,20}$/)

export const updateConditionsSchema = z.strictObject({
  connectionId: z.uuid(),
  channelId,
  requestKey: z.uuid(),
  /** Fingerprint of what the form was loaded from. */
  base: z.string().min(1).max(100),
  reason: reasonSchema,
  conditions: submissionSchema,
})

/** The account default has no id to send: what stands for it is the name of the account, typed out. */
export const updateDefaultSchema = updateConditionsSchema
  .omit({ channelId: true })
  .extend({ confirmation: z.string().max(200) })

export const restoreDefaultSchema = z.strictObject({
  connectionId: z.uuid(),
  requestKey: z.uuid(),
  /** Number of the version of the account default to bring back. */
  version: z.int().positive(),
  base: z.string().min(1).max(100),
  reason: reasonSchema,
})

export const updateFollowsSchema = z.strictObject({
  connectionId: z.uuid(),
  channelId,
  requestKey: z.uuid(),
  base: z.string().min(1).max(100),
  follows: z.boolean(),
  /** Fingerprint of the account default as it was shown to whoever has the channel follow it. */
  accountDefault: z.string().min(1).max(100).optional(),
  reason: reasonSchema,
})

export const syncChannelsSchema = z.strictObject({ connectionId: z.uuid() })

/** Reads may also look at the account default. */
const scopeId = z.union([channelId, z.literal(ACCOUNT_DEFAULT)])

const channelQuerySchema = z.object({ channelId: scopeId, connection: z.uuid() })
export const followQuerySchema = channelQuerySchema.extend({ channelId })
export const checksQuerySchema = channelQuerySchema.extend({
  base: z.string().max(100),
  whitelists: z.enum(['', '1', '2', '12']).default(''),
})
export const revealCodeSchema = z.strictObject({
  connectionId: z.uuid(),
  channelId: scopeId,
  rank: z.union([z.literal(1), z.literal(2)]),
})

/** `read` asks the picture's host to let this page read it; `show` only shows it. */
export const pictureQuerySchema = z.object({
  address: z
    .url({ protocol: /^https$/ })
    .max(2_048)
    .refine((text) => URL.canParse(text) && new URL(text).username === ''),
  mode: z.enum(['read', 'show']),
})

export const channelFilterSchema = z.object({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
  type: z.enum(listTypes).default(''),
  /** Of which rank `type` speaks; empty for either. */
  rank: z.enum(['', '1', '2']).default(''),
  status: z.enum(['', ...watchStatuses]).default(''),
  follows: z.enum(['', 'yes', 'no']).default(''),
  drift: z.enum(['', 'open']).default(''),
})
export const channelExportSchema = channelFilterSchema.extend({ format: z.enum(['csv', 'xlsx']).default('csv') })
export const syncQuerySchema = z.strictObject({ connection: z.uuid() })
