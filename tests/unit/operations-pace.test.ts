import { describe, expect, it } from 'vitest'
import { callsLeft, predictMs, usualGapMs } from '@/lib/operations/pace'
import { type Tally, tallyCounts } from '@/lib/operations/tally'

describe('how long it will take', () => {
  it('is the calls over the limit of the account before anything was measured', () => {
    expect(predictMs({ calls: 30, callsPerSecond: 2 })).toBe(15_000)
    expect(predictMs({ calls: 0, callsPerSecond: 2 })).toBe(0)
  })

  it('is never less than calls that follow one another take', () => {
    expect(predictMs({ calls: 30, callsPerSecond: 50, callMs: 200 })).toBe(6_000)
    expect(predictMs({ calls: 30, callsPerSecond: 2, callMs: 200 })).toBe(15_000)
  })

  it('takes turns with others on the same account, and no longer than they last', () => {
    expect(predictMs({ calls: 10, callsPerSecond: 2, others: [1_000] })).toBe(10_000)
    expect(predictMs({ calls: 10, callsPerSecond: 2, others: [4, 2] })).toBe(8_000)
  })

  it('believes what was measured, and adds the rest the account asked for', () => {
    expect(predictMs({ calls: 10, callsPerSecond: 2, measuredPerSecond: 1, others: [50] })).toBe(10_000)
    expect(predictMs({ calls: 10, callsPerSecond: 2, measuredPerSecond: 1, pausedMs: 60_000 })).toBe(70_000)
  })

  it('counts a read for what is not sent yet as well', () => {
    expect(callsLeft({ toWrite: 250, toRead: 1_400 }, 100, 1_000)).toBe(5)
    expect(callsLeft({ toWrite: 0, toRead: 0 }, 100, 1_000)).toBe(0)
  })
})

describe('the usual gap between calls', () => {
  it('is not known from a few', () => {
    expect(usualGapMs([])).toBeNull()
    expect(usualGapMs([0, 500, 1_000, 1_500])).toBeNull()
  })

  it('leaves rests out: a restart and a pause are not the pace', () => {
    expect(usualGapMs([0, 500, 1_000, 61_000, 61_500, 62_000, 62_500])).toBe(500)
    expect(usualGapMs([0, 500, 1_000, 2_000, 2_500, 3_000])).toBe(600)
  })
})

describe('tallies', () => {
  const tally = (state: Tally['state'], verdict: Tally['verdict'], wasSent: boolean, items: number): Tally => ({
    state,
    verdict,
    wasSent,
    items,
  })

  it('tell what was sent from what was not, and never call an unknown pending', () => {
    const { counts, ...sums } = tallyCounts([
      tally('queued', '', false, 40),
      tally('queued', '', true, 2),
      tally('in_flight', '', true, 10),
      tally('reconciling', '', true, 3),
      tally('succeeded', 'verified', true, 30),
      tally('cancelled', 'cancelled', false, 7),
      tally('skipped', 'skipped', false, 5),
      tally('blocked', 'blocked', false, 3),
    ])
    expect(counts).toMatchObject({ pending: 52, unknown: 3, verified: 30, cancelled: 7, skipped: 5, blocked: 3 })
    expect(sums).toMatchObject({ total: 100, toSend: 92, sent: 45, settled: 37, unsettled: 55, neverSent: 7 })
  })
})
