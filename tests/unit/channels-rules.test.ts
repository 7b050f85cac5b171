import { describe, expect, it } from 'vitest'
import {
  type BaseConditions,
  type ConditionsForm,
  type ConditionType,
  type Drafts,
  emptyDrafts,
  toSubmission,
} from '@/lib/channels/form-schema'
import { checkConditions } from '@/lib/channels/rules-schema'
import { baseOf, baseRank, formOf, noSecrets } from './channel-bases'

const NOW = Date.parse('2026-11-21T12:00:00+08:00')

function check(base: BaseConditions, edit: (form: ConditionsForm) => void) {
  const form = formOf(base)
  edit(form)
  return checkConditions(toSubmission(form, base), base, NOW)
}

function switchTo<T extends ConditionType>(type: T, draft: Drafts[T], base = baseOf(baseRank('public'))) {
  return check(base, (form) => {
    form.primary.type = type
    Object.assign(form.primary.drafts[type], draft)
  })
}

describe('rules of one rank', () => {
  it.each<[string, ConditionType, object, string, string]>([
    ['a code of nine', 'code', { authCode: '123456789' }, 'code.authCode', 'codeLength'],
    ['a code with a dash', 'code', { authCode: '12-34' }, 'code.authCode', 'codeCharacters'],
    ['no code at all', 'code', { authCode: '' }, 'code.authCode', 'required'],
    ['an http picture', 'code', { authCode: '1', imageUrl: 'http://a.cn/q.png' }, 'code.imageUrl', 'urlHttps'],
    ['a price of three decimals', 'pay', { title: '票', price: '19.955' }, 'pay.price', 'priceDecimals'],
    ['a price of zero', 'pay', { title: '票', price: '0.00' }, 'pay.price', 'priceRange'],
    ['a price in words', 'pay', { title: '票', price: '十元' }, 'pay.price', 'priceFormat'],
    ['half a day', 'pay', { title: '票', price: '1', validity: 'days', days: '0.5' }, 'pay.days', 'wholeNumber'],
    ['no days', 'pay', { title: '票', price: '1', validity: 'days', days: '' }, 'pay.days', 'required'],
    [
      'a deadline in the past',
      'pay',
      { title: '票', price: '1', validity: 'until', until: '2026-11-21 11:59' },
      'pay.until',
      'datePast',
    ],
    [
      'a thirtieth of February',
      'pay',
      { title: '票', price: '1', validity: 'until', until: '2027-02-30 10:00' },
      'pay.until',
      'dateFormat',
    ],
    ['a title of 21 characters', 'pay', { title: '票'.repeat(21), price: '1' }, 'pay.title', 'tooLong'],
    ['no whitelist title', 'phone', { title: ' ' }, 'phone.title', 'required'],
    ['an http address', 'custom', { customKey: 'k', url: 'http://a.cn/auth' }, 'custom.url', 'urlHttps'],
    ['a query in the address', 'custom', { customKey: 'k', url: 'https://a.cn/auth?x=1' }, 'custom.url', 'urlQuery'],
    ['localhost', 'external', { externalKey: 'k', url: 'https://localhost/in' }, 'external.url', 'urlLocal'],
    ['a relative address', 'external', { externalKey: 'k', url: '/in' }, 'external.url', 'urlAbsolute'],
    ['a key of 65', 'direct', { directKey: 'k'.repeat(65) }, 'direct.directKey', 'tooLong'],
    ['no fields', 'info', { fields: [] }, 'info.fields', 'infoNone'],
    ['zero hours', 'wx', { amount: '0', unit: 'hour' }, 'wx.amount', 'wholeNumber'],
  ])('%s', (_, type, draft, path, key) => {
    expect(switchTo(type, draft as never)).toEqual({ [`primary.drafts.${path}`]: key })
  })

  const option = (options: string[]) => ({
    type: 'option' as const,
    name: '城市',
    options,
    placeholder: '',
    sms: false,
  })
  it.each([
    [['上海,杭州'], 'optionComma'],
    [['上海，杭州'], 'optionComma'],
    [[], 'optionsNone'],
    [Array.from({ length: 9 }, (_, i) => `选${i}`), 'optionsTooMany'],
    [['一二三四五六七八九'], 'optionTooLong'],
    [['上海', '上海 '], 'optionDuplicate'],
  ])('options %j', (options, key) => {
    expect(switchTo('info', { ...emptyDrafts().info, fields: [option(options)] })).toEqual({
      'primary.drafts.info.fields.0.options': key,
    })
  })

  it('counts code points, so eight emoji and eight 汉字 are eight', () => {
    expect(switchTo('info', { ...emptyDrafts().info, fields: [option(['🎬'.repeat(8), '长'.repeat(8)])] })).toEqual({})
    expect(switchTo('phone', { ...emptyDrafts().phone, title: '𠮷'.repeat(20) })).toEqual({})
  })

  it('takes what is good', () => {
    expect(
      switchTo('pay', { title: '单场票', price: '19.9', validity: 'until', days: 'x', until: '2026-11-21 12:01' }),
    ).toEqual({})
    expect(
      switchTo('external', {
        externalKey: 'k',
        url: 'https://a.cn/in',
        redirectUrl: 'https://a.cn/no?from=live',
        showsButton: true,
      }),
    ).toEqual({})
  })

  it('never looks at drafts of other types', () => {
    const errors = check(baseOf(baseRank('public')), (form) => {
      form.primary.drafts.code.authCode = '一二三四五六七八九十'
      form.primary.drafts.pay.price = 'free'
    })
    expect(errors).toEqual({})
  })
})

describe('what the person did not touch', () => {
  const long = baseRank('phone', { phone: { title: '题'.repeat(30), entryText: '', inputHint: '', once: false } })
  it('is not held against them', () => {
    expect(
      check(baseOf(long), (form) => {
        form.primary.drafts.phone.once = true
      }),
    ).toEqual({})
    const http = baseRank(
      'custom',
      { custom: { customKey: '', url: 'http://old.example.cn/a?b=1' } },
      { secrets: { ...noSecrets(), customKey: { isSet: true, setAt: null, length: 40, print: 'p' } } },
    )
    expect(check(baseOf(http), () => undefined)).toEqual({})
    const past = baseRank('pay', {
      pay: { title: '票', price: '9.90', validity: 'until', days: '', until: '2020-01-01 00:00' },
    })
    expect(
      check(baseOf(past), (form) => {
        form.primary.drafts.pay.price = '8.80'
      }),
    ).toEqual({})
  })

  it('is, once they touch it', () => {
    expect(
      check(baseOf(long), (form) => {
        form.primary.drafts.phone.title = '题'.repeat(29)
      }),
    ).toEqual({ 'primary.drafts.phone.title': 'tooLong' })
  })

  it('keeps a stored long code and refuses a new one', () => {
    const stored = baseRank(
      'code',
      {},
      { secrets: { ...noSecrets(), authCode: { isSet: true, setAt: null, length: 12, print: 'p' } } },
    )
    expect(
      check(baseOf(stored), (form) => {
        form.primary.drafts.code.hint = '扫码'
      }),
    ).toEqual({})
    expect(
      check(baseOf(stored), (form) => {
        form.primary.drafts.code.authCode = 'abcdefghi'
      }),
    ).toEqual({ 'primary.drafts.code.authCode': 'codeLength' })
  })
})

describe('rules between the ranks', () => {
  it('refuses a secondary while the primary is off', () => {
    const base = baseOf(baseRank('public'), baseRank('wx', { wx: { amount: '3', unit: 'day' } }))
    expect(
      check(base, (form) => {
        form.primary.enabled = false
      }),
    ).toEqual({ 'secondary.enabled': 'secondaryNeedsPrimary' })
  })

  it('refuses the same type twice', () => {
    const base = baseOf(baseRank('public'), baseRank('wx', { wx: { amount: '3', unit: 'day' } }))
    expect(
      check(base, (form) => {
        form.secondary.type = 'public'
      }),
    ).toEqual({ 'secondary.type': 'sameType' })
  })

  it('allows both off', () => {
    expect(
      check(baseOf(baseRank('public')), (form) => {
        form.primary.enabled = false
      }),
    ).toEqual({})
  })

  it('leaves out a rank whose stored type cannot be written', () => {
    const locked = baseRank(null, {}, { unsupportedType: 'wxshare' })
    locked.form.enabled = true
    const base = baseOf(baseRank('public'), locked)
    expect(toSubmission(formOf(base), base)).toEqual({
      primary: { enabled: true, settings: { type: 'public' } },
      secondary: null,
    })
    expect(check(base, () => undefined)).toEqual({})
  })
})
