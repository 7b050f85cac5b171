import { describe, expect, it } from 'vitest'
import { compareVersions } from '@/lib/channels/compare-versions-schema'
import { judgeDrift } from '@/lib/channels/judge-drift'
import { differNotices } from '@/lib/channels/notice-difference'
import { type Snapshot, snapshotSchema } from '@/lib/channels/stored-conditions'

const off = { enabled: false, type: null }
const rank = (type: string, settings: object = {}, more: object = {}) => ({ enabled: true, type, settings, ...more })
const snapshot = (primary: object, secondary: object = off, followsDefault: boolean | null = null): Snapshot =>
  snapshotSchema.parse({ primary, secondary, followsDefault })
const code = (print: string | null, hint = '') =>
  rank('code', { authCode: print ? { secret: 'set', fingerprint: print } : { secret: 'unset' }, hint, imageUrl: '' })
const changed = (before: Snapshot, after: Snapshot) =>
  compareVersions(before, after)
    .filter((field) => field.isChanged)
    .map(({ rank: where, path, secret }) => [where, path, secret])

describe('comparing two versions', () => {
  it('tells of a secret only what became of it', () => {
    expect(changed(snapshot(code('f1:a')), snapshot(code('f1:b')))).toEqual([['primary', 'code.authCode', 'changed']])
    expect(changed(snapshot(code(null)), snapshot(code('f1:b')))).toEqual([['primary', 'code.authCode', 'set']])
    expect(changed(snapshot(code('f1:a')), snapshot(code(null)))).toEqual([['primary', 'code.authCode', 'cleared']])
    const same = compareVersions(snapshot(code('f1:a')), snapshot(code('f1:a', '问主办方')))
    expect(same.find(({ path }) => path === 'code.authCode')).toMatchObject({ secret: 'same', isChanged: false })
    expect(JSON.stringify(same)).not.toContain('f1:a')
  })

  it('finds nothing between a version and itself, whatever the order of keys', () => {
    const pay = (validity: object) => snapshot(rank('pay', { title: '票', priceFen: 1990, validity }))
    expect(changed(pay({ kind: 'days', days: 3 }), pay({ days: 3, kind: 'days' }))).toEqual([])
  })

  it('names a switched way, what it leaves and what it brings, the other rank and the follow switch', () => {
    const before = snapshot(rank('pay', { title: '票', priceFen: 990 }), code('f1:a'), false)
    const after = snapshot(
      rank('wx', { duration: { amount: 3, unit: 'day' } }),
      { ...code('f1:a'), enabled: false },
      true,
    )
    expect(changed(before, after).map(([where, path]) => `${where}.${path}`)).toEqual([
      'null.followsDefault',
      'primary.type',
      'primary.wx.duration',
      'primary.pay.title',
      'primary.pay.price',
      'secondary.enabled',
    ])
  })
})

it('says nothing of what a new way leaves empty, and tells a switch turned off', () => {
  const empty = { fields: [], title: '', description: '', entryText: '' }
  expect(changed(snapshot(rank('public')), snapshot(rank('info', empty))).map(([, path]) => path)).toEqual([
    'type',
    'info.fields',
  ])
  expect(
    changed(snapshot(rank('public')), snapshot({ ...rank('public'), enabled: false })).map(([, path]) => path),
  ).toEqual(['enabled'])
})

describe('judging an outside change', () => {
  it.each([
    ['a code turned public', code('f1:a'), rank('public'), 'opened'],
    ['the first door shut off', code('f1:a'), { ...code('f1:a'), enabled: false }, 'opened'],
    ['a code turned to payment', code('f1:a'), rank('pay'), 'doors'],
    ['public turned to a code', rank('public'), code('f1:a'), 'doors'],
    ['another code', code('f1:a'), code('f1:b'), 'values'],
  ])('%s', (_what, before, after, kind) => {
    expect(judgeDrift(snapshot(before), snapshot(after))).toBe(kind)
  })
})

describe('comparing notices', () => {
  it('marks the words that came and went, and leaves markup out of it', () => {
    const found = differNotices('<p>号码只用于核对身份</p>', '<p>号码只用于核对<b>会员</b>身份</p>')
    expect(found?.parts.filter(({ kind }) => kind !== 'same')).toEqual([{ kind: 'added', text: '会员' }])
    expect(found?.parts.map(({ text }) => text).join('')).toBe('号码只用于核对会员身份')
  })

  it('says when only the format changed, and nothing when nothing did', () => {
    expect(differNotices('<p>一</p>', '<p><b>一</b></p>')).toMatchObject({ isOnlyFormat: true })
    expect(differNotices('<p>一</p>', '<p>一</p>')).toBeNull()
  })
})
