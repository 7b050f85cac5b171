import { describe, expect, it } from 'vitest'
import { countDays, listMonthTicks, placeOnRibbon } from '@/components/operation/ribbon-scale'

const now = new Date('2026-11-21T06:00:00Z')

describe('the expiry ribbon', () => {
  it('places moments in proportion and never outside', () => {
    const until = new Date('2026-12-01T06:00:00Z')
    expect(placeOnRibbon(now, until, new Date('2026-11-26T06:00:00Z'))).toBeCloseTo(0.5)
    expect(placeOnRibbon(now, until, new Date('2030-01-01T00:00:00Z'))).toBe(1)
    expect(placeOnRibbon(now, until, new Date('2020-01-01T00:00:00Z'))).toBe(0)
  })

  it('draws nothing along a scale of no length', () => {
    expect(placeOnRibbon(now, now, now)).toBe(0)
    expect(listMonthTicks(now, now)).toEqual([])
  })

  it('puts months at Beijing midnight', () => {
    const ticks = listMonthTicks(now, new Date('2027-03-31T15:59:00Z'))
    expect(ticks.map((tick) => `${tick.year}-${tick.month}`)).toEqual(['2026-12', '2027-1', '2027-2', '2027-3'])
    const untilFirst = new Date('2026-11-30T16:00:00Z')
    expect(listMonthTicks(now, untilFirst)).toEqual([])
  })

  it('keeps at most a dozen ticks over ten years, each a January', () => {
    const ticks = listMonthTicks(now, new Date('2036-11-21T06:00:00Z'))
    expect(ticks.length).toBeLessThanOrEqual(12)
    expect(ticks.every((tick) => tick.month === 1)).toBe(true)
  })

  it('counts whole days that remain, and the past as negative', () => {
    expect(countDays(now, new Date('2026-11-22T05:59:00Z'))).toBe(0)
    expect(countDays(now, new Date('2027-03-31T15:59:00Z'))).toBe(130)
    expect(countDays(now, new Date('2026-11-21T05:59:00Z'))).toBe(-1)
  })
})
