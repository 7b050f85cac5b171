import { cleanId, cleanText } from '@/lib/sheets/cells-schema'

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

/** `重点，华东 直营` → three tags. */
export const splitTags = (text: string): string[] => [
  ...new Set(
    cleanText(text)
      .split(/[\s,，、;；|]+/)
      .filter(Boolean),
  ),
]
