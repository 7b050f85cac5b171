import { describe, expect, it } from 'vitest'
import { checkChange, toChannelSubmission } from '@/lib/channels/apply-merge-schema'
import { readPastedIds, readPastedValues } from '@/lib/channels/apply-paste-schema'
import { type ChannelChange, fillChange, possibleVariables } from '@/lib/channels/apply-schema'
import { emptyDrafts, type Settings, settingsOf } from '@/lib/channels/form-schema'
import { readDueAt } from '@/lib/channels/schedule-schema'
import { baseOf, baseRank } from './channel-bases'

const now = Date.parse('2026-11-26T12:00:00Z')
const of = (type: Settings['type'], given: object = {}): Settings =>
  ({
    ...settingsOf({ enabled: true, type, drafts: emptyDrafts(), privacy: { enabled: false, content: '' } }, type),
    ...given,
  }) as Settings
const keep = { kind: 'keep' } as const
const set = (settings: Settings) => ({ kind: 'set', settings }) as const

describe('one change on a channel of its own', () => {
  it('keeps the door it leaves alone exactly as that channel has it', () => {
    const base = baseOf(baseRank(null))
    base.secondary.form = { ...base.secondary.form, enabled: true, type: 'pay' }
    Object.assign(base.secondary.form.drafts.pay, { title: '自己的', price: '8.00' })
    const submission = toChannelSubmission({ primary: set(of('public')), secondary: keep }, base)
    expect(submission.primary).toEqual({ enabled: true, settings: { type: 'public' } })
    expect(submission.secondary).toMatchObject({
      enabled: true,
      settings: { type: 'pay', title: '自己的', price: '8.00' },
    })
    expect(toChannelSubmission({ primary: keep, secondary: { kind: 'off' } }, base).secondary).toEqual({
      enabled: false,
    })
  })

  it('sends nothing for a kept door whose type cannot be written', () => {
    const base = baseOf(baseRank(null))
    base.primary.form.enabled = true
    base.primary.unsupportedType = 'wxshare'
    expect(toChannelSubmission({ primary: keep, secondary: { kind: 'off' } }, base).primary).toBeNull()
  })

  it('is judged by itself only where no channel is needed to judge it', () => {
    const change = (
      primary: ChannelChange['primary'],
      secondary: ChannelChange['secondary'],
      variables: string[] = [],
    ) => checkChange({ primary, secondary, variables }, now)
    expect(change(keep, set(of('code', { hint: '进群' })))).toEqual({})
    expect(change({ kind: 'off' }, set(of('public')))).toEqual({ 'secondary.enabled': 'secondaryNeedsPrimary' })
    expect(change(set(of('public')), set(of('public')))).toEqual({ 'secondary.type': 'sameType' })
    expect(change(set(of('pay', { title: '场', price: 'x' })), keep)).toEqual({
      'primary.drafts.pay.price': 'priceFormat',
    })
    expect(change(set(of('pay', { title: '场' })), keep, ['primary.price'])).toEqual({})
    expect(change(set(of('code', { authCode: '一' })), keep)).toEqual({
      'primary.drafts.code.authCode': 'codeCharacters',
    })
  })
})

describe('variables', () => {
  it('are the fields of the chosen way, a deadline only where there is one', () => {
    const paths = (settings: Settings) =>
      possibleVariables({ primary: set(settings), secondary: keep }).map(({ path }) => path)
    expect(paths(of('pay'))).toEqual(['primary.title', 'primary.price'])
    expect(paths(of('pay', { validity: 'until' }))).toEqual(['primary.title', 'primary.price', 'primary.until'])
    expect(paths(of('public'))).toEqual([])
  })

  it('are filled in; one of another way is left alone, and the change itself stays as it was', () => {
    const change = {
      primary: set(of('pay', { title: '场', price: '' })),
      secondary: keep,
      variables: ['primary.price', 'primary.authCode'],
    }
    const filled = fillChange(change, { 'primary.price': '19.90', 'primary.authCode': 'x' })
    expect(filled.primary).toMatchObject({ settings: { price: '19.90', title: '场' } })
    expect(JSON.stringify(filled.primary)).not.toContain('authCode')
    expect(change.primary).toMatchObject({ settings: { price: '' } })
  })

  it('come from rows of a sheet, only for channels of the change', () => {
    const variables = [{ path: 'primary.price' }, { path: 'primary.title' }]
    const text = '频道号\t价格\t标题\n4021001\t19.9\t会员夜\n4021002\t\t\n9999\t1\t2\n"4021003","8.80","含,不"'
    expect(readPastedValues(text, variables, ['4021001', '4021002', '4021003'])).toMatchObject({
      own: {
        '4021001': { 'primary.price': '19.9', 'primary.title': '会员夜' },
        '4021003': { 'primary.price': '8.80' },
      },
      strangers: 1,
    })
  })

  it('numbers of channels are picked out of a chat, each once', () => {
    expect(readPastedIds('今晚 4021001、4021002，价格 19.90；4021001 先开\n7988182')).toEqual([
      '4021001',
      '4021002',
      '7988182',
    ])
  })
})

describe('a set time', () => {
  it.each([
    ['2026-11-26 22:30', '2026-11-26T14:30:00.000Z'],
    [' 2026-12-31 00:00 ', '2026-12-30T16:00:00.000Z'],
    ['2027-01-15 03:30', '2027-01-14T19:30:00.000Z'],
  ])('%s is Beijing’s, wherever the server stands', (text, iso) => {
    expect(readDueAt(text, now)).toEqual({ at: new Date(iso) })
  })

  it.each([
    ['', 'required'],
    ['22:30', 'dateFormat'],
    ['2026-02-30 10:00', 'dateFormat'],
    ['2026-11-26 20:00', 'datePast'],
    ['2027-06-01 10:00', 'dateFar'],
  ])('%j will not do: %s', (text, problem) => {
    expect(readDueAt(text, now)).toEqual({ problem })
  })
})
