import { describe, expect, it } from 'vitest'
import { parsePastedAppids, parsePastedIds } from '@/lib/grants/pasted-schema'
import {
  earliestExpiry,
  expiryProblem,
  FLOOR_MARGIN_MS,
  FLOOR_MS,
  grantInput,
  planQuery,
  presetExpiry,
} from '@/lib/grants/schema'

const now = Date.parse('2026-11-21T14:00:30+08:00')
const valid = {
  connectionId: '0190a1b2-0000-7000-8000-000000000001',
  dramaIds: ['100200'],
  appids: ['wx1a2b3c4d5e6f7a8b'],
  expiry: { kind: 'permanent' },
  reason: '合同 118',
  planKey: 'k',
  confirmedCount: 1,
  requestKey: '0190a1b2-0000-4000-8000-000000000002',
}

describe('the expiry floor', () => {
  it('is the first whole minute seven days and ten minutes ahead', () => {
    expect(earliestExpiry(now).toISOString()).toBe('2026-11-28T06:11:00.000Z')
    expect(earliestExpiry(now).getTime()).toBeGreaterThanOrEqual(now + FLOOR_MS + FLOOR_MARGIN_MS)
  })

  it.each([
    ['2026-11-28 14:10', 'underFloor'],
    ['2026-11-28 14:11', null],
    ['2025-01-01 00:00', 'underFloor'],
    ['2026-02-30 10:00', 'badDate'],
    ['2026-12-01', 'badDate'],
    ['next year', 'badDate'],
    ['', 'required'],
    ['2286-11-21 01:46', null],
    ['2286-11-21 01:47', 'tooFar'],
  ])('%s gives %s, in Beijing whatever the machine thinks', (text, problem) => {
    expect(expiryProblem(text, now)).toBe(problem)
  })
})

describe('presets', () => {
  it.each([
    ['thirtyDays', '2026-11-21T14:00:00+08:00', '2026-12-21 23:59'],
    ['quarterEnd', '2026-11-21T14:00:00+08:00', '2026-12-31 23:59'],
    ['quarterEnd', '2026-12-28T14:00:00+08:00', '2027-03-31 23:59'],
    ['yearEnd', '2026-11-21T14:00:00+08:00', '2026-12-31 23:59'],
    ['yearEnd', '2026-12-31T23:00:00+08:00', '2027-12-31 23:59'],
    ['quarterEnd', '2026-12-31T17:30:00Z', '2027-03-31 23:59'],
  ] as const)('%s at %s is %s', (preset, at, text) => {
    expect(presetExpiry(preset, Date.parse(at))).toBe(text)
    expect(expiryProblem(text, Date.parse(at))).toBeNull()
  })
})

describe('pasted ids', () => {
  it('are read through full-width digits and any separator, repeats counted once', () => {
    expect(parsePastedIds('１００２００，100201\t100200、100202；\n 2921020570379436032')).toEqual({
      ids: ['100200', '100201', '100202', '2921020570379436032'],
      duplicates: 1,
      others: [],
    })
  })

  it('that are no ids are named and not guessed at', () => {
    expect(parsePastedIds('长安旧梦 0100 -5 1e3 99999999999999999999 第2季 80集')).toEqual({
      ids: [],
      duplicates: 0,
      others: ['长安旧梦', '0100', '-5', '1e3', '99999999999999999999', '第2季', '80集'],
    })
  })

  it.each([
    ['a chat with names in book quotes', '《长安旧梦》（100200）、「夜航」100201', ['100200', '100201']],
    [
      'cells in quotes, and zeros of a number format',
      '"100200"\t\'100201\'\r\n100202.0',
      ['100200', '100201', '100202'],
    ],
    [
      'ids glued to names and labels',
      '长安旧梦100200 ID:100201 id100202 100203归雁入塞',
      ['100200', '100201', '100202', '100203'],
    ],
    ['what a chat hides between digits', '\u200b100200\ufeff\u2060', ['100200']],
  ])('are found in %s', (_name, text, ids) => {
    expect(parsePastedIds(text).ids).toEqual(ids)
  })
})

describe('pasted appids', () => {
  it('are taken in any case and out of any sentence; one that is broken is not', () => {
    const text = '星河剧场：ＷＸ1a2b3c4d5e6f7a8b，wx1a2b3c4d5e6f7a8b appid=wx00000000000000aa wx123 备注'
    expect(parsePastedAppids(text)).toEqual({
      ids: ['wx1a2b3c4d5e6f7a8b', 'wx00000000000000aa'],
      duplicates: 1,
      others: ['星河剧场', 'wx123', '备注'],
    })
  })
})

describe('the input of a grant', () => {
  it('counts each drama and licensee once', () => {
    const parsed = grantInput.parse({ ...valid, dramaIds: ['1', '2', '1'] })
    expect(parsed.dramaIds).toEqual(['1', '2'])
  })

  it.each([
    [{ dramaIds: [] }, 'dramaIds'],
    [{ dramaIds: ['1 or 1'] }, 'dramaIds'],
    [{ dramaIds: [100200] }, 'dramaIds'],
    [{ appids: ['wx1A2B3C4D5E6F7A8B'] }, 'appids'],
    [{ appids: ['gh_1a2b3c4d5e6f'] }, 'appids'],
    [{ expiry: { kind: 'date', at: '2020-01-01 00:00' } }, 'expiry'],
    [{ expiry: { kind: 'forever' } }, 'expiry'],
    [{ reason: ' x ' }, 'reason'],
    [{ reason: '😀'.repeat(501) }, 'reason'],
    [{ requestKey: 'again' }, 'requestKey'],
    [{ more: true }, ''],
  ])('refuses %j', (change, field) => {
    const parsed = grantInput.safeParse({ ...valid, ...change })
    expect(parsed.success).toBe(false)
    expect(parsed.error?.issues[0]?.path[0] ?? '').toBe(field)
  })

  it('counts a reason in characters as people see them', () => {
    expect(grantInput.safeParse({ ...valid, reason: '😀'.repeat(500) }).success).toBe(true)
  })

  it('reads the same choice from a query string', () => {
    const query = {
      connection: valid.connectionId,
      dramas: '100200,100201',
      licensees: 'wx1a2b3c4d5e6f7a8b',
      expiry: 'permanent',
    }
    expect(planQuery.parse(query)).toMatchObject({ dramaIds: ['100200', '100201'], expiry: { kind: 'permanent' } })
    expect(planQuery.safeParse({ ...query, dramas: '100200,,' }).success).toBe(false)
  })
})
