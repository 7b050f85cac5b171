import type { ItemVerdict } from '@/lib/operations/driver'

const itemStates = [
  'queued',
  'in_flight',
  'succeeded',
  'refused',
  'unknown',
  'reconciling',
  'needs_human',
  'skipped',
  'blocked',
  'cancelled',
] as const
export type ItemState = (typeof itemStates)[number]

export type Verdict = ItemVerdict

/**
 * The verdict over what was to be sent; skipped and blocked items have no part in it.
 * Unknown outranks everything, then mismatch; what is mixed otherwise is partial.
 */
export function verdictOf(verdicts: readonly ItemVerdict[]): Verdict {
  const kinds = new Set(verdicts)
  if (kinds.size === 0) return 'cancelled'
  if (kinds.has('unknown')) return 'unknown'
  if (kinds.has('mismatch')) return 'mismatch'
  const [only] = kinds
  return kinds.size === 1 && only !== undefined ? only : 'partial'
}

type AbsenceInput = {
  now: number
  sentAt: number
  absentReadAt: number | null
  lateApplyWindowMs: number
  readsGapMs: number
}

/**
 * What an "absent" reading of an unknown item proves. A late apply may still land inside the window, so absence counts
 * only after it, and only when two readings at least `readsGapMs` apart agree.
 */
export function judgeAbsence(
  input: AbsenceInput,
): { proven: true } | { proven: false; readAgainAt: number; countsAsFirst: boolean } {
  const windowEnds = input.sentAt + input.lateApplyWindowMs
  if (input.now < windowEnds) {
    const backOff = Math.min(10_000, Math.max(250, (input.now - input.sentAt) / 2))
    return { proven: false, readAgainAt: Math.min(windowEnds, input.now + backOff), countsAsFirst: false }
  }
  if (input.absentReadAt === null || input.absentReadAt < windowEnds) {
    return { proven: false, readAgainAt: input.now + input.readsGapMs, countsAsFirst: true }
  }
  const secondDue = input.absentReadAt + input.readsGapMs
  return input.now >= secondDue ? { proven: true } : { proven: false, readAgainAt: secondDue, countsAsFirst: false }
}
