import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addRows, checkSlipRow } from '@/lib/grants/slip-import-schema'

const A = 'wx00000000000000aa'
const B = 'wx00000000000000bb'
const row = (dramaId: string | null, appid: string | null) => ({ dramaId, appid, expiry: null })

describe('a row of a sheet', () => {
  it.each([
    [
      'a pair with full-width digits and an AppID in capitals',
      { dramaId: ' １００２００ ', appid: 'WX00000000000000AA', expiry: '2027年3月31日' },
      { dramaId: '100200', appid: A, expiry: '2027-03-31 23:59' },
    ],
    ['a drama alone', { dramaId: '100200', appid: '', expiry: '' }, { dramaId: '100200', appid: null, expiry: null }],
    [
      'a licensee for good',
      { dramaId: '', appid: A, expiry: '永久' },
      { dramaId: null, appid: A, expiry: 'permanent' },
    ],
    [
      'an expiry with its minute',
      { dramaId: '1', appid: '', expiry: '2027/3/31 18:00' },
      { dramaId: '1', appid: null, expiry: '2027-03-31 18:00' },
    ],
  ])('may be %s', (_name, values, value) => {
    expect(checkSlipRow(values).value).toEqual(value)
  })

  it.each([
    ['nothing', { dramaId: '', appid: '', expiry: '' }, { dramaId: 'needOne' }],
    ['an id with a letter', { dramaId: '10o200', appid: A, expiry: '' }, { dramaId: 'dramaId' }],
    ['an AppID that is too short', { dramaId: '1', appid: 'wx12', expiry: '' }, { appid: 'appid' }],
    ['a day that is two days', { dramaId: '1', appid: '', expiry: '03/04/2027' }, { expiry: 'ambiguousDate' }],
    ['a day that is none', { dramaId: '1', appid: '', expiry: '2027-02-30' }, { expiry: 'badDate' }],
  ])('is refused with %s, on its cell', (_name, values, problems) => {
    expect(checkSlipRow(values)).toEqual({ problems })
  })
})

describe('rows onto a slip', () => {
  it('make exactly the cells that were asked for', () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 6 }).map(String), fc.constantFrom(A, B))
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1 }), (pairs) => {
        const next = addRows(
          { dramaIds: [], appids: [], removed: new Map() },
          pairs.map(([dramaId, appid]) => row(dramaId, appid)),
        )
        const cells = next.dramaIds.flatMap((dramaId) =>
          next.appids.filter((appid) => !next.removed.get(appid)?.has(dramaId)).map((appid) => `${dramaId}@${appid}`),
        )
        expect(new Set(cells)).toEqual(new Set(pairs.map((one) => one.join('@'))))
      }),
    )
  })

  it('leave what was chosen and taken out before as it was', () => {
    const before = { dramaIds: ['1', '2'], appids: [A], removed: new Map([[A, new Set(['2'])]]) }
    const next = addRows(before, [row('3', B)])
    expect([...(next.removed.get(A) ?? [])]).toEqual(['2', '3'])
    expect([...(next.removed.get(B) ?? [])]).toEqual(['1', '2'])
  })

  it('give a drama alone to every licensee and a licensee alone every drama', () => {
    const before = { dramaIds: ['1'], appids: [A], removed: new Map() }
    expect(addRows(before, [row('2', null), row(null, B)]).removed.size).toBe(0)
  })
})
