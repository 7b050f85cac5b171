import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ConditionType,
  type ConditionWrite,
  conditionTypes,
  type Rank,
  type RankWrite,
} from '@/lib/polyv/conditions'
import { toWireRank, wireRankSchema } from '@/lib/polyv/conditions-wire'
import { Secret } from '@/lib/secrets/secret'
import { allowed, everyElement } from './wire-fields'

const privacy = { enabled: true, content: '<p>仅用于入场核对</p>' }
const full: { [T in ConditionType]: Extract<ConditionWrite, { type: T }> } = {
  public: { type: 'public' },
  wx: { type: 'wx', duration: { amount: 3, unit: 'day' } },
  code: {
    type: 'code',
    authCode: new Secret('888888'),
    hint: '扫码获取',
    imageUrl: 'https://img.example.cn/q.png',
    privacy,
  },
  pay: { type: 'pay', title: '单场票', priceFen: 1990, validity: { kind: 'days', days: 3 }, clears: ['until'] },
  phone: { type: 'phone', title: '请输入会员手机号', entryText: '会员入口', inputHint: '手机号', once: false, privacy },
  info: {
    type: 'info',
    title: '观看登记',
    description: '请如实填写',
    entryText: '登记入口',
    privacy,
    fields: [
      { type: 'mobile', name: '手机', options: ['忽略'], placeholder: '11 位', sms: true },
      { type: 'option', name: '城市', options: ['上海', '杭州'], placeholder: '', sms: true },
    ],
  },
  custom: { type: 'custom', customKey: new Secret('ck-1'), url: 'https://example.cn/auth' },
  external: {
    type: 'external',
    externalKey: new Secret('ek-1'),
    url: 'https://example.cn/in',
    redirectUrl: 'https://example.cn/no',
    showsButton: true,
  },
  direct: { type: 'direct', directKey: new Secret('dk-1') },
}

const pairs = conditionTypes.flatMap((first) =>
  conditionTypes.filter((second) => second !== first).map((second) => [first, second] as const),
)

describe('what one rank sends', () => {
  it('has 72 ordered pairs of different types', () => {
    expect(pairs).toHaveLength(72)
  })

  it.each(pairs)('%s then %s: each rank carries its own type and nothing else', (first, second) => {
    for (const [rank, type] of [
      [1, first],
      [2, second],
    ] as const) {
      const wire = toWireRank({ rank, enabled: true, condition: full[type] })
      expect(wire).toMatchObject({ rank, enabled: 'Y', authType: type })
      expect(Object.keys(wire).sort()).toEqual([...everyElement, ...allowed[type]].sort())
    }
  })

  it('sends only rank and switch when off', () => {
    expect(toWireRank({ rank: 2, enabled: false })).toEqual({ rank: 2, enabled: 'N' })
  })

  it('leaves out what is to be kept and sends an empty text to clear', () => {
    expect(toWireRank({ rank: 1, enabled: true, condition: { type: 'code', hint: '' } })).toEqual({
      rank: 1,
      enabled: 'Y',
      authType: 'code',
      qcodeTips: '',
    })
  })

  it.each([
    [{ kind: 'permanent' }, ['days'], { validTimePeriod: '' }],
    [{ kind: 'permanent' }, [], {}],
    [{ kind: 'days', days: 7 }, ['until'], { validTimePeriod: 7, watchEndTime: '' }],
    [{ kind: 'until', until: '2026-12-31 23:59' }, ['days'], { validTimePeriod: '', watchEndTime: '2026-12-31 23:59' }],
  ] as const)('never sends two live validities: %j clearing %j', (validity, clears, expected) => {
    const condition: ConditionWrite = { type: 'pay', title: '票', priceFen: 990, validity, clears: [...clears] }
    expect(toWireRank({ rank: 1, enabled: true, condition })).toEqual({
      rank: 1,
      enabled: 'Y',
      authType: 'pay',
      payAuthTips: '票',
      price: 9.9,
      ...expected,
    })
  })

  it('keeps sms to mobile rows and joins options with an ASCII comma', () => {
    const wire = toWireRank({ rank: 1, enabled: true, condition: full.info })
    expect('infoFields' in wire && wire.infoFields).toEqual([
      { type: 'mobile', name: '手机', placeholder: '11 位', sms: 'Y' },
      { type: 'option', name: '城市', options: '上海,杭州' },
    ])
  })

  it('refuses at the last gate an element with a key of another type or a channel id', () => {
    expect(wireRankSchema.safeParse({ rank: 1, enabled: 'Y', authType: 'public', authCode: '1' }).success).toBe(false)
    expect(wireRankSchema.safeParse({ rank: 1, enabled: 'N', channelId: '1965681' }).success).toBe(false)
    expect(wireRankSchema.safeParse({ rank: 1, enabled: 'N', authType: 'code' }).success).toBe(false)
  })

  it('writes hours and days in lower case', () => {
    expect(
      toWireRank({ rank: 1, enabled: true, condition: { type: 'wx', duration: { amount: 12, unit: 'hour' } } }),
    ).toMatchObject({ wxAuthExpireValue: '12h' })
  })

  it('any sequence of switches, edits and toggles yields no foreign key', () => {
    const step = fc.record({
      rank: fc.constantFrom<Rank>(1, 2),
      type: fc.constantFrom(...conditionTypes),
      enabled: fc.boolean(),
      text: fc.string({ maxLength: 12 }),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const state = new Map<Rank, RankWrite>()
        for (const { rank, type, enabled, text } of steps) {
          const edited: Record<string, unknown> = { ...full[type] }
          for (const key of ['title', 'hint', 'description']) if (key in edited) edited[key] = text
          state.set(rank, enabled ? { rank, enabled, condition: edited as ConditionWrite } : { rank, enabled })
        }
        for (const write of state.values()) {
          const keys = Object.keys(toWireRank(write))
          const own = write.enabled ? [...everyElement, ...allowed[write.condition.type]] : ['rank', 'enabled']
          expect(keys.filter((key) => !own.includes(key))).toEqual([])
        }
      }),
    )
  })
})
