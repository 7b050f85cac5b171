import 'server-only'
import type { Concern } from '@/lib/connections/explain-error'

export const CLOCK_WARNING_MS = 30_000

export type HealthState = 'closed' | 'disabled' | 'refused' | 'silent' | 'clock' | 'healthy' | 'untried'

export type HealthFacts = {
  isEnabled: boolean
  closedReason: string | null
  lastOkAt: Date | null
  lastErrorAt: Date | null
  clockOffsetMs: number | null
}

/**
 * How an account stands, the most pressing first. `refused`: its latest answer was about credentials, rights or clock.
 * `silent`: its latest call got no usable answer, which says nothing about the account.
 */
export function judgeHealth(facts: HealthFacts, lastError: Concern): HealthState {
  if (!facts.isEnabled) return 'disabled'
  if (facts.closedReason !== null) return 'closed'
  if (facts.lastErrorAt && (!facts.lastOkAt || facts.lastErrorAt > facts.lastOkAt)) {
    if (lastError !== 'request') return lastError === 'account' ? 'refused' : 'silent'
  }
  if (facts.clockOffsetMs !== null && Math.abs(facts.clockOffsetMs) > CLOCK_WARNING_MS) return 'clock'
  return facts.lastOkAt || facts.lastErrorAt ? 'healthy' : 'untried'
}
