import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeAbsence, verdictOf } from '@/lib/operations/states'

const verdict = fc.constantFrom('verified', 'partial', 'mismatch', 'failed', 'unknown', 'cancelled')

describe('verdict of an operation', () => {
  it('says verified only when every item is', () => {
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1 }), (verdicts) => {
        expect(verdictOf(verdicts) === 'verified').toBe(verdicts.every((entry) => entry === 'verified'))
      }),
    )
  })

  it('never hides an unknown item behind another word', () => {
    fc.assert(
      fc.property(fc.array(verdict), (verdicts) => {
        expect(verdictOf([...verdicts, 'unknown'])).toBe('unknown')
      }),
    )
  })

  it('does not depend on the order of items', () => {
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1 }), (verdicts) => {
        expect(verdictOf(verdicts.toReversed())).toBe(verdictOf(verdicts))
      }),
    )
  })

  it('calls a mixture of verified and failed partial, and nothing sent cancelled', () => {
    expect(verdictOf(['verified', 'failed'])).toBe('partial')
    expect(verdictOf(['failed', 'failed'])).toBe('failed')
    expect(verdictOf([])).toBe('cancelled')
  })
})

describe('proof of absence', () => {
  const times = fc.record({
    sentAt: fc.integer({ min: 0, max: 1_000_000 }),
    waited: fc.integer({ min: 0, max: 400_000 }),
    firstReadAfter: fc.option(fc.integer({ min: 0, max: 400_000 })),
    lateApplyWindowMs: fc.integer({ min: 0, max: 120_000 }),
    readsGapMs: fc.integer({ min: 0, max: 10_000 }),
  })

  it('is never claimed inside the late-apply window nor on one reading', () => {
    fc.assert(
      fc.property(times, ({ sentAt, waited, firstReadAfter, lateApplyWindowMs, readsGapMs }) => {
        const now = sentAt + waited
        const absentReadAt = firstReadAfter === null ? null : Math.min(now, sentAt + firstReadAfter)
        const judged = judgeAbsence({ now, sentAt, absentReadAt, lateApplyWindowMs, readsGapMs })
        if (judged.proven) {
          expect(waited).toBeGreaterThanOrEqual(lateApplyWindowMs)
          expect(absentReadAt).not.toBeNull()
          expect(now - (absentReadAt ?? now)).toBeGreaterThanOrEqual(readsGapMs)
          expect((absentReadAt ?? 0) - sentAt).toBeGreaterThanOrEqual(lateApplyWindowMs)
        }
      }),
    )
  })

  it('always comes to an end: reading again when told to proves it', () => {
    fc.assert(
      fc.property(times, ({ sentAt, lateApplyWindowMs, readsGapMs }) => {
        let [now, absentReadAt]: [number, number | null] = [sentAt, null]
        for (let reads = 0; reads < 2_000; reads += 1) {
          const judged = judgeAbsence({ now, sentAt, absentReadAt, lateApplyWindowMs, readsGapMs })
          if (judged.proven) return
          if (judged.countsAsFirst) absentReadAt = now
          expect(judged.readAgainAt).toBeGreaterThanOrEqual(now)
          now = judged.readAgainAt
        }
        expect.unreachable('absence was never proven')
      }),
    )
  })
})
