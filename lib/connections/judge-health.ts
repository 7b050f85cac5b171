import 'server-only'

export const CLOCK_WARNING_MS = 30_000

export type HealthState = 'closed' | 'disabled' | 'failing' | 'clock' | 'healthy' | 'untried'

export type HealthFacts = {
  isEnabled: boolean
  closedReason: string | null
  lastOkAt: Date | null
  lastErrorAt: Date | null
  clockOffsetMs: number | null
}

/** How an account stands, the most pressing first. `failing` means its latest call failed, nothing more. */
export function judgeHealth(facts: HealthFacts): HealthState {
  if (!facts.isEnabled) return 'disabled'
  if (facts.closedReason !== null) return 'closed'
  if (facts.lastErrorAt && (!facts.lastOkAt || facts.lastErrorAt > facts.lastOkAt)) return 'failing'
  if (facts.clockOffsetMs !== null && Math.abs(facts.clockOffsetMs) > CLOCK_WARNING_MS) return 'clock'
  return facts.lastOkAt ? 'healthy' : 'untried'
}
