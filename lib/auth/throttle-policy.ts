import 'server-only'

const MINUTE_MS = 60_000
const WINDOW_MS = 15 * MINUTE_MS

export type ThrottleState = { failures: number; windowStartAt: Date; blockedUntil: Date | null }
export type ThrottleKind = 'account' | 'address'

const allowed: Record<ThrottleKind, number> = { account: 5, address: 30 }

/**
 * Counts one more attempt, or says until when none is allowed. An account that used up its five waits 1, 2, 4, 8 and then
 * always 15 minutes between attempts; an address that used up its thirty waits for its window to end. Neither is for ever.
 */
export function countAttempt(
  kind: ThrottleKind,
  state: ThrottleState | null,
  now: Date,
): { blockedUntil: Date } | ThrottleState {
  if (state?.blockedUntil && state.blockedUntil > now) return { blockedUntil: state.blockedUntil }
  const current =
    state && now < endOfMemory(kind, state) ? state : { failures: 0, windowStartAt: now, blockedUntil: null }
  const failures = current.failures + 1
  return {
    failures,
    windowStartAt: current.windowStartAt,
    blockedUntil: blockAfter(kind, failures, current.windowStartAt, now),
  }
}

export const isBlocked = (answer: { blockedUntil: Date } | ThrottleState): answer is { blockedUntil: Date } =>
  !('failures' in answer)

function endOfMemory(kind: ThrottleKind, state: ThrottleState): Date {
  if (kind === 'address' || !state.blockedUntil) return new Date(state.windowStartAt.getTime() + WINDOW_MS)
  return new Date(state.blockedUntil.getTime() + WINDOW_MS)
}

function blockAfter(kind: ThrottleKind, failures: number, windowStartAt: Date, now: Date): Date | null {
  if (failures < allowed[kind]) return null
  if (kind === 'address') return new Date(windowStartAt.getTime() + WINDOW_MS)
  return new Date(now.getTime() + Math.min(2 ** (failures - allowed.account) * MINUTE_MS, WINDOW_MS))
}
