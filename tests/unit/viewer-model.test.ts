import { describe, expect, it } from 'vitest'
import { toPictureAddress, toQrTarget } from '@/app/(desk)/channels/[channelId]/picture-address'
import { outcomesOf, priceWords, toViewerModel } from '@/app/(desk)/channels/[channelId]/viewer/viewer-model'
import { conditionTypes, settingsOf } from '@/lib/channels/form-schema'
import { baseOf, baseRank, formOf } from './channel-bases'

describe('what a viewer would meet', () => {
  it('asks nobody anything while both doors are off', () => {
    const base = baseOf(baseRank(null))
    expect(toViewerModel(formOf(base), base)).toEqual({ kind: 'open', entries: [] })
  })

  it.each(conditionTypes)('shows %s with its own settings and no draft of another way', (type) => {
    const base = baseOf(baseRank(type))
    const form = formOf(base)
    form.primary.drafts.pay.title = '别的草稿'
    const { kind, entries } = toViewerModel(form, base)
    expect(kind).toBe('entries')
    expect(entries).toEqual([{ rank: 'primary', settings: settingsOf(form.primary, type), lockedType: null }])
    if (type !== 'pay') expect(JSON.stringify(entries)).not.toContain('别的草稿')
    expect(outcomesOf(entries[0]?.settings ?? null)[0]).toBe('pass')
  })

  it('never carries a code or key that is merely stored', () => {
    const base = baseOf(baseRank('code'))
    expect(toViewerModel(formOf(base), base).entries[0]?.settings).toMatchObject({ authCode: '' })
  })

  it('says that a secondary alone cannot be', () => {
    const base = baseOf(baseRank('public'), baseRank('wx'))
    const form = formOf(base)
    form.primary.enabled = false
    expect(toViewerModel(form, base).kind).toBe('impossible')
  })

  it('shows a type that is not ours to write as such, whatever the form says', () => {
    const locked = baseRank(null, {}, { unsupportedType: 'wxshare' })
    locked.form.enabled = true
    const base = baseOf(locked, baseRank('wx'))
    expect(toViewerModel(formOf(base), base).entries).toMatchObject([
      { rank: 'primary', settings: null, lockedType: 'wxshare' },
      { rank: 'secondary', lockedType: null },
    ])
  })

  it('offers a used number and a wrong SMS code only where they can happen', () => {
    const phone = baseRank('phone')
    expect(outcomesOf(settingsOf(phone.form, 'phone'))).toEqual(['pass', 'refuse'])
    phone.form.drafts.phone.once = true
    expect(outcomesOf(settingsOf(phone.form, 'phone'))).toEqual(['pass', 'refuse', 'used'])
    const info = baseRank('info')
    info.form.drafts.info.fields = [{ type: 'mobile', name: '手机', options: [], placeholder: '', sms: true }]
    expect(outcomesOf(settingsOf(info.form, 'info'))).toContain('sms')
  })

  it.each([
    ['19.9', '19.90'],
    ['007', '7.00'],
    ['', null],
    ['免费', null],
    ['1.999', null],
  ])('price %j reads %j', (price, words) => expect(priceWords(price)).toBe(words))
})

describe('the picture of a QR code', () => {
  it.each([
    ['//img.example.cn/a.png', 'https://img.example.cn/a.png'],
    [' https://img.example.cn/a.png ', 'https://img.example.cn/a.png'],
    ['http://img.example.cn/a.png', null],
    ['data:image/png;base64,AA', null],
    ['javascript:alert(1)', null],
    ['https://user:word@img.example.cn/a.png', null],
    ['file:///etc/passwd', null],
    ['', null],
  ])('%j is asked for at %j', (stored, address) => expect(toPictureAddress(stored)).toBe(address))

  it.each([
    ['https://a.cn/x?y=1', { kind: 'web', host: 'a.cn', isHttps: true, after: '/x?y=1' }],
    ['http://a.cn', { kind: 'web', host: 'a.cn', isHttps: false }],
    ['https://bank.example@evil.example/in', { kind: 'web', before: 'https://bank.example@', host: 'evil.example' }],
    ['https://xn--80ak6aa92e.com', { kind: 'web', host: 'xn--80ak6aa92e.com' }],
    ['https://аррӏе.com', { kind: 'web', host: 'xn--80ak6aa92e.com' }],
    ['weixin://dl/chat', { kind: 'other' }],
    ['javascript:alert(1)', { kind: 'other' }],
    ['验证码 8888', { kind: 'other', text: '验证码 8888' }],
  ])('%j leads where it leads', (text, target) => expect(toQrTarget(text)).toMatchObject(target))
})
