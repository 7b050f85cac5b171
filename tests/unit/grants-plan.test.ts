import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { cellPlans } from '@/lib/grants/schema'

vi.mock('@/lib/env', () => ({ env: { WECHAT_CHUNK_SIZE: 100, WECHAT_CALLS_PER_SECOND: 2 } }))
vi.mock('@/lib/connections/queries', () => ({}))
vi.mock('@/lib/dramas/queries', () => ({}))
vi.mock('@/lib/dramas/sync-dramas', () => ({}))
vi.mock('@/lib/licensees/queries', () => ({}))
vi.mock('@/lib/grants/upstream-reads', () => ({}))
const { classifyCell } = await import('@/lib/grants/classify-cell')
const { summarise } = await import('@/lib/grants/plan')

const now = Date.parse('2026-11-21T06:00:00Z')
const later = now / 1000 + 100 * 86_400
const day = 86_400

describe('a cell', () => {
  it.each([
    ['held by nobody', { held: null, wanted: later }, 'new'],
    ['held until the same second', { held: later, wanted: later }, 'same'],
    ['held until a second earlier', { held: later - 1, wanted: later }, 'extend'],
    ['held longer', { held: later + day, wanted: later }, 'shorten'],
    ['held for good, wanted until a date', { held: 0, wanted: later }, 'shorten'],
    ['held until a date, wanted for good', { held: later, wanted: 0 }, 'extend'],
    ['held for good, wanted for good', { held: 0, wanted: 0 }, 'same'],
    ['lapsed', { held: now / 1000 - 1, wanted: later }, 'new'],
    ['lapsed, wanted for good', { held: now / 1000 - 1, wanted: 0 }, 'new'],
  ])('%s', (_name, cell, plan) => {
    expect(classifyCell({ obstacle: null, now, ...cell })).toBe(plan)
  })

  it('of a drama with an obstacle is blocked whatever is held', () => {
    fc.assert(
      fc.property(fc.option(fc.nat()), fc.nat(), (held, wanted) => {
        expect(classifyCell({ obstacle: 'not_passed', held, wanted, now })).toBe('blocked')
      }),
    )
  })
})

const dramas = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ dramaId: String(index + 1), name: 'd', cause: null }))
const licensee = (appid: string, cells: string) => ({
  appid,
  name: appid,
  cells,
  hasAccountGrant: false,
  lastRefusalCode: null,
})

describe('a summary', () => {
  it('counts calls per licensee, whole and broken hundreds, and leaves out who gets nothing', () => {
    const plan = summarise(
      dramas(201),
      [
        licensee('a', 'n'.repeat(201)),
        licensee('b', `${'='.repeat(101)}${'e'.repeat(100)}`),
        licensee('c', '='.repeat(201)),
      ],
      {},
      0,
      2,
    )
    expect(plan).toMatchObject({ toSend: 301, calls: 4, reads: 2, predictedMs: 3000 })
    expect(plan.counts).toEqual({ new: 201, extend: 100, shorten: 0, same: 302, blocked: 0 })
  })

  it('counts every cell once', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[nes=x]{7}$/), { maxLength: 9 }), (rows) => {
        const { counts } = summarise(
          dramas(7),
          rows.map((cells, index) => licensee(String(index), cells)),
          {},
          0,
          2,
        )
        expect(cellPlans.reduce((sum, plan) => sum + counts[plan], 0)).toBe(rows.length * 7)
      }),
    )
  })

  it('has another key as soon as anything it starts from differs', () => {
    const key = (cells: string, held: Record<string, number>, wanted: number) =>
      summarise(dramas(2), [licensee('a', cells)], held, wanted, 2).planKey
    const keys = [key('nn', {}, 0), key('en', { '1@a': 5 }, 0), key('en', { '1@a': 6 }, 0), key('nn', {}, later)]
    expect(new Set(keys).size).toBe(4)
    expect(key('nn', {}, 0)).toBe(keys[0])
  })
})
