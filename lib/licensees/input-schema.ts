import { z } from 'zod'
import { appidPattern, cleanAppid, licenseeLimits } from '@/lib/licensees/schema'
import { cleanText, readDate } from '@/lib/sheets/cells-schema'

const optionalText = (longest: number) =>
  z.string().transform(cleanText).pipe(z.string().max(longest, 'tooLong')).default('')

/** Any of the five ways a date is written, as `2027-03-31`. */
const optionalDate = z
  .string()
  .transform((text, context) => {
    if (cleanText(text) === '') return ''
    const reading = readDate(text)
    if ('date' in reading) return reading.date
    context.addIssue({ code: 'custom', message: reading.problem })
    return z.NEVER
  })
  .default('')

export const licenseeInput = z.strictObject({
  appid: z.string().transform(cleanAppid).pipe(z.string().regex(appidPattern, 'appid')),
  name: z.string().transform(cleanText).pipe(z.string().min(1, 'required').max(licenseeLimits.name, 'tooLong')),
  subject: optionalText(licenseeLimits.subject),
  contact: optionalText(licenseeLimits.contact),
  contractNo: optionalText(licenseeLimits.contractNo),
  contractEndsOn: optionalDate,
  notes: optionalText(licenseeLimits.notes),
  tags: z
    .array(z.string().trim().min(1, 'tag').max(licenseeLimits.tag, 'tag'))
    .max(licenseeLimits.tags, 'tags')
    .transform((tags) => [...new Set(tags)])
    .default([]),
})
export type LicenseeInput = z.output<typeof licenseeInput>

export const licenseeUpdate = licenseeInput.extend({
  /** When the row was last written as the person saw it; another's change since then refuses this one. */
  seenAt: z.iso.datetime(),
})

export const licenseeChoice = z.strictObject({ appid: z.string().regex(appidPattern, 'appid') })

export const licenseeSearch = z.strictObject({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
})
