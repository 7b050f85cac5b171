import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasValue, toggleValue, toTerms } from '@/lib/audit/query-edits'
import { MOST_CHARACTERS, MOST_VALUES, parseQuery } from '@/lib/audit/query-parser'
import { printQuery, type Term } from '@/lib/audit/query-terms'
import { readTimeRange } from '@/lib/audit/query-time'
import { canonicalValue, queryKeys } from '@/lib/audit/query-words'

const text = (...words: string[]): Term[] => words.map((word) => ({ key: 'text', values: [word], isExcluded: false }))

describe('reading a query', () => {
  it.each([
    [
      'actor:运营甲 outcome:failed',
      [
        { key: 'actor', values: ['运营甲'] },
        { key: 'outcome', values: ['failed'] },
      ],
    ],
    [
      '人员：运营甲 结果:失败,未知',
      [
        { key: 'actor', values: ['运营甲'] },
        { key: 'outcome', values: ['failed', 'unknown'] },
      ],
    ],
    [
      'time:7d action:grant.*,channel.*',
      [
        { key: 'created', values: ['7d'] },
        { key: 'action', values: ['grant.*', 'channel.*'] },
      ],
    ],
    [
      '剧目:"长安 旧梦"　频道：7988182',
      [
        { key: 'drama', values: ['长安 旧梦'] },
        { key: 'channel', values: ['7988182'] },
      ],
    ],
    ['target:channel:7988182', [{ key: 'target', values: ['channel:7988182'] }]],
    ['created:2026-11-20..2026-11-21', [{ key: 'created', values: ['2026-11-20..2026-11-21'] }]],
  ])('%s', (written, terms) => {
    expect(parseQuery(written)).toEqual({ terms: terms.map((term) => ({ ...term, isExcluded: false })), problems: [] })
  })

  it('takes a leading minus as leaving out, and a minus inside a word as itself', () => {
    expect(parseQuery('-ip:1.2.3.4 -"合同 118" HT-2026-118 -').terms).toEqual([
      { key: 'ip', values: ['1.2.3.4'], isExcluded: true },
      { key: 'text', values: ['合同 118'], isExcluded: true },
      ...text('HT-2026-118', '-'),
    ])
  })

  it('looks for what is no condition as text, and says so', () => {
    expect(parseQuery('colour:red')).toEqual({
      terms: text('colour:red'),
      problems: [{ kind: 'unknownKey', word: 'colour' }],
    })
    expect(parseQuery('"合同 118')).toEqual({ terms: text('合同 118'), problems: [{ kind: 'unclosed' }] })
    expect(parseQuery('actor: 甲')).toEqual({
      terms: text('甲'),
      problems: [{ kind: 'emptyKey', word: 'actor', key: 'actor' }],
    })
    expect(parseQuery('__proto__:x constructor:y').terms).toEqual(text('__proto__:x', 'constructor:y'))
  })

  it.each([
    '=HYPERLINK("http://x","y")',
    '\u202Egnp.exe',
    '\u001b[31mred',
    '<img src=x onerror=alert(1)>',
    "' or 1=1 --",
    '\u0000',
    '\\',
    '"""',
    '-:-',
    ':::',
  ])('takes hostile text as text: %j', (written) => {
    const { terms } = parseQuery(written)
    expect(terms.every(({ key }) => key === 'text')).toBe(true)
    expect(parseQuery(printQuery(terms)).terms).toEqual(terms)
  })

  it('keeps each value once, and no more of them than one statement can ask for', () => {
    expect(parseQuery('drama:甲,乙,甲 结果:失败,failed').terms.map(({ values }) => values)).toEqual([
      ['甲', '乙'],
      ['failed'],
    ])
    expect(parseQuery(`drama:${'甲,乙,'.repeat(900)}`).problems).toEqual([])
    const many = Array.from({ length: 900 }, (_, at) => `${at}`)
    const { terms, problems } = parseQuery(`outcome:failed,denied drama:${many.join(',')} 合同`)
    expect(terms.map(({ values }) => values)).toEqual([['failed', 'denied'], many.slice(0, MOST_VALUES - 2)])
    expect(problems.map(({ kind }) => kind)).toEqual(['tooMany', 'tooLong'])
    expect(parseQuery(printQuery(terms))).toEqual({ terms, problems: [] })
  })

  it.each([
    `“${'"'.repeat(3_990)}”`,
    `合同 ${'“"”'.repeat(1_300)}`,
    `"${'甲 '.repeat(2_000)}`,
    `drama:${Array.from({ length: 50 }, (_, at) => `“${'"'.repeat(70)}${at}”`)}`,
  ])('keeps nothing that is too long in print to be read again', (written) => {
    const { terms, problems } = parseQuery(written)
    expect(problems).toContainEqual({ kind: 'tooLong' })
    expect(printQuery(terms).length).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(parseQuery(printQuery(terms))).toEqual({ terms, problems: [] })
  })

  it('reads no further than it keeps, and each letter a fixed number of times', () => {
    const long = '"a:,\\'.repeat(25_000)
    let reads = 0
    const charAt = String.prototype.charAt
    String.prototype.charAt = function count(this: string, place: number) {
      reads += 1
      return charAt.call(this, place)
    }
    try {
      const { terms, problems } = parseQuery(long)
      expect(terms.length).toBeLessThanOrEqual(MOST_VALUES)
      expect(problems).toContainEqual({ kind: 'tooLong' })
    } finally {
      String.prototype.charAt = charAt
    }
    expect(reads).toBeLessThan(12 * MOST_CHARACTERS)
  })
})

const value = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  fc.string({
    minLength: 1,
    maxLength: 12,
    unit: fc.constantFrom(
      '"',
      '\\',
      ',',
      '，',
      ':',
      '：',
      ' ',
      '-',
      '“',
      '”',
      '「',
      '甲',
      'a',
      '\n',
      '\u202e',
      '\u3000',
      '.',
    ),
  }),
)
const field = fc
  .record({
    key: fc.constantFrom(...queryKeys),
    values: fc.array(value, { minLength: 1, maxLength: 4 }),
    isExcluded: fc.boolean(),
  })
  .map(
    ({ key, values, isExcluded }) =>
      ({ key, values: [...new Set(values.map((one) => canonicalValue(key, one)))], isExcluded }) as Term,
  )
const words = fc.record({ key: fc.constant('text' as const), values: fc.tuple(value), isExcluded: fc.boolean() })

describe('writing a query', () => {
  it('loses nothing: what is printed reads as the same terms, in 10,000 queries', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(field, words), { maxLength: 8 }), (terms) => {
        const read = parseQuery(printQuery(terms as Term[]))
        expect(read.terms).toEqual(terms)
        expect(printQuery(read.terms)).toBe(printQuery(terms as Term[]))
      }),
      { numRuns: 10_000 },
    )
  })

  it('reads any text at all, however long, and the same the second time', () => {
    const letter = fc.constantFrom(...'"\\,:- 结果actor：“”失败x')
    const long = fc
      .tuple(
        fc.string({ maxLength: 30, unit: letter }),
        fc.string({ minLength: 1, maxLength: 9, unit: letter }),
        fc.nat(2_000),
      )
      .map(([start, piece, times]) => start + piece.repeat(times))
    fc.assert(
      fc.property(fc.oneof({ weight: 20, arbitrary: fc.string({ maxLength: 400, unit: letter }) }, long), (written) => {
        const printed = printQuery(parseQuery(written).terms)
        expect(printed.length).toBeLessThanOrEqual(MOST_CHARACTERS)
        expect(parseQuery(printed).terms).toEqual(parseQuery(written).terms)
      }),
      { numRuns: 5_000 },
    )
  })

  it('takes a value in and out again', () => {
    const one = toTerms({ actor: '甲', text: '合同' })
    const two = toggleValue(one, 'actor', '乙')
    expect(printQuery(two)).toBe('actor:甲,乙 合同')
    expect(hasValue(two, 'actor', '乙')).toBe(true)
    expect(printQuery(toggleValue(toggleValue(two, 'actor', '甲'), 'actor', '乙'))).toBe('合同')
    expect(printQuery(toggleValue(one, 'outcome', 'failed'))).toBe('actor:甲 合同 outcome:failed')
    const single = toTerms({ target: 'channel:7983898' })
    expect(printQuery(toggleValue(single, 'target', 'drama'))).toBe('target:drama')
    expect(printQuery(toggleValue(toTerms({ target: ['drama', 'channel'] }), 'target', 'drama'))).toBe('target:channel')
  })
})

describe('times', () => {
  const now = Date.parse('2026-11-21T14:00:00+08:00')
  const beijing = (written: string) => new Date(`${written}+08:00`)

  it.each([
    ['2026-11-20', { from: beijing('2026-11-20T00:00:00'), until: beijing('2026-11-21T00:00:00') }],
    ['2026-11-20..2026-11-21', { from: beijing('2026-11-20T00:00:00'), until: beijing('2026-11-22T00:00:00') }],
    ['2026-11-20T14:02..*', { from: beijing('2026-11-20T14:02:00') }],
    ['>2026-11-20', { from: beijing('2026-11-21T00:00:00') }],
    ['>=2026-11-20', { from: beijing('2026-11-20T00:00:00') }],
    ['<2026-11-20', { until: beijing('2026-11-20T00:00:00') }],
    ['<=2026-11-20T14:02', { until: beijing('2026-11-20T14:03:00') }],
    ['7d', { from: new Date(now - 7 * 86_400_000) }],
    ['today', { from: beijing('2026-11-21T00:00:00'), until: beijing('2026-11-22T00:00:00') }],
  ])('%s', (written, range) => expect(readTimeRange(written, now)).toEqual(range))

  it.each([
    '2026-02-30',
    '2026-13-01',
    '99999d',
    '0d',
    '2026-11-21..2026-11-20',
    '..',
    '*..*x',
    '-1d',
    '>',
    'x'.repeat(1_000),
    '275760-09-13',
  ])('nothing for %j', (written) => expect(readTimeRange(written, now)).toBeNull())
})
