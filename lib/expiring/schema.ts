import { z } from 'zod'

/** How many days before the end somebody is reminded. */
export const noticeDays = [30, 14, 7, 1] as const
export type NoticeDays = (typeof noticeDays)[number]

export const rangeChoices = ['30', '60', '90'] as const
export const expiringViews = ['month', 'agenda', 'ended'] as const
/** Whether the contract outlasts the grant, ends with or before it, or has no date. */
export const contractStates = ['covers', 'ends', 'none'] as const
export type ContractState = (typeof contractStates)[number]

export const dayPattern = /^\d{4}-\d{2}-\d{2}$/

export type DayLoad = {
  /** `2026-12-31` in Beijing. */
  day: string
  count: number
  licensees: number
  /** Who has most to lose that day. */
  largest: { name: string; count: number }[]
}

/** What ends for one licensee on one day, or over the days that are chosen. */
export type LicenseeLoad = {
  day: string
  appid: string
  name: string | null
  contractNo: string | null
  /** `2027-03-31` */
  contractEndsOn: string | null
  tags: string[]
  count: number
  /** Of those, how many an operation of ours is about to renew. */
  renewing: number
  dramaNames: string[]
  /** Every drama plays on under an account-level grant. */
  hasAccountGrant: boolean
}

export const expiringChoice = z.strictObject({
  connectionId: z.uuid(),
  from: z.iso.date('badDate'),
  to: z.iso.date('badDate'),
  appid: z.string().max(40).nullable(),
  tag: z.string().max(60).nullable(),
  contract: z.enum(contractStates).nullable(),
})
export type ExpiringChoice = z.infer<typeof expiringChoice>

export type NoticeGroup = {
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

export type FeedView = { createdAt: string; lastUsedAt: string | null }

const DAY_MS = 86_400_000

/** `2026-12-31` some days on; negative goes back. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Monday is 0. */
export const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

export const monthOf = (day: string): string => day.slice(0, 7)

/** `2026-12` some months on. */
export function addMonths(month: string, months: number): string {
  const [year = 1970, index = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, index - 1 + months, 1)).toISOString().slice(0, 7)
}

/** The weeks a month's sheet shows, Monday first, with the neighbours' days that fill them. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`
  const start = addDays(first, -weekdayOf(first))
  const weeks: string[][] = []
  for (let monday = start; monthOf(monday) <= month; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)))
  return weeks
}
