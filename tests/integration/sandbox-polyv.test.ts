import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { defaultCredentials } from '../../sandbox/credentials.ts'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { driveSandbox, type Json } from './sandbox-driver.ts'

const mine = '777001'
const foreign = '5310002'
let sandbox: Sandbox
let drive: ReturnType<typeof driveSandbox>

beforeAll(async () => {
  sandbox = await startSandbox()
  drive = driveSandbox(sandbox)
})
afterAll(async () => await sandbox.close())
beforeEach(async () => {
  await drive.control('POST', '/reset', {})
  await drive.control('PATCH', '/state/polyv', { channels: { put: [{ channelId: mine }] } })
})

const code = { rank: 1, enabled: 'Y', authType: 'code', authCode: 'abc123' }
const open = { rank: 1, enabled: 'Y', authType: 'public' }
const off = (rank: number): Json => ({ rank, enabled: 'N' })
const globalWrites = async (): Promise<number> =>
  (await drive.control<{ global: { writes: number } }>('GET', '/state/polyv')).global.writes

describe('the order in which Polyv refuses', () => {
  const get = '/live/v3/channel/auth/get'
  it.each<[string, () => Promise<Json>, string]>([
    ['appId missing', () => drive.polyv('GET', get, { appId: '' }), 'appId is required.'],
    ['appId unknown', () => drive.polyv('GET', get, { appId: 'nobody' }, { timestamp: 1 }), 'application not found.'],
    [
      'timestamp before sign',
      () => drive.polyv('GET', get, {}, { timestamp: Date.now() - 181_000, sign: 'X' }),
      'invalid timestamp.',
    ],
    [
      'a timestamp too far ahead',
      () => drive.polyv('GET', get, {}, { timestamp: Date.now() + 190_000 }),
      'invalid timestamp.',
    ],
    [
      'sign before channel',
      () => drive.polyv('GET', get, { channelId: 'x' }, { sign: 'A'.repeat(32) }),
      'invalid signature.',
    ],
    ['a channel that is no number', () => drive.polyv('GET', get, { channelId: 'x' }), 'param is not digit: channelId'],
    ['a foreign channel', () => drive.polyv('GET', get, { channelId: foreign }), `illegal channel id: ${foreign}`],
    ['no such channel', () => drive.polyv('GET', get, { channelId: '1' }), 'channel not found.'],
    ['channel before body', () => drive.updateConditions('1', 'nonsense'), 'channel not found.'],
  ])('%s', async (_name, send, message) => {
    const reply = await send()
    expect(reply).toMatchObject({ status: 'error', message, data: '' })
    expect(Object.keys(reply)).toEqual(['code', 'status', 'message', 'data'])
  })

  it('answers v4 with its own envelope and status', async () => {
    const list = '/live/v4/channel/simple/list'
    const bad = await drive.polyvResponse('GET', list, {}, { sign: 'A'.repeat(32) })
    expect(bad.status).toBe(403)
    expect(await bad.json()).toMatchObject({ success: false, error: { code: 10002 } })
    const late = await drive.polyvResponse('GET', list, {}, { timestamp: Date.now() - 200_000 })
    expect([late.status, ((await late.json()) as { error: Json }).error.code]).toEqual([400, 10003])
  })

  it('lets the HTTP status follow the code when told to', async () => {
    expect((await drive.polyvResponse('GET', get, { channelId: '1' })).status).toBe(200)
    await drive.control('PUT', '/switches', { errorHttpStatus: 'code' })
    expect((await drive.polyvResponse('GET', get, { channelId: '1' })).status).toBe(400)
  })
})

describe('what auth/update keeps and refuses', () => {
  it('writes the account default when the channel stands only in the body', async () => {
    const before = await drive.readConditions(mine)
    const reply = await drive.updateConditions(null, [code], { channelId: mine })
    expect(reply.data).toBe(true)
    expect(await drive.readConditions(mine)).toEqual(before)
    expect(await globalWrites()).toBe(1)
    expect((await drive.readConditions(null))[0]).toMatchObject({ authCode: 'abc123', channelId: null })
  })

  it('merges per rank and keeps what was not sent', async () => {
    await drive.updateConditions(mine, [code, { rank: 2, enabled: 'Y', authType: 'wx', wxAuthExpireValue: '3d' }])
    await drive.updateConditions(mine, [open])
    const [first, second] = await drive.readConditions(mine)
    expect(first).toMatchObject({ enabled: 'Y', authType: 'none', subAuthType: 'public', authCode: 'abc123' })
    expect(second).toMatchObject({ enabled: 'Y', authType: 'none', subAuthType: 'wx', wxAuthExpireValue: '3d' })
  })

  it('reads a deadline as milliseconds in China time, and unset values as null', async () => {
    const pay = {
      rank: 1,
      enabled: 'Y',
      authType: 'pay',
      payAuthTips: '付费观看',
      price: 19.9,
      watchEndTime: '2027-01-01 00:30',
    }
    await drive.updateConditions(mine, [pay])
    const [first, second] = await drive.readConditions(mine)
    expect(first).toMatchObject({ price: 19.9, watchEndTime: Date.UTC(2026, 11, 31, 16, 30), validTimePeriod: null })
    expect(second).toMatchObject({ rank: 2, enabled: 'N', customKey: null })
  })

  const rank1 = (fields: Json): Json[] => [{ rank: 1, enabled: 'Y', ...fields }]
  const refusals: [string, unknown, string][] = [
    ['rank 2 without rank 1', [off(1), { ...open, rank: 2 }], 'param validate error'],
    ['the same type twice', [code, { ...code, rank: 2 }], 'param validate error'],
    ['none as a type', rank1({ authType: 'none' }), 'param validate error'],
    ['no settings', [], 'param validate error'],
    ['three settings', [code, code, code], 'param validate error'],
    ['rank 3', [{ rank: 3, enabled: 'N' }], 'param validate error'],
    ['rank as text', [{ rank: '1', enabled: 'N' }], 'json format error'],
    ['a boolean for Y', [{ rank: 1, enabled: true }], 'param is not boolean (Y / N)'],
    [
      'nine characters of code',
      rank1({ authType: 'code', authCode: '123456789' }),
      'param length is incorrect: authCode',
    ],
    ['pay without a price', rank1({ authType: 'pay', payAuthTips: '付费' }), 'param should not be empty: price'],
    ['three decimals', rank1({ authType: 'pay', payAuthTips: '付费', price: 1.234 }), 'param validate error'],
    ['a price as text', rank1({ authType: 'pay', payAuthTips: '付费', price: '1.2' }), 'param is not number: price'],
    ['a free price', rank1({ authType: 'pay', payAuthTips: '付费', price: 0 }), 'number range error'],
    [
      'a bad deadline',
      rank1({ authType: 'pay', payAuthTips: '付', price: 1, watchEndTime: '2027-02-30 10:00' }),
      'invalid date time format',
    ],
    ['phone without a list', rank1({ authType: 'phone', authTips: '请输入' }), 'param should not be empty: whiteList'],
    ['info without fields', rank1({ authType: 'info' }), 'param should not be empty: infoFields'],
    [
      'six info fields',
      rank1({ authType: 'info', infoFields: Array(6).fill({ type: 'text' }) }),
      'param length is incorrect: infoFields',
    ],
    [
      'nine options',
      rank1({ authType: 'info', infoFields: [{ type: 'option', options: '1,2,3,4,5,6,7,8,9' }] }),
      'param length is incorrect: options',
    ],
    [
      'custom without a key',
      rank1({ authType: 'custom', customUri: 'https://a.invalid' }),
      'param should not be empty: customKey',
    ],
    ['WeChat validity of zero', rank1({ authType: 'wx', wxAuthExpireValue: '0d' }), 'param validate error'],
  ]
  it.each(refusals)('refuses %s and changes nothing', async (_name, settings, message) => {
    const before = await drive.control('GET', '/state/polyv')
    expect(await drive.updateConditions(mine, settings)).toMatchObject({ code: 400, message })
    expect(await drive.control('GET', '/state/polyv')).toEqual(before)
  })

  it('checks the pair against the merged state', async () => {
    await drive.updateConditions(mine, [code, { ...open, rank: 2 }])
    expect(await drive.updateConditions(mine, [off(1)])).toMatchObject({ code: 400 })
    await drive.control('PUT', '/switches', { rank1OffWhileRank2On: 'noop' })
    expect(await drive.updateConditions(mine, [off(1)])).toMatchObject({ code: 200 })
    expect((await drive.readConditions(mine))[0]).toMatchObject({ enabled: 'Y' })
  })

  it('clears with an empty text and ignores null', async () => {
    await drive.updateConditions(mine, [{ ...code, qcodeTips: '提示' }])
    await drive.updateConditions(mine, [{ ...code, qcodeTips: null }])
    expect((await drive.readConditions(mine))[0]).toMatchObject({ qcodeTips: '提示' })
    await drive.updateConditions(mine, [{ ...code, qcodeTips: '' }])
    expect((await drive.readConditions(mine))[0]).toMatchObject({ qcodeTips: null })
  })

  it('accepts every pair of different types on the seeded lists', async () => {
    await drive.control('PATCH', '/state/polyv', {
      members: { put: [1, 2].map((rank) => ({ channelId: mine, rank, code: 'a1', name: '甲' })) },
    })
    const fields: Record<string, Json> = {
      pay: { payAuthTips: '付费', price: 9.9 },
      code: { authCode: '888888' },
      phone: { authTips: '请输入' },
      info: { infoFields: [{ type: 'mobile', name: '手机', sms: 'Y' }] },
      custom: { customKey: 'k', customUri: 'https://a.invalid' },
      external: { externalKey: 'k', externalUri: 'https://a.invalid' },
      direct: { directKey: 'k' },
      public: {},
      wx: { wxAuthExpireValue: '3h' },
    }
    const types = Object.keys(fields)
    const pairs = types.flatMap((first) => types.filter((second) => second !== first).map((second) => [first, second]))
    expect(pairs).toHaveLength(72)
    for (const [first = '', second = ''] of pairs) {
      const settings = [
        { rank: 1, enabled: 'Y', authType: first, ...fields[first] },
        { rank: 2, enabled: 'Y', authType: second, ...fields[second] },
      ]
      expect(await drive.updateConditions(mine, settings), `${first} then ${second}`).toMatchObject({ code: 200 })
    }
  })
})

describe('whitelists, lists and the account default', () => {
  const wl = (name: string): string => `/live/v3/channel/auth/${name}-white-list`
  const scope = { channelId: mine, rank: '1' }

  it('adds from the query with a null body, lists newest first, ignores case', async () => {
    for (const member of ['A1', 'b2']) {
      const reply = await drive.polyv('POST', wl('add'), { ...scope, code: member, name: '昵称' }, { body: null })
      expect(reply.data).toBe('success')
    }
    expect(await drive.polyv('POST', wl('add'), { ...scope, code: 'a1', name: '重复' })).toMatchObject({ code: 400 })
    const listed = (await drive.polyv('GET', wl('get'), { ...scope, page: '1', pageSize: '10' })).data as Json
    expect(listed.contents).toEqual([
      { phone: 'b2', name: '昵称' },
      { phone: 'A1', name: '昵称' },
    ])
  })

  it('takes a form body, and signs its fields', async () => {
    const { appId } = defaultCredentials.polyv
    const unsigned = new URLSearchParams({
      appId,
      timestamp: String(Date.now()),
      ...scope,
      code: 'x',
      sign: 'F'.repeat(32),
    })
    const url = `http://127.0.0.1:${sandbox.ports.polyv}${wl('add')}`
    const response = await fetch(url, { method: 'POST', body: unsigned })
    expect(await response.json()).toMatchObject({ message: 'invalid signature.' })
  })

  it('searches channels by name, pages them and keeps the neighbour out', async () => {
    const reply = await drive.polyv('GET', '/live/v4/channel/simple/list', { pageNumber: '1', pageSize: '1000' })
    const page = reply.data as { totalItems: number; contents: Json[] }
    expect(page.totalItems).toBeGreaterThanOrEqual(90)
    expect(page.contents.some((row) => String(row.channelId) === foreign)).toBe(false)
    const found = (await drive.polyv('GET', '/live/v4/channel/simple/list', { keyword: 'quarterly' })).data as Json
    expect(found.totalItems).toBe(1)
  })

  it('carries conditions in the detail list and a flag for followers', async () => {
    const reply = await drive.polyv('GET', '/live/v4/channel/detail/list', { pageSize: '1000' })
    const rows = (reply.data as { contents: { authSetting: Json[] }[] }).contents
    expect(rows.every((row) => row.authSetting.length === 2)).toBe(true)
    expect(rows.filter((row) => row.authSetting[0]?.globalSettingEnabled === 'Y').length).toBeGreaterThanOrEqual(8)
  })

  it('lets an old channel stop following and refuses a new one', async () => {
    const path = '/live/v3/channel/common/update-global-enabled'
    const setting = { channelId: mine, globalEnabledType: 'auth', enabled: 'Y' }
    expect(await drive.polyv('POST', path, setting)).toMatchObject({ data: true })
    expect((await drive.readConditions(mine))[0]).toMatchObject({ globalSettingEnabled: 'Y' })
    await drive.control('PATCH', '/state/polyv', { channels: { put: [{ channelId: mine, newScene: true }] } })
    expect(await drive.polyv('POST', path, setting)).toMatchObject({ message: 'new scene forbidden setting' })
  })

  it('blocks an address that calls too often', async () => {
    await drive.control('PUT', '/switches', { hostLimitPer10Seconds: 1 })
    await drive.readConditions(mine)
    const response = await drive.polyvResponse('GET', '/live/v3/channel/auth/get', {})
    expect(response.status).toBe(429)
    await drive.control('POST', '/reset', {})
    expect((await drive.polyvResponse('GET', '/live/v3/channel/auth/get', {})).status).toBe(200)
  })
})
