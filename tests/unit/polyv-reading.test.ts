import { describe, expect, it } from 'vitest'
import { conditionRowSchema, readRank } from '@/lib/polyv/conditions-row'
import { fenFromReading, fenFromYuan, yuanFromFen } from '@/lib/polyv/price'

const read = (row: Record<string, unknown>) => readRank(1, conditionRowSchema.parse({ rank: 1, enabled: 'Y', ...row }))

describe('reading a rank', () => {
  it.each([
    ['none', 'public', 'public', null],
    ['none', 'wx', 'wx', null],
    ['none', null, null, 'none'],
    ['wxshare', null, null, 'wxshare'],
    ['phone', null, 'phone', null],
    [null, null, null, null],
    ['newcomer', '', null, 'newcomer'],
  ])('%s + %s reads as %s (unsupported: %s)', (authType, subAuthType, type, unsupportedType) => {
    expect(read({ authType, subAuthType })).toMatchObject({ type, unsupportedType })
  })

  it('takes an off rank that says none for one never given a type', () => {
    expect(read({ enabled: 'N', authType: 'none' })).toMatchObject({
      enabled: false,
      type: null,
      unsupportedType: null,
    })
    expect(read({ enabled: 'N', authType: 'wxshare' })).toMatchObject({ type: null, unsupportedType: 'wxshare' })
  })

  it('turns milliseconds into a Beijing minute whatever the zone of this machine', () => {
    const { settings } = read({ authType: 'pay', watchEndTime: 1_767_225_540_000 })
    expect(settings.pay.validity).toEqual({ kind: 'until', until: '2026-01-01 07:59' })
  })

  it.each([
    ['2026-12-31 23:59', null, { kind: 'until', until: '2026-12-31 23:59' }],
    [null, '7', { kind: 'days', days: 7 }],
    [null, 0, { kind: 'permanent' }],
    ['', '', { kind: 'permanent' }],
    [1_767_225_540_000, 7, { kind: 'until', until: '2026-01-01 07:59' }],
  ])('validity of %s and %s', (watchEndTime, validTimePeriod, expected) => {
    expect(read({ authType: 'pay', watchEndTime, validTimePeriod }).settings.pay.validity).toEqual(expected)
  })

  it('keeps residue of a former type out of the active one', () => {
    const reading = read({ authType: 'phone', authTips: '会员专场', authCode: 'old12345' })
    expect(reading.type).toBe('phone')
    expect(reading.settings.phone.title).toBe('会员专场')
    expect(reading.settings.code.authCode?.reveal()).toBe('old12345')
  })

  it('never prints a secret', () => {
    const reading = read({
      authType: 'code',
      authCode: 'hunter22',
      customKey: 'ck',
      externalKey: 'ek',
      directKey: 'dk',
    })
    expect(JSON.stringify(reading)).not.toMatch(/hunter22|"ck"|"ek"|"dk"/)
  })

  it('tells an unset value from one the answer has no key for', () => {
    const reading = read({ authType: 'code', authCode: null, qcodeTips: '' })
    expect(reading.unreadable).not.toContain('code.authCode')
    expect(reading.unreadable).not.toContain('code.hint')
    expect(reading.unreadable).toContain('phone.once')
    expect(reading.unreadable).toContain('privacy.enabled')
  })

  it('keeps a protocol-relative image as it is stored', () => {
    expect(read({ authType: 'code', qcodeImg: '//img.example.cn/a.png' }).settings.code.imageUrl).toBe(
      '//img.example.cn/a.png',
    )
  })

  it('finds the notice in the template shape too', () => {
    const privacyParam = [
      { authType: 'phone', status: 'N', content: 'x' },
      { authType: 'code', status: 'Y', content: '<p>y</p>' },
    ]
    expect(read({ authType: 'code', privacyParam }).privacy).toEqual({ enabled: true, content: '<p>y</p>' })
  })
})

describe('prices', () => {
  it.each([
    ['19.9', 1990],
    ['19.90', 1990],
    ['0.01', 1],
    ['99999.99', 9_999_999],
    ['7', 700],
    ['0.29', 29],
    ['1.1', 110],
  ])('%s yuan is %i fen', (text, fen) => {
    expect(fenFromYuan(text)).toBe(fen)
    expect(fenFromYuan(String(yuanFromFen(fen)))).toBe(fen)
  })

  it.each(['19.955', '-1', '1e3', '', '１９', '1,000', '.5', '1.', 'NaN'])('%s is no price', (text) => {
    expect(fenFromYuan(text)).toBeNull()
  })

  it('survives every fen up to a thousand yuan on the wire with at most two decimals', () => {
    for (let fen = 1; fen <= 100_000; fen += 1) {
      const text = JSON.stringify(yuanFromFen(fen))
      if (!/^\d+(\.\d{1,2})?$/.test(text) || fenFromYuan(text) !== fen) throw new Error(`${fen} became ${text}`)
    }
  })

  it('rounds the noise of a float read back', () => {
    expect(fenFromReading(19.900000000000002)).toBe(1990)
    expect(fenFromReading('19.9')).toBe(1990)
    expect(fenFromReading(null)).toBeNull()
  })
})
