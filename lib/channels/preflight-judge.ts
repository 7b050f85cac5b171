import 'server-only'
import { rankNames } from '@/lib/channels/form-schema'
import type { CheckKey, CheckState, PreflightCheck } from '@/lib/channels/preflight-schema'
import { formatCount, formatDateTime, formatYuan, parseBeijingDateTime } from '@/lib/format'
import type { ConditionsReading, RankReading } from '@/lib/polyv/conditions'
import type { Secret } from '@/lib/secrets/secret'

export type Around = {
  /** People on the whitelist of each rank that asks for one. */
  whitelists: { primary: number | null; secondary: number | null }
  hasDrift: boolean
  /** When something will change it by itself, soonest first. */
  scheduledAt: readonly string[]
  now: number
}

type Say = (key: CheckKey, state: CheckState, value?: string) => void
/** A session that begins tonight may well end after midnight. */
const TONIGHT_LASTS_MS = 6 * 3_600_000
const DAY_MS = 24 * 3_600_000
const BEIJING_MS = 8 * 3_600_000

/** The end of this Beijing day, and the hours after it that still count as tonight. */
export const endOfTonight = (now: number): number =>
  (Math.floor((now + BEIJING_MS) / DAY_MS) + 1) * DAY_MS - BEIJING_MS + TONIGHT_LASTS_MS

/** What somebody would check by hand before a session, from a reading made just now. */
export function judgePreflight(reading: ConditionsReading, around: Around): PreflightCheck[] {
  const checks: PreflightCheck[] = []
  const say =
    (rank: PreflightCheck['rank']): Say =>
    (key, state, value = '') =>
      checks.push({ key, state, rank, value })
  const whole = say(null)
  if (reading.followsDefault) whole('follows_default', 'attention')
  if (!reading.primary.enabled && !reading.secondary.enabled) whole('open_to_all', 'attention')
  for (const rank of rankNames) {
    if (reading[rank].enabled) judgeRank(reading[rank], around.whitelists[rank], around.now, say(rank))
  }
  if (around.hasDrift) whole('drift', 'attention')
  for (const at of around.scheduledAt) whole('scheduled', 'attention', formatDateTime(at))
  return checks
}

function judgeRank(rank: RankReading, listed: number | null, now: number, say: Say): void {
  const { code, pay, info, custom, external, direct } = rank.settings
  switch (rank.type) {
    case null:
      say('type_locked', 'attention', rank.unsupportedType ?? '')
      break
    case 'phone':
      if (listed === 0) say('whitelist_empty', 'fail')
      else if (listed !== null) say('whitelist', 'ok', formatCount(listed))
      break
    case 'code':
      say(code.authCode ? 'code' : 'code_missing', code.authCode ? 'ok' : 'fail')
      if (code.imageUrl === '') say('qr_missing', 'attention')
      else if (!isSafe(code.imageUrl)) say('qr_http', 'attention')
      break
    case 'pay':
      if (pay.priceFen !== null && pay.priceFen > 0) say('price', 'ok', formatYuan(pay.priceFen))
      else say('price_missing', 'fail')
      if (pay.validity.kind === 'until') judgeUntil(pay.validity.until, now, say)
      break
    case 'info':
      if (info.fields.length > 0) say('fields', 'ok', formatCount(info.fields.length))
      else say('fields_missing', 'fail')
      break
    case 'custom':
      judgeAddress(custom.url, custom.customKey, say)
      break
    case 'external':
      judgeAddress(external.url, external.externalKey, say)
      break
    case 'direct':
      if (!direct.directKey) say('key_missing', 'fail')
      break
  }
}

function judgeUntil(until: string, now: number, say: Say): void {
  const end = parseBeijingDateTime(until)?.getTime() ?? 0
  if (end <= now) say('until_past', 'fail', until)
  else if (end < endOfTonight(now)) say('until_tonight', 'attention', until)
  else say('until', 'ok', until)
}

function judgeAddress(url: string, key: Secret | null, say: Say): void {
  say(isSafe(url) ? 'url' : 'url_http', isSafe(url) ? 'ok' : 'fail')
  if (!key) say('key_missing', 'fail')
}

const isSafe = (url: string): boolean => url.startsWith('//') || /^https:\/\/[^\s]+$/i.test(url)
