import { z } from 'zod'

/** Where calls go. The addresses behind these names are the server's own: nobody types one. */
const endpointKeys = ['live', 'sandbox', 'configured'] as const
export type EndpointKey = (typeof endpointKeys)[number]

export const NAME_MAX = 40
export const REASON_MAX = 200
export const SLOWEST_CALLS_PER_SECOND = 0.1
export const FASTEST_CALLS_PER_SECOND = 50
export const CHUNK_SIZE_MAX = 1_000

const text = z.string('required').trim().min(1, 'required')
const noControls = (value: string) => !/\p{Cc}/u.test(value)

const name = text.refine((value) => [...value].length <= NAME_MAX, 'nameLong').refine(noControls, 'controls')
const endpoint = z.enum(endpointKeys, 'endpoint')
const wechatAppid = text.regex(/^wx[0-9a-f]{16}$/, 'wechatAppid')
const polyvId = text.regex(/^[A-Za-z0-9]{4,64}$/, 'polyvId')
const secret = text.regex(/^[\x21-\x7e]{8,128}$/, 'secret')
const secretOrNone = z
  .string()
  .trim()
  .regex(/^([\x21-\x7e]{8,128})?$/, 'secret')
/** Text in, number out: a form has only text, and a union would blur which rule was broken. */
const callsPerSecond = text
  .regex(/^\d{1,3}(\.\d{1,2})?$/, 'rate')
  .transform(Number)
  .refine((rate) => rate >= SLOWEST_CALLS_PER_SECOND && rate <= FASTEST_CALLS_PER_SECOND, 'rate')
/** Empty: the server's usual. */
const chunkSize = z
  .string('chunkSize')
  .trim()
  .regex(/^\d{0,4}$/, 'chunkSize')
  .transform((digits) => (digits === '' ? null : Number(digits)))
  .refine((size) => size === null || (size >= 1 && size <= CHUNK_SIZE_MAX), 'chunkSize')
const reason = text.refine((value) => [...value].length <= REASON_MAX, 'reasonLong').refine(noControls, 'controls')
const connectionId = z.uuid('required')

export const addConnectionSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('wechat'), name, endpoint, accountId: wechatAppid, secret, callsPerSecond }),
    z.strictObject({
      kind: z.literal('polyv'),
      name,
      endpoint,
      accountId: polyvId,
      userId: polyvId,
      secret,
      callsPerSecond,
    }),
  ],
  'kind',
)

/** Only what changed is sent. An empty secret keeps the stored one. */
export const updateConnectionSchema = z.strictObject({
  connectionId,
  /** When the row was last changed, as the form read it. */
  version: z.iso.datetime('required'),
  name: name.optional(),
  endpoint: endpoint.optional(),
  userId: polyvId.optional(),
  secret: secretOrNone.optional(),
  callsPerSecond: callsPerSecond.optional(),
  chunkSize: chunkSize.optional(),
})

export const connectionSchema = z.strictObject({ connectionId })
export const connectionWithReasonSchema = z.strictObject({ connectionId, reason })
export const connectionSwitchSchema = z.strictObject({ connectionId, reason, isEnabled: z.boolean() })

export type AddConnectionInput = z.input<typeof addConnectionSchema>
export type UpdateConnectionInput = z.input<typeof updateConnectionSchema>
