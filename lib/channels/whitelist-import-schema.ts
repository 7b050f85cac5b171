import { whitelistLimits } from '@/lib/channels/whitelist-schema'
import { countCodePoints } from '@/lib/format'
import { cleanText, toHalfWidth } from '@/lib/sheets/cells-schema'

export const whitelistColumns = ['code', 'name'] as const
export type WhitelistColumn = (typeof whitelistColumns)[number]

/** What these columns are called in the files people have, Polyv's own template among them. */
export const whitelistSynonyms: Record<WhitelistColumn, readonly string[]> = {
  code: [
    '会员码',
    '手机号',
    '手机号码',
    '手机',
    '电话',
    '联系电话',
    '账号',
    '编号',
    'code',
    'member code',
    'phone',
    'phone number',
    'mobile',
  ],
  name: ['昵称（备注）', '昵称', '备注', '备注名', '姓名', '名字', '称呼', 'name', 'nickname', 'note'],
}

const whitelistProblems = ['required', 'tooLong'] as const
type WhitelistProblem = (typeof whitelistProblems)[number]

export type WhitelistEntryRow = { code: string; name: string }
type WhitelistRowCheck =
  | { value: WhitelistEntryRow; problems?: undefined }
  | { problems: Partial<Record<WhitelistColumn, WhitelistProblem>>; value?: undefined }

const SEPARATORS = /[\s\-‐‑‒–—―−()]/g
const MOBILE = /^(?:\+?86|0086)?(1\d{10})$/
const ABROAD = /^(?:\+|00)\d{6,18}$/

/**
 * A code as it is stored. Half-width, without what people put between the digits of a phone number, and a number of the
 * mainland without +86. A code that is no phone number keeps its hyphens.
 */
export function normaliseCode(text: string): string {
  const plain = toHalfWidth(cleanText(text)).replace(/\s+/g, ' ')
  const digits = plain.replace(SEPARATORS, '')
  const mobile = MOBILE.exec(digits)
  if (mobile?.[1]) return mobile[1]
  return ABROAD.test(digits) ? digits : plain
}

/** Checks a row by itself, in a browser and again on the server; fast enough for 50,000 at once. */
export function checkWhitelistRow(raw: Record<WhitelistColumn, string>): WhitelistRowCheck {
  const problems: Partial<Record<WhitelistColumn, WhitelistProblem>> = {}
  const code = normaliseCode(raw.code)
  const name = cleanText(raw.name)
  if (code === '') problems.code = 'required'
  else if (countCodePoints(code) > whitelistLimits.code) problems.code = 'tooLong'
  if (countCodePoints(name) > whitelistLimits.name) problems.name = 'tooLong'
  return Object.keys(problems).length > 0 ? { problems } : { value: { code, name } }
}

/** The upstream tells no two codes apart by their case. */
export const memberKey = (code: string): string => code.toLowerCase()

/** What to do with a row whose code is on the list under another name. */
export const listedChoices = ['skip', 'rename'] as const
export type ListedChoice = (typeof listedChoices)[number]

/** `kept`: listed under another name, which stays. `same`: listed just so. */
export type WhitelistPlanCounts = { new: number; rename: number; kept: number; same: number }

export type WhitelistPlanView = {
  counts: WhitelistPlanCounts
  /** The first rows of the sheet that meet somebody who is listed. */
  lines: Record<'rename' | 'kept' | 'same', number[]>
  /** On the list now. */
  listed: number
  writes: number
  reads: number
  /** How long it should take at the account's rate, in milliseconds. */
  tookMs: number
  callsPerSecond: number
  /** Members of one call, where the account takes several. */
  perCall: number
  /** A receipt that still works on this list. */
  busy: number | null
  planKey: string
}
