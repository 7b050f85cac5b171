import 'server-only'
import { type ErrorRow, errorTable, type Fixer } from '@/lib/wechat/error-table'

const BEIJING_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** Codes nobody documented are shown raw and never retried. */
const unlisted: ErrorRow = { class: 'user', fixer: 'you' }

export const rowOf = (code: number): ErrorRow => errorTable[String(code)] ?? unlisted

export const isTokenRefusal = (code: number): boolean => rowOf(code).class === 'token'

/** A read refused like this is tried once more at once. */
export const isWorthReadingAgain = (code: number): boolean => rowOf(code).class === 'unknown'

/** Nothing was executed and another request shape may be understood. */
export const isShapeRefusal = (code: number): boolean => rowOf(code).class === 'shape'

/** Whether a refusal is about how many dramas one call carried. No code is documented for it, so what WeChat says decides. */
export const isSizeRefusal = (code: number, message: string, count: number): boolean =>
  count > 1 && isShapeRefusal(code) && SIZE_WORDS.test(message)

const SIZE_WORDS = /too (?:many|long|large|big)|exceed|over limit|max(?:imum)?\b|超过|超出|过多|过长|太多|上限|最多/i

/** Where a screen finds copy for a code, under the `wechat` messages, and who can act. */
export function adviceFor(code: string): { messageKey: string; fixer: Fixer } {
  const row = errorTable[code]
  return row ? { messageKey: `codes.${code}`, fixer: row.fixer } : { messageKey: 'classes.user', fixer: unlisted.fixer }
}

/** Codes that mean a revocation has already happened. */
export const alreadyRevoked: ReadonlySet<number> = new Set([10090039, 10090043])

/** `pauseMs` holds back every call of the account, `parkMs` its writes: the day's quota is used up. */
export type WriteOutcome = {
  outcome: 'succeeded' | 'refused' | 'unknown' | 'again'
  pauseMs?: number
  parkMs?: number
}

/** What a code says about a write tried for the `attempts`-th time (from 1). */
export function judgeWrite(code: number, attempts: number, now = Date.now(), random = Math.random()): WriteOutcome {
  if (code === 0) return { outcome: 'succeeded' }
  const row = rowOf(code)
  if (row.class === 'unknown') return { outcome: 'unknown' }
  if (row.class !== 'again' || row.pauses === undefined) return { outcome: 'refused' }
  if (row.pauses === 'until_midnight')
    return { outcome: 'again', parkMs: untilBeijingMidnight(now) + Math.round(random * 60_000) }
  const seconds = row.pauses[Math.max(0, attempts - 1)]
  if (seconds === undefined) return { outcome: 'refused' }
  return { outcome: 'again', pauseMs: Math.round(seconds * 1000 * (1 + random * 0.1)) }
}

export function untilBeijingMidnight(now: number): number {
  return DAY_MS - ((now + BEIJING_OFFSET_MS) % DAY_MS)
}
