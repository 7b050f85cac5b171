import { afterAll, describe, expect, it } from 'vitest'
import { type ConditionType, type Drafts, emptyDrafts, toSubmission } from '@/lib/channels/form-schema'
import { checkConditions, limits } from '@/lib/channels/rules-schema'
import { countCodePoints, formatDateTime, parseBeijingDateTime } from '@/lib/format'
import en from '@/lib/i18n/messages/en/channels.json'
import zh from '@/lib/i18n/messages/zh-CN/channels.json'
import { baseOf, baseRank, formOf, noSecrets } from './channel-bases'

const NOW = Date.parse('2026-10-20T12:00:00+08:00')
const row = (more: object = {}) => ({ type: 'text', name: '姓名', options: [], placeholder: '', sms: false, ...more })

/** Of every type a draft that keeps all rules. */
const good: { [T in ConditionType]: Drafts[T] } = {
  ...emptyDrafts(),
  wx: { amount: '3', unit: 'day' },
  code: { authCode: 'vip8', hint: '', imageUrl: '' },
  pay: { title: '单场票', price: '19.90', validity: 'permanent', days: '', until: '' },
  phone: { title: '请输入会员码', entryText: '', inputHint: '', once: false },
  info: { fields: [row() as Drafts['info']['fields'][number]], title: '', description: '', entryText: '' },
  custom: { customKey: 'k', url: 'https://a.cn/in' },
  external: { externalKey: 'k', url: 'https://a.cn/in', redirectUrl: '', showsButton: false },
  direct: { directKey: 'k' },
}

/** What the rules say about one field of a type somebody just switched to. */
function complaint(path: string, value: unknown): Record<string, string> {
  const [type = '', ...rest] = path.split('.')
  const base = baseOf(baseRank('public'))
  const form = formOf(base)
  form.primary.type = type as ConditionType
  form.primary.drafts = structuredClone({ ...form.primary.drafts, [type]: good[type as ConditionType] })
  const draft = form.primary.drafts[type as ConditionType] as Record<string, unknown>
  draft[rest.join('.')] = value
  const found = checkConditions(toSubmission(form, base), base, NOW)
  for (const key of Object.values(found)) {
    expect(zh.errors[key as keyof typeof zh.errors], `${key} in Chinese`).toMatch(/\p{Script=Han}/u)
    expect(en.errors[key as keyof typeof en.errors], `${key} in English`).toMatch(/[a-z]/)
  }
  return Object.fromEntries(Object.entries(found).map(([name, key]) => [name.replace('primary.drafts.', ''), key]))
}

/** One row per limited text, its limit by hand from the reference. */
const texts: [path: string, limit: number][] = [
  ['code.hint', 30],
  ['pay.title', 20],
  ['phone.title', 20],
  ['phone.entryText', 64],
  ['phone.inputHint', 64],
  ['info.title', 64],
  ['info.description', 64],
  ['info.entryText', 64],
  ['custom.customKey', 64],
  ['external.externalKey', 64],
  ['direct.directKey', 64],
]

describe('every limited text counts code points', () => {
  it.each(texts)('%s takes %i and no more', (path, limit) => {
    for (const letter of ['a', '长', '🎬', '𠮷', '，', 'é']) {
      expect(complaint(path, letter.repeat(limit)), `${limit} of ${letter}`).toEqual({})
      expect(complaint(path, letter.repeat(limit + 1)), `${limit + 1} of ${letter}`).toEqual({ [path]: 'tooLong' })
    }
  })

  it('a family of five code points is five', () => {
    const family = '👨‍👩‍👧'
    expect(countCodePoints(family)).toBe(5)
    expect(complaint('pay.title', family.repeat(4))).toEqual({})
    expect(complaint('pay.title', `${family.repeat(4)}a`)).toEqual({ 'pay.title': 'tooLong' })
  })

  it.each([
    ['code.imageUrl', 256],
    ['custom.url', 128],
    ['external.url', 128],
    ['external.redirectUrl', 350],
  ])('%s is an address of at most %i', (path, limit) => {
    const start = 'https://a.cn/'
    expect(complaint(path, start + '长'.repeat(limit - start.length))).toEqual({})
    expect(complaint(path, start + '长'.repeat(limit + 1 - start.length))).toEqual({ [path]: 'tooLong' })
  })

  it('names the same limits the form shows', () => {
    for (const [path, limit] of texts) expect(limits[path as keyof typeof limits]).toBe(limit)
  })
})

describe('every other row of the table', () => {
  const options = (values: string[]) => [row({ type: 'option', options: values })]
  const eight = ['一', '二', '三', '四', '五', '六', '七', '八']
  it.each<[string, string, unknown, Record<string, string>]>([
    ['a code of 8', 'code.authCode', 'Vip02026', {}],
    ['a code of 9', 'code.authCode', 'Vip020261', { 'code.authCode': 'codeLength' }],
    ['a code of emoji', 'code.authCode', '🎬🎬', { 'code.authCode': 'codeCharacters' }],
    ['a code of Han', 'code.authCode', '长安', { 'code.authCode': 'codeCharacters' }],
    ['a code of full-width digits', 'code.authCode', '１２３', { 'code.authCode': 'codeCharacters' }],
    ['no code', 'code.authCode', '', { 'code.authCode': 'required' }],
    ['the least price', 'pay.price', '0.01', {}],
    ['the greatest price', 'pay.price', '99999.99', {}],
    ['nothing', 'pay.price', '0', { 'pay.price': 'priceRange' }],
    ['too much', 'pay.price', '100000', { 'pay.price': 'priceRange' }],
    ['three decimals', 'pay.price', '19.955', { 'pay.price': 'priceDecimals' }],
    ['a comma for a point', 'pay.price', '19，9', { 'pay.price': 'priceFormat' }],
    ['an exponent', 'pay.price', '1e2', { 'pay.price': 'priceFormat' }],
    ['a minus', 'pay.price', '-1', { 'pay.price': 'priceFormat' }],
    ['no title', 'pay.title', ' ', { 'pay.title': 'required' }],
    ['no welcome', 'phone.title', '', { 'phone.title': 'required' }],
    ['zero days of WeChat', 'wx.amount', '0', { 'wx.amount': 'wholeNumber' }],
    ['a leading zero', 'wx.amount', '03', { 'wx.amount': 'wholeNumber' }],
    ['999', 'wx.amount', '999', {}],
    ['1000', 'wx.amount', '1000', { 'wx.amount': 'tooLarge' }],
    ['no duration', 'wx.amount', '', { 'wx.amount': 'required' }],
    ['http', 'external.url', 'http://a.cn/in', { 'external.url': 'urlHttps' }],
    ['a script', 'external.url', 'javascript:alert(1)', { 'external.url': 'urlHttps' }],
    ['a query', 'custom.url', 'https://a.cn/in?x=1', { 'custom.url': 'urlQuery' }],
    ['localhost', 'custom.url', 'https://localhost/in', { 'custom.url': 'urlLocal' }],
    ['127.0.0.1', 'custom.url', 'https://127.0.0.1/in', { 'custom.url': 'urlLocal' }],
    ['no address', 'custom.url', '', { 'custom.url': 'required' }],
    ['a space in a key', 'direct.directKey', 'a b', { 'direct.directKey': 'noSpaces' }],
    ['no key', 'direct.directKey', '', { 'direct.directKey': 'required' }],
    ['no rows', 'info.fields', [], { 'info.fields': 'infoNone' }],
    ['five rows', 'info.fields', Array.from({ length: 5 }, () => row()), {}],
    ['six rows', 'info.fields', Array.from({ length: 6 }, () => row()), { 'info.fields': 'infoTooMany' }],
    ['a name of 20 emoji', 'info.fields', [row({ name: '🎬'.repeat(20) })], {}],
    ['a name of 21', 'info.fields', [row({ name: '名'.repeat(21) })], { 'info.fields.0.name': 'tooLong' }],
    ['no name', 'info.fields', [row({ name: '' })], { 'info.fields.0.name': 'required' }],
    ['a placeholder of 50', 'info.fields', [row({ placeholder: '填'.repeat(50) })], {}],
    ['of 51', 'info.fields', [row({ placeholder: '🎬'.repeat(51) })], { 'info.fields.0.placeholder': 'tooLong' }],
    ['eight options', 'info.fields', options(eight), {}],
    ['nine', 'info.fields', options([...eight, '九']), { 'info.fields.0.options': 'optionsTooMany' }],
    ['an option of 8 emoji', 'info.fields', options(['🎬'.repeat(8)]), {}],
    ['of 9', 'info.fields', options(['𠮷'.repeat(9)]), { 'info.fields.0.options': 'optionTooLong' }],
    ['a full-width comma', 'info.fields', options(['沪，杭']), { 'info.fields.0.options': 'optionComma' }],
    ['a comma', 'info.fields', options(['沪,杭']), { 'info.fields.0.options': 'optionComma' }],
    ['an empty option', 'info.fields', options([' ']), { 'info.fields.0.options': 'optionEmpty' }],
    ['the same twice', 'info.fields', options(['沪', '沪']), { 'info.fields.0.options': 'optionDuplicate' }],
  ])('%s', (_, path, value, expected) => {
    expect(complaint(path, value)).toEqual(expected)
  })

  it.each([
    ['1', {}],
    ['36500', {}],
    ['36501', { 'pay.days': 'tooLarge' }],
    ['1.5', { 'pay.days': 'wholeNumber' }],
    ['', { 'pay.days': 'required' }],
  ])('%s days', (days, expected) => {
    const base = baseOf(baseRank('public'))
    const form = formOf(base)
    form.primary.type = 'pay'
    form.primary.drafts.pay = { ...good.pay, validity: 'days', days }
    const found = checkConditions(toSubmission(form, base), base, NOW)
    expect(found).toEqual(Object.fromEntries(Object.entries(expected).map(([k, v]) => [`primary.drafts.${k}`, v])))
  })

  it('a notice that is on has words, and at most ten thousand characters', () => {
    const check = (content: string) => {
      const base = baseOf(
        baseRank(
          'code',
          {},
          { secrets: { ...noSecrets(), authCode: { isSet: true, setAt: null, length: 4, print: null } } },
        ),
      )
      const form = formOf(base)
      form.primary.privacy = { enabled: true, content }
      return checkConditions(toSubmission(form, base), base, NOW)
    }
    expect(check('')).toEqual({ 'primary.privacy.content': 'required' })
    expect(check('🎬'.repeat(10_000))).toEqual({})
    expect(check('🎬'.repeat(10_001))).toEqual({ 'primary.privacy.content': 'tooLong' })
  })
})

describe('a deadline is a minute in Beijing, wherever the server and the person are', () => {
  const home = process.env.TZ
  afterAll(() => {
    process.env.TZ = home
  })
  /** Around the changes of summer time in New York and London, and Chinese new year. */
  const minutes: [text: string, utc: string][] = [
    ['2026-10-25 08:30', '2026-10-25T00:30:00Z'],
    ['2026-10-25 09:30', '2026-10-25T01:30:00Z'],
    ['2026-11-01 13:30', '2026-11-01T05:30:00Z'],
    ['2026-11-01 14:30', '2026-11-01T06:30:00Z'],
    ['2027-03-14 02:30', '2027-03-13T18:30:00Z'],
    ['2027-03-14 15:30', '2027-03-14T07:30:00Z'],
    ['2027-03-28 01:30', '2027-03-27T17:30:00Z'],
    ['2027-03-28 09:30', '2027-03-28T01:30:00Z'],
    ['2027-02-06 00:00', '2027-02-05T16:00:00Z'],
    ['2026-12-31 23:59', '2026-12-31T15:59:00Z'],
  ]
  it.each(['America/New_York', 'Europe/London', 'Asia/Shanghai', 'America/St_Johns', 'Pacific/Kiritimati'])(
    '%s',
    (zone) => {
      process.env.TZ = zone
      for (const [text, utc] of minutes) {
        expect(parseBeijingDateTime(text)?.toISOString()).toBe(new Date(utc).toISOString())
        expect(formatDateTime(Date.parse(utc))).toBe(text)
      }
      const at = (until: string, now: string) => {
        const base = baseOf(baseRank('public'))
        const form = formOf(base)
        form.primary.type = 'pay'
        form.primary.drafts.pay = { ...good.pay, validity: 'until', until }
        return checkConditions(toSubmission(form, base), base, Date.parse(now))['primary.drafts.pay.until']
      }
      expect(at('2026-11-01 14:30', '2026-11-01T06:29:59Z')).toBeUndefined()
      expect(at('2026-11-01 14:30', '2026-11-01T06:30:00Z')).toBe('datePast')
      expect(at('2026-11-01 14:30:00', '2026-11-01T06:00:00Z')).toBe('dateFormat')
      expect(at('2027-02-29 10:00', '2026-11-01T06:00:00Z')).toBe('dateFormat')
      expect(at('', '2026-11-01T06:00:00Z')).toBe('required')
    },
  )
})
