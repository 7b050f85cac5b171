import { describe, expect, test } from 'vitest'
import { countAttempt, isBlocked, type ThrottleKind, type ThrottleState } from '@/lib/auth/throttle-policy'

const minute = 60_000
const start = new Date('2026-11-21T00:00:00Z').getTime()

/** Tries at each given moment and returns when it was let through. */
function tryAt(kind: ThrottleKind, moments: number[]): number[] {
  let state: ThrottleState | null = null
  return moments.filter((moment) => {
    const answer = countAttempt(kind, state, new Date(start + moment))
    if (isBlocked(answer)) return false
    state = answer
    return true
  })
}

const evenly = (count: number, spanMs: number) => Array.from({ length: count }, (_, index) => (index * spanMs) / count)

describe('sign-in throttle', () => {
  test('lets five through at once, then makes an account wait', () => {
    expect(tryAt('account', Array(20).fill(0))).toHaveLength(5)
  })

  test('hashes at most ten of a thousand guesses in ten minutes', () => {
    expect(tryAt('account', evenly(1_000, 10 * minute)).length).toBeLessThanOrEqual(10)
  })

  test('waits 1, 2, 4, 8 and then 15 minutes, never longer', () => {
    const passed = tryAt('account', evenly(7_200, 120 * minute)).slice(4)
    const waits = passed.slice(1).map((moment, index) => Math.round((moment - (passed[index] ?? 0)) / minute))
    expect(waits.slice(0, 6)).toEqual([1, 2, 4, 8, 15, 15])
    expect(Math.max(...waits)).toBe(15)
  })

  test('forgets an account that was left alone', () => {
    const passed = tryAt('account', [0, 0, 0, 0, 0, 0, 20 * minute, 20 * minute, 20 * minute])
    expect(passed.filter((moment) => moment === 20 * minute)).toHaveLength(3)
  })

  test('does not count failures more than 15 minutes apart together', () => {
    expect(tryAt('account', evenly(20, 20 * 16 * minute))).toHaveLength(20)
  })

  test('lets thirty through from one address per window', () => {
    const passed = tryAt('address', evenly(100, 30 * minute))
    expect(passed.filter((moment) => moment < 15 * minute)).toHaveLength(30)
    expect(passed.filter((moment) => moment >= 15 * minute)).toHaveLength(30)
  })
})
