import { z } from 'zod'
import { cleanId, cleanText, readDate } from '@/lib/sheets/cells-schema'

/** A mini program's AppID as WeChat writes it. */
export const appidPattern = /^wx[0-9a-f]{16}$/

/** An AppID as people paste it, brought to how WeChat writes it. */
export const cleanAppid = (text: string): string => cleanId(text).toLowerCase()

export type LicenseeView = {
  appid: string
  name: string
  subject: string | null
  contractNo: string | null
  /** `2027-03-31` */
  contractEndsOn: string | null
  lastRefusalCode: string | null
  lastRefusalAt: string | null
  /** False for an appid that was typed and is in nobody's address book. */
  isListed: boolean
  /** Grants held from the account acted on, as last read. */
  grantCount: number
}

/** In characters as people count them. */
export const licenseeLimits = {
  name: 60,
  subject: 120,
  contact: 120,
  contractNo: 60,
  notes: 500,
  tag: 20,
  tags: 20,
} as const

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

/** `重点，华东 直营` → three tags. */
export const splitTags = (text: string): string[] => [
  ...new Set(
    cleanText(text)
      .split(/[\s,，、;；|]+/)
      .filter(Boolean),
  ),
]

export const licenseeSearch = z.strictObject({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
})
