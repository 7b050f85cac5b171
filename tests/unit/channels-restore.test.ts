import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { defaultCredentials } from '@/sandbox/credentials'
import { mergeSettings } from '@/sandbox/polyv/merge'
import type { Ranks } from '@/sandbox/polyv/model'
import { describeRanks } from '@/sandbox/polyv/read-conditions'
import { World } from '@/sandbox/world'
import { setTestEnvironment } from './environment'

setTestEnvironment()
const NOW = Date.parse('2026-11-26T12:00:00Z')
const CHANNEL = '7988182'
const world = new World({ credentials: defaultCredentials, stateDirectory: null, journalCapacity: 1 })

let parts: Awaited<ReturnType<typeof load>>
const load = async () => ({
  ...(await import('@/lib/channels/restore-version')),
  ...(await import('@/lib/channels/same-conditions')),
  ...(await import('@/lib/channels/conditions-view')),
  ...(await import('@/lib/channels/resolve-intent')),
  ...(await import('@/lib/channels/versions')),
  ...(await import('@/lib/polyv/conditions-row')),
  ...(await import('@/lib/polyv/conditions-wire')),
})
beforeAll(async () => {
  parts = await load()
  world.setSwitches({ readReturnsInfoFields: true, readReturnsPrivacy: true, readReturnsOnceWhitelist: true })
})

const read = (ranks: Ranks) => {
  const [first, second] = describeRanks(world, ranks, null, 'u').map((row) => parts.conditionRowSchema.parse(row))
  return { primary: parts.readRank(1, first), secondary: parts.readRank(2, second), followsDefault: null }
}
type Reading = ReturnType<typeof read>

/** A version of a reading, through the JSON of the database. */
const versionOf = (reading: Reading) => ({
  snapshot: JSON.parse(JSON.stringify(parts.viewConditions(reading))),
  secrets: JSON.parse(JSON.stringify(parts.secretsOf(reading))),
})
const apply = (now: Ranks, settings: unknown): Ranks => mergeSettings(world, NOW, now, settings, () => true)

function restore(version: ReturnType<typeof versionOf>, now: Ranks) {
  const reading = read(now)
  const restoration = parts.restoreVersion(CHANNEL, version, reading, NOW)
  const writes = parts.resolveRanks(CHANNEL, restoration.ranks, reading)
  return { restoration, after: writes.length > 0 ? apply(now, writes.map(parts.toWireRank)) : now }
}

const word = (max: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9甲乙丙丁]{1,${max}}$`))
const maybe = (max: number) => fc.oneof(fc.constant(''), word(max))
const code = (max: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9]{1,${max}}$`))
const yesNo = fc.constantFrom('Y', 'N')
const notice = { privacyStatus: yesNo, privacyContent: word(20).map((text) => `<p>${text}</p>`) }
const url = code(20).map((path) => `https://example.cn/${path}`)
const infoField = fc.oneof(
  fc.record({ type: fc.constant('mobile'), name: word(10), placeholder: word(10), sms: yesNo }),
  fc.record({ type: fc.constant('text'), name: word(10), placeholder: word(10) }),
  fc.record({
    type: fc.constant('option'),
    name: word(10),
    options: fc.uniqueArray(word(8), { minLength: 1, maxLength: 4 }).map((options) => options.join(',')),
  }),
)
const settings = {
  public: fc.record({ authType: fc.constant('public') }),
  wx: fc.record({ authType: fc.constant('wx'), wxAuthExpireValue: fc.constantFrom('1d', '3h', '30d') }),
  code: fc.record({ authType: fc.constant('code'), authCode: code(8), qcodeTips: maybe(30), ...notice }),
  pay: fc.record({
    authType: fc.constant('pay'),
    payAuthTips: word(20),
    price: fc.integer({ min: 1, max: 9_999_999 }).map((fen) => fen / 100),
    validTimePeriod: fc.oneof(fc.constant(''), fc.integer({ min: 1, max: 999 })),
    watchEndTime: fc.constantFrom('', '2027-03-31 23:59'),
  }),
  phone: fc.record({
    authType: fc.constant('phone'),
    authTips: word(20),
    whiteListEntryText: maybe(64),
    whiteListInputTips: maybe(64),
    onceWhitelistEnabled: yesNo,
    ...notice,
  }),
  info: fc.record({
    authType: fc.constant('info'),
    infoFields: fc.array(infoField, { minLength: 1, maxLength: 5 }),
    infoAuthTips: maybe(64),
    infoDesc: maybe(64),
    infoEntryText: maybe(64),
    ...notice,
  }),
  custom: fc.record({ authType: fc.constant('custom'), customKey: code(64), customUri: url }),
  external: fc.record({
    authType: fc.constant('external'),
    externalKey: code(64),
    externalUri: url,
    externalRedirectUri: fc.oneof(fc.constant(''), url),
    externalButtonEnabled: yesNo,
  }),
  direct: fc.record({ authType: fc.constant('direct'), directKey: code(64) }),
}
const conditions = fc
  .tuple(fc.oneof(...Object.values(settings)), fc.option(fc.oneof(...Object.values(settings)), { nil: null }))
  .filter(([first, second]) => first.authType !== second?.authType)
  .map(([first, second]) => [
    { rank: 1, enabled: 'Y', ...first },
    second ? { rank: 2, enabled: 'Y', ...second } : { rank: 2, enabled: 'N' },
  ])

describe('restoring a version', () => {
  it('brings back every value of ranks that were on, whatever was written in between', () => {
    fc.assert(
      fc.property(conditions, fc.array(conditions, { minLength: 1, maxLength: 3 }), (wanted, later) => {
        const then = apply({ 1: {}, 2: {} }, wanted)
        const version = versionOf(read(then))
        const now = later.reduce(apply, then)
        const { restoration, after } = restore(version, now)
        expect(restoration.fieldErrors).toEqual({})
        const back = read(after)
        const isOn = version.snapshot.secondary.enabled
        const secondary = isOn ? version.snapshot.secondary : parts.viewRank(back.secondary)
        expect(back.secondary.enabled).toBe(isOn)
        expect(parts.isSameAs({ ...version, snapshot: { ...version.snapshot, secondary } }, back)).toBe(true)
        if (isOn) expect(restoration.left).toEqual([])
        if (parts.isSameAs(version, read(now))) expect(restoration.ranks).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  const on = (fields: Record<string, unknown>) => ({ rank: 1, enabled: 'Y', ...fields })
  const phone = { 1: { enabled: 'Y', authType: 'phone', authTips: '会员专场' }, 2: { enabled: 'N' } }
  const inCode = (authCode: string) => versionOf(read({ 1: { enabled: 'Y', authType: 'code', authCode }, 2: {} }))

  it('sends a former secret encrypted for its channel, and keeps one that never changed', () => {
    const { ranks } = restore(inCode('Hush2026'), phone).restoration
    expect(JSON.stringify(ranks)).not.toContain('Hush2026')
    expect(ranks[0]).toMatchObject({ condition: { type: 'code', authCode: { new: expect.stringMatching(/^v1\./) } } })
    expect(() => parts.resolveRanks('1', ranks, read(phone))).toThrow()
    const residue = { ...phone, 1: { ...phone[1], authCode: 'Hush2026' } }
    expect(restore(inCode('Hush2026'), residue).restoration.ranks[0]).toMatchObject({
      condition: { authCode: { keep: expect.any(String) } },
    })
  })

  it('names what it cannot bring back, and brings back the rest', () => {
    const whatOf = (version: ReturnType<typeof versionOf>, now: Ranks) =>
      restore(version, now).restoration.left.map(({ rank, what }) => [rank, what])
    expect(whatOf(inCode('123456789'), { 1: { enabled: 'Y', authType: 'code', authCode: '1' }, 2: {} })).toEqual([
      ['primary', 'code_too_long'],
    ])
    const shared = { 1: { enabled: 'Y', authType: 'wxshare' }, 2: {} }
    expect(whatOf(versionOf(read(shared)), phone)).toContainEqual(['primary', 'unwritable_type'])
    expect(whatOf(versionOf(read(phone)), shared)).toContainEqual(['primary', 'unwritable_type'])
    const offInPhone = { 1: { ...phone[1], enabled: 'N' }, 2: { enabled: 'N' } }
    const offAgain = restore(versionOf(read(offInPhone)), apply(phone, [on({ authType: 'public' })]))
    expect(offAgain.restoration.left).toEqual([{ rank: 'primary', what: 'values_while_off', field: null }])
    expect(offAgain.after[1].enabled).toBe('N')
    const followed = { ...inCode('1'), snapshot: { ...inCode('1').snapshot, followsDefault: true } }
    expect(whatOf(followed, phone)).toContainEqual([null, 'follows_default'])
  })

  it('cleans a notice that holds what a watch page must not, and says so', () => {
    const dirty = { ...phone, 1: { ...phone[1], privacyStatus: 'Y', privacyContent: '<p>好</p><script>1</script>' } }
    const { restoration, after } = restore(versionOf(read(dirty)), phone)
    expect(restoration.left).toEqual([{ rank: 'primary', what: 'notice_cleaned', field: 'privacy.content' }])
    expect(after[1].privacyContent).toBe('<p>好</p>')
  })

  it('breaks no rule silently: a deadline that has passed is refused by name', () => {
    const pay = { enabled: 'Y', authType: 'pay', payAuthTips: '票', price: 1, watchEndTime: '2026-11-01 00:00' }
    const { restoration } = restore(versionOf(read({ 1: pay, 2: {} })), phone)
    expect(restoration.fieldErrors).toEqual({ 'primary.drafts.pay.until': 'datePast' })
    expect(restoration.ranks).toEqual([])
  })
})
