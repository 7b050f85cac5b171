import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyCell } from '@/lib/grants/classify-cell'
import { decodeMatrix, encodeMatrix, type GrantPlan, NOT_HELD, type PlanMatrix } from '@/lib/grants/plan-schema'
import { markRemoved, summarisePlan } from '@/lib/grants/plan-summary-schema'
import { type BlockCause, cellLetters, cellPlans, planOfLetter } from '@/lib/grants/schema'
import { packRemoved, unpackRemoved } from '@/lib/grants/slip-schema'

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

const dramas = (count: number, cause: BlockCause | null = null) =>
  Array.from({ length: count }, (_, index) => ({ dramaId: String(index + 1), name: 'd', cause }))
const licensees = (count: number) => Array.from({ length: count }, (_, index) => ({ appid: `wx${index}` }))
const matrixOf = (rows: readonly string[]): PlanMatrix => {
  const letters = rows.join('')
  return {
    cells: Uint8Array.from(letters, (letter) => cellPlans.indexOf(planOfLetter(letter))),
    held: new Float64Array(letters.length).fill(NOT_HELD),
  }
}
const pace = { chunkSize: 100, callsPerSecond: 2 }

describe('a summary', () => {
  it('counts calls per licensee, whole and broken hundreds, and leaves out who gets nothing', () => {
    const matrix = matrixOf(['n'.repeat(201), `${'='.repeat(101)}${'e'.repeat(100)}`, '='.repeat(201)])
    const plan = summarisePlan({ dramas: dramas(201), matrix, ...pace }, null)
    expect(plan).toMatchObject({ toSend: 301, calls: 4, reads: 2, predictedMs: 3000 })
    expect(plan.counts).toEqual({ new: 201, extend: 100, shorten: 0, same: 302, blocked: 0 })
  })

  it('counts every cell once, taken out or not', () => {
    const rows = fc.array(fc.stringMatching(/^[nes=x]{7}$/), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.boolean()), (letters, coins) => {
        const removed = Uint8Array.from({ length: letters.length * 7 }, () => (coins.next().value ? 1 : 0))
        const plan = summarisePlan({ dramas: dramas(7), matrix: matrixOf(letters), ...pace }, removed)
        expect(cellPlans.reduce((sum, name) => sum + plan.counts[name], plan.removed)).toBe(letters.length * 7)
      }),
    )
  })

  it('names a cause for blocked cells that are still on the slip, and for no others', () => {
    const blocked = dramas(2, 'not_passed')
    const matrix = matrixOf(['xx', 'xx'])
    const out = markRemoved(
      blocked,
      licensees(2),
      new Map([
        ['wx0', new Set(['1'])],
        ['wx1', new Set(['1'])],
      ]),
    )
    expect(summarisePlan({ dramas: blocked, matrix, ...pace }, out).causes).toEqual([
      { cause: 'not_passed', dramas: 1, cells: 2 },
    ])
  })

  it('sends nothing for a licensee whose cells were all taken out', () => {
    const out = markRemoved(dramas(2), licensees(2), new Map([['wx1', new Set(['1', '2'])]]))
    expect(summarisePlan({ dramas: dramas(2), matrix: matrixOf(['nn', 'nn']), ...pace }, out)).toMatchObject({
      toSend: 2,
      removed: 2,
      calls: 1,
    })
  })
})

describe('a plan on the wire', () => {
  const cell = fc.record({
    letter: fc.constantFrom(...Object.values(cellLetters)),
    held: fc.constantFrom(NOT_HELD, 0, 1_800_000_000, 1_900_000_001),
  })
  it('is the same matrix after it crossed', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 5 }),
        fc.integer({ min: 1, max: 30 }),
        fc.infiniteStream(cell),
        (columns, rows, stream) => {
          const cells = Array.from({ length: columns * rows }, () => stream.next().value)
          const matrix: PlanMatrix = {
            cells: Uint8Array.from(cells, ({ letter }) => cellPlans.indexOf(planOfLetter(letter))),
            held: Float64Array.from(cells, ({ held }) => held),
          }
          const wire = encodeMatrix(matrix, rows)
          const plan = {
            dramas: dramas(rows),
            licensees: licensees(columns).map((licensee, place) => ({ ...licensee, ...wire.rows[place] })),
            times: wire.times,
          }
          expect(decodeMatrix(JSON.parse(JSON.stringify(plan)) as GrantPlan)).toEqual(matrix)
        },
      ),
    )
  })

  it('of 100 000 equal cells is a few bytes a licensee', () => {
    const matrix = matrixOf(Array(200).fill('n'.repeat(500)))
    expect(JSON.stringify(encodeMatrix(matrix, 500)).length).toBeLessThan(10_000)
  })
})

describe('what was taken out', () => {
  it('comes back as it was saved, without what left the slip since', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 40 }).map(String)),
        fc.subarray(Array.from({ length: 40 }, (_, index) => String(index + 1))),
        (dramaIds, gone) => {
          const removed = packRemoved(
            dramaIds,
            ['wx0'],
            new Map([
              ['wx0', new Set(gone)],
              ['wx9', new Set(gone)],
            ]),
          )
          const expected = dramaIds.filter((dramaId) => gone.includes(dramaId))
          expect([...(unpackRemoved({ dramaIds, removed }).get('wx0') ?? [])]).toEqual(expected)
          expect(removed.wx9).toBeUndefined()
        },
      ),
    )
  })
})
