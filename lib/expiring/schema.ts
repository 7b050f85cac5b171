import { z } from 'zod'

/** How many days before the end somebody is reminded. */
export const noticeDays = [30, 14, 7, 1] as const
export type NoticeDays = (typeof noticeDays)[number]

export const ranges = ['30', '60', '90'] as const
export type RangeDays = (typeof ranges)[number]
export const expiringViews = ['month', 'agenda', 'ended'] as const
export type ExpiringView = (typeof expiringViews)[number]
export const contractStates = ['within30', 'ended', 'none', 'before'] as const
export type ContractState = (typeof contractStates)[number]

/** `2026-12-31`, a real day of the calendar. */
export const daySchema = z.iso.date('badDate')

/** One licensee on one day, over the account acted on. */
export type LoadCell = { appid: string; name: string | null; count: number }
export type DayLoad = { day: string; count: number; licensees: LoadCell[] }

export type AgendaLine = {
  dramaId: string
  dramaName: string
  appid: string
  licenseeName: string | null
  contractNo: string | null
  /** `2027-03-31` */
  contractEndsOn: string | null
  expiresAt: string
  /** A renewal of it is under way: its receipt. */
  renewal: { id: string; number: number } | null
  /** Plays on under an account-level grant all the same. */
  hasAccountGrant: boolean
}

export const renewInput = z.strictObject({
  connectionId: z.uuid(),
  from: daySchema,
  to: daySchema,
  appid: z.string().max(40).nullable(),
  tag: z.string().max(60).nullable(),
  contract: z.enum(contractStates).nullable(),
})

export type NoticeGroup = {
  connectionId: string
  appid: string
  licenseeName: string | null
  days: NoticeDays
  /** Grants that end, over every day of the group. */
  count: number
  /** The first and last day something ends on. */
  from: string
  to: string
  noticeIds: string[]
}

export const dismissInput = z.strictObject({ noticeIds: z.array(z.uuid()).min(1).max(500) })

export type FeedView = { createdAt: string; lastUsedAt: string | null } | null
