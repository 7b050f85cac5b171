import { z } from 'zod'

/** A mini program's AppID as WeChat writes it. */
export const appidPattern = /^wx[0-9a-f]{16}$/

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

const optionalText = (longest: number) => z.string().trim().max(longest, 'tooLong').default('')

export const licenseeInput = z.strictObject({
  appid: z.string().trim().regex(appidPattern, 'appid'),
  name: z.string().trim().min(1, 'required').max(60, 'tooLong'),
  subject: optionalText(120),
  contact: optionalText(120),
  contractNo: optionalText(60),
  contractEndsOn: z.union([z.literal(''), z.iso.date('badDate')]).default(''),
  notes: optionalText(500),
})
export type LicenseeInput = z.infer<typeof licenseeInput>

export const licenseeSearch = z.strictObject({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
})
