import { describe, expect, it } from 'vitest'
import { endOfTonight, judgePreflight } from '@/lib/channels/preflight-judge'
import { stateOf } from '@/lib/channels/preflight-schema'
import { type ConditionRow, readRank } from '@/lib/polyv/conditions-row'

/** 18:00 in Beijing. */
const now = Date.parse('2026-11-26T10:00:00Z')
const off: ConditionRow = { enabled: 'N' }
const around = { whitelists: { primary: null, secondary: null }, hasDrift: false, scheduledAt: [], now }

function judge(first: ConditionRow, second: ConditionRow = off, more: object = {}) {
  const reading = { primary: readRank(1, first), secondary: readRank(2, second), followsDefault: false }
  const checks = judgePreflight(reading, { ...around, ...more })
  return { keys: checks.map(({ key }) => key), state: stateOf({ checks }), checks }
}

describe('what is checked before a session', () => {
  it.each<[string, ConditionRow, ConditionRow, string[], string]>([
    ['no door at all', off, off, ['open_to_all'], 'attention'],
    [
      'a code',
      { enabled: 'Y', authType: 'code', authCode: 'a1', qcodeImg: '//img.example.cn/q.png' },
      off,
      ['code'],
      'ok',
    ],
    ['a code nobody set', { enabled: 'Y', authType: 'code' }, off, ['code_missing', 'qr_missing'], 'fail'],
    ['a price', { enabled: 'Y', authType: 'pay', price: 19.9 }, off, ['price'], 'ok'],
    ['no price', { enabled: 'Y', authType: 'pay', price: 0 }, off, ['price_missing'], 'fail'],
    [
      'a plain address',
      { enabled: 'Y', authType: 'custom', customUri: 'http://a.cn/x', customKey: 'k' },
      off,
      ['url_http'],
      'fail',
    ],
    ['a key nobody set', { enabled: 'Y', authType: 'direct' }, off, ['key_missing'], 'fail'],
    ['a type of the console', { enabled: 'Y', authType: 'wxshare' }, off, ['type_locked'], 'attention'],
    ['a door that is closed', { enabled: 'Y', authType: 'public' }, { enabled: 'N', authType: 'code' }, [], 'ok'],
  ])('%s', (_, first, second, keys, state) => {
    expect(judge(first, second)).toMatchObject({ keys, state })
  })

  it('counts the whitelist of the rank that asks for one', () => {
    const phone = { enabled: 'Y', authType: 'phone' }
    expect(judge(phone, off, { whitelists: { primary: 0, secondary: null } })).toMatchObject({
      keys: ['whitelist_empty'],
      state: 'fail',
    })
    const both = judge({ enabled: 'Y', authType: 'public' }, phone, { whitelists: { primary: null, secondary: 1204 } })
    expect(both.checks).toEqual([{ key: 'whitelist', state: 'ok', rank: 'secondary', value: '1\u202f204' }])
  })

  it.each([
    ['2026-11-26 17:59', 'until_past', 'fail'],
    ['2026-11-26 23:30', 'until_tonight', 'attention'],
    ['2026-11-27 05:59', 'until_tonight', 'attention'],
    ['2026-11-27 06:00', 'until', 'ok'],
  ])('a right that ends at %s is %s', (until, key, state) => {
    const found = judge({ enabled: 'Y', authType: 'pay', price: 9, watchEndTime: until })
    expect(found.keys).toContain(key)
    expect(found.state).toBe(state)
  })

  it('tonight ends at six in the morning, counted from Beijing’s day', () => {
    expect(endOfTonight(Date.parse('2026-11-26T16:30:00Z'))).toBe(Date.parse('2026-11-27T22:00:00Z'))
    expect(endOfTonight(now)).toBe(Date.parse('2026-11-26T22:00:00Z'))
  })

  it('tells of an outside change, of the account default and of what will switch by itself', () => {
    const reading = {
      primary: readRank(1, { enabled: 'Y', authType: 'public' }),
      secondary: readRank(2, off),
      followsDefault: true,
    }
    const checks = judgePreflight(reading, { ...around, hasDrift: true, scheduledAt: ['2026-11-26T14:30:00Z'] })
    expect(checks.map(({ key, value }) => [key, value])).toEqual([
      ['follows_default', ''],
      ['drift', ''],
      ['scheduled', '2026-11-26 22:30'],
    ])
  })
})
