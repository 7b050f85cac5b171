import { z } from 'zod'
import { targetTypes } from '@/lib/audit/schema'

/** Sign-ins, refusals, reads, reveals and exports; and everything that changed something. */
export const retentionClasses = ['access', 'change'] as const
export type RetentionClass = (typeof retentionClasses)[number]

export const FLOOR_MONTHS = 6
/** What the database begins with. */
export const USUAL_MONTHS = 36
const MOST_MONTHS = 240

/** Typed as text, or a number already. */
const months = z.coerce
  .number<string | number>({ error: 'whole' })
  .int('whole')
  .min(FLOOR_MONTHS, 'belowFloor')
  .max(MOST_MONTHS, 'tooLong')

export const policyInput = z.strictObject({ access: months, change: months })
export type PolicyInput = z.input<typeof policyInput>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const day = z.union([z.literal(''), z.iso.date('date')])

/** What a hold keeps, as it is typed; days are whole days in Beijing, the last one included. */
export const heldConditions = z.object({
  targetType: z.union([z.literal(''), z.enum(targetTypes)]),
  targetId: z.string().trim().max(200, 'tooLong'),
  operationId: z
    .string()
    .trim()
    .toLowerCase()
    .refine((text) => text === '' || UUID.test(text), 'operation'),
  from: day,
  until: day,
})
export type HeldConditions = z.output<typeof heldConditions>

export const holdInput = z
  .strictObject({ ...heldConditions.shape, reason: z.string().trim().min(1, 'required').max(500, 'tooLong') })
  .superRefine((hold, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if ((hold.targetType === '') !== (hold.targetId === '')) issue('targetId', 'both')
    if (hold.targetId === '' && hold.operationId === '' && hold.from === '' && hold.until === '')
      issue('targetId', 'something')
    if (hold.from !== '' && hold.until !== '' && hold.from > hold.until) issue('until', 'order')
  })
export type HoldInput = z.input<typeof holdInput>

export const releaseInput = z.strictObject({
  holdId: z.uuid(),
  reason: z.string().trim().min(1, 'required').max(500, 'tooLong'),
})
export type ReleaseInput = z.input<typeof releaseInput>
