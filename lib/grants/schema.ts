import { z } from 'zod'
import { dramaIdPattern } from '@/lib/dramas/schema'
import { countCodePoints, formatDateTime, parseBeijingDateTime } from '@/lib/format'
import { appidPattern } from '@/lib/licensees/schema'

export const MOST_DRAMAS = 10_000
export const MOST_LICENSEES = 500
export const MOST_CELLS = 100_000
export const FLOOR_MS = 7 * 86_400_000
/** Time for the queue to reach the last item before the upstream's own floor would refuse it. */
export const FLOOR_MARGIN_MS = 10 * 60_000

const MINUTE_MS = 60_000
/** The latest moment the upstream's ten-digit seconds can carry. */
const LATEST_MS = 9_999_999_999_000

/** The first whole minute that may be chosen. */
export const earliestExpiry = (now: number): Date =>
  new Date(Math.ceil((now + FLOOR_MS + FLOOR_MARGIN_MS) / MINUTE_MS) * MINUTE_MS)

type ExpiryProblem = 'required' | 'badDate' | 'underFloor' | 'tooFar'

/** What is wrong with a typed Beijing date, to the minute; null when it may be sent. */
export function expiryProblem(text: string, now: number): ExpiryProblem | null {
  if (text.trim() === '') return 'required'
  const expiresAt = parseBeijingDateTime(text)
  if (!expiresAt) return 'badDate'
  if (expiresAt.getTime() < earliestExpiry(now).getTime()) return 'underFloor'
  return expiresAt.getTime() > LATEST_MS ? 'tooFar' : null
}

const expirySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('permanent') }),
  z.strictObject({ kind: z.literal('date'), at: z.string().max(20) }),
])
export type Expiry = z.infer<typeof expirySchema>

/** null: permanent. Call it on a checked expiry only. @throws RangeError */
export function expiresAtOf(expiry: Expiry): Date | null {
  if (expiry.kind === 'permanent') return null
  const expiresAt = parseBeijingDateTime(expiry.at)
  if (!expiresAt) throw new RangeError('not a Beijing date')
  return expiresAt
}

const unique = (values: string[]) => [...new Set(values)]
const dramaIds = z
  .array(z.string().regex(dramaIdPattern, 'dramaId'))
  .min(1, 'required')
  .max(MOST_DRAMAS, 'tooMany')
  .transform(unique)
const appids = z
  .array(z.string().regex(appidPattern, 'appid'))
  .min(1, 'required')
  .max(MOST_LICENSEES, 'tooMany')
  .transform(unique)

export const checkedExpiry = expirySchema.superRefine((expiry, context) => {
  const problem = expiry.kind === 'date' ? expiryProblem(expiry.at, Date.now()) : null
  if (problem) context.addIssue({ code: 'custom', message: problem })
})

export const reasonSchema = z
  .string()
  .trim()
  .refine((text) => countCodePoints(text) >= 2, 'reasonShort')
  .refine((text) => countCodePoints(text) <= 500, 'reasonLong')

/** What is granted to whom until when and why, once everything about it is right. */
export const grantChoice = z.object({
  connectionId: z.uuid(),
  dramaIds,
  appids,
  expiry: checkedExpiry,
  reason: reasonSchema,
})

/** The preview the person looked at; another one now means that nothing is sent. */
const planKey = z.string().min(1).max(100)
/** How many cells a permanent grant was confirmed for. */
const confirmedCount = z.number().int().nullable()

export const grantInput = grantChoice
  .extend({ planKey, confirmedCount, requestKey: z.uuid() })
  .strict()
  .refine(({ dramaIds, appids }) => dramaIds.length * appids.length <= MOST_CELLS, {
    path: ['dramaIds'],
    error: 'tooManyCells',
  })
export type GrantInput = z.input<typeof grantInput>

/** A slip is sent as it was saved: only what was looked at goes along. */
export const slipSubmission = z.strictObject({
  slipId: z.uuid(),
  version: z.number().int().positive(),
  planKey,
  confirmedCount,
})

const choiceQuery = z
  .strictObject({
    connection: z.uuid(),
    dramas: z.string().max(11_000),
    licensees: z.string().max(4_000),
    /** `permanent` or Beijing minutes. */
    expiry: z.string().max(20),
    fresh: z.literal('1').optional(),
  })
  .transform((query) => ({
    connectionId: query.connection,
    isFresh: query.fresh === '1',
    dramaIds: query.dramas.split(','),
    appids: query.licensees.split(','),
    expiry:
      query.expiry === 'permanent' ? ({ kind: 'permanent' } as const) : ({ kind: 'date', at: query.expiry } as const),
  }))
  .pipe(grantChoice.omit({ reason: true }).extend({ isFresh: z.boolean() }))

/** What to plan: a saved slip, or a choice small enough for a query string. `fresh` trusts no reading made before now. */
export const planQuery = z.union([
  z
    .strictObject({ slip: z.uuid(), fresh: z.literal('1').optional() })
    .transform(({ slip, fresh }) => ({ slipId: slip, isFresh: fresh === '1' })),
  choiceQuery,
])

export const cellPlans = ['new', 'extend', 'shorten', 'same', 'blocked'] as const
export type CellPlan = (typeof cellPlans)[number]
export type BlockCause = 'unknown_drama' | 'gone' | 'taken_down' | 'not_passed' | 'not_playable'

/** One letter per cell in `PlannedLicensee.cells`. */
export const cellLetters: Record<CellPlan, string> = { new: 'n', extend: 'e', shorten: 's', same: '=', blocked: 'x' }
export const planOfLetter = (letter: string): CellPlan =>
  cellPlans.find((plan) => cellLetters[plan] === letter) ?? 'blocked'

type DatePreset = 'floor' | 'thirtyDays' | 'quarterEnd' | 'yearEnd'

/** The last minute of the chosen day in Beijing. A season or year too close to its end gives the next one. */
export function presetExpiry(preset: DatePreset, now: number): string {
  const today = formatDateTime(now).slice(0, 10)
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  const days: string[] = []
  if (preset === 'floor') days.push(formatDateTime(earliestExpiry(now)).slice(0, 10))
  if (preset === 'thirtyDays') days.push(formatDateTime(now + 30 * 86_400_000).slice(0, 10))
  if (preset === 'yearEnd') days.push(`${year}-12-31`, `${year + 1}-12-31`)
  if (preset === 'quarterEnd') {
    const ends = ['03-31', '06-30', '09-30', '12-31']
    const quarter = Math.floor((month - 1) / 3)
    for (let step = quarter; step <= quarter + 1; step += 1)
      days.push(`${year + Math.floor(step / 4)}-${ends[step % 4]}`)
  }
  const texts = days.map((day) => `${day} 23:59`)
  return texts.find((text) => expiryProblem(text, now) === null) ?? texts[0] ?? ''
}
