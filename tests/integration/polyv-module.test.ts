import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { UpstreamConnection } from '@/lib/http'
import type { OpenCall } from '@/lib/operations/open-call'
import { neighbourCredentials } from '@/sandbox/credentials'
import { type ChannelDesk, openChannelDesk, WRITE_PATH } from './channel-desk'

let desk: ChannelDesk
let connection: UpstreamConnection
let polyv: {
  getConditions: typeof import('@/lib/polyv/get-conditions').getConditions
  updateConditions: typeof import('@/lib/polyv/update-conditions').updateConditions
  lists: typeof import('@/lib/polyv/list-channels')
  whitelist: typeof import('@/lib/polyv/whitelist')
  writes: typeof import('@/lib/polyv/whitelist-writes')
  Secret: typeof import('@/lib/secrets/secret').Secret
}
/** The ledger is tested elsewhere; here the upstream is. */
const call = { id: 'c', operationId: 'o' } as unknown as OpenCall

beforeAll(async () => {
  desk = await openChannelDesk()
  connection = desk.connection
  polyv = {
    ...(await import('@/lib/polyv/get-conditions')),
    ...(await import('@/lib/polyv/update-conditions')),
    lists: await import('@/lib/polyv/list-channels'),
    whitelist: await import('@/lib/polyv/whitelist'),
    writes: await import('@/lib/polyv/whitelist-writes'),
    Secret: (await import('@/lib/secrets/secret')).Secret,
  }
})
afterAll(async () => desk.close())
afterEach(async () => {
  await desk.control.clearFaults()
  await desk.control.switches({
    polyvClockSkewMs: 0,
    errorHttpStatus: '200',
    polyvReplicaLagMs: 0,
    readReturnsPrivacy: true,
    readReturnsInfoFields: true,
  })
})

const typeOf = (rank: Record<string, unknown> | undefined) => rank?.authType
const channel = (channelId: string) => ({ kind: 'channel', channelId }) as const

describe('writing', () => {
  it('puts the channel into the signed query and never into the body, and leaves the account default alone', async () => {
    const channelId = await desk.find((one) => typeOf(one.ranks[1]) === 'public' && one.ranks[2].enabled === 'N')
    const before = await desk.control.polyv()
    const since = await desk.control.lastSeq()
    await polyv.updateConditions(call, connection, channel(channelId), [
      { rank: 2, enabled: false },
      { rank: 1, enabled: true, condition: { type: 'code', authCode: new polyv.Secret('888888') } },
    ])
    const [entry] = await desk.control.journal({ since, path: WRITE_PATH })
    expect(entry?.query.channelId).toBe(channelId)
    expect(JSON.parse(entry?.body ?? '')).toEqual({
      authSettings: [
        { rank: 1, enabled: 'Y', authType: 'code', authCode: '888888' },
        { rank: 2, enabled: 'N' },
      ],
    })
    const after = await desk.control.polyv()
    expect(after.global).toEqual(before.global)
    expect(after.channels.filter((one) => one.channelId !== channelId)).toEqual(
      before.channels.filter((one) => one.channelId !== channelId),
    )
  })

  it('writes the account default only when told so', async () => {
    const since = await desk.control.lastSeq()
    const before = await desk.control.polyv()
    const { primary, secondary } = await polyv.getConditions(connection, { kind: 'account_default' })
    const ranks = [primary, secondary].map((rank) => ({ rank: rank.rank, enabled: false }) as const)
    await polyv.updateConditions(call, connection, { kind: 'account_default' }, ranks)
    const [entry] = await desk.control.journal({ since, path: WRITE_PATH })
    expect(entry?.query).not.toHaveProperty('channelId')
    expect((await desk.control.polyv()).channels).toEqual(before.channels)
  })

  it('is sent once, whatever happens', async () => {
    const channelId = await desk.find((one) => typeOf(one.ranks[1]) === 'direct')
    for (const kind of ['reset_before_apply', 'apply_then_reset', 'cut_body'] as const) {
      const since = await desk.control.lastSeq()
      await desk.control.fault({ upstream: 'polyv', path: WRITE_PATH, kind, times: 1 })
      await expect(
        polyv.updateConditions(call, connection, channel(channelId), [{ rank: 2, enabled: false }]),
      ).rejects.toMatchObject({ name: 'UpstreamError' })
      expect(await desk.control.journal({ since, path: WRITE_PATH })).toHaveLength(1)
    }
  })

  it.each([
    ['400', 'param validate error', 'refused'],
    ['500', 'access forbidden', 'refused'],
    ['500', 'api error', 'ambiguous'],
  ])('takes code %s %s for %s, in the body and as HTTP status', async (code, message, kind) => {
    const channelId = await desk.find((one) => typeOf(one.ranks[1]) === 'direct')
    for (const errorHttpStatus of ['200', 'code']) {
      await desk.control.switches({ errorHttpStatus })
      await desk.control.fault({
        upstream: 'polyv',
        path: WRITE_PATH,
        kind: 'errcode',
        code: Number(code),
        message,
        times: 1,
      })
      await expect(
        polyv.updateConditions(call, connection, channel(channelId), [{ rank: 2, enabled: false }]),
      ).rejects.toMatchObject({ kind, exchange: { errcode: code, errmsg: message } })
    }
  })

  it('keeps secrets out of what is recorded of a call', async () => {
    const channelId = await desk.find((one) => typeOf(one.ranks[1]) === 'direct')
    const exchange = await polyv.updateConditions(call, connection, channel(channelId), [
      { rank: 1, enabled: true, condition: { type: 'direct', directKey: new polyv.Secret('vErYsEcReT') } },
    ])
    expect(JSON.stringify(exchange)).not.toMatch(/vErYsEcReT|"sign"/)
    expect(JSON.stringify(exchange)).toContain('[secret]')
  })

  it('says which field was refused', async () => {
    const channelId = await desk.find((one) => typeOf(one.ranks[1]) === 'direct')
    const long = {
      rank: 1,
      enabled: true,
      condition: { type: 'code', authCode: new polyv.Secret('123456789') },
    } as const
    await expect(polyv.updateConditions(call, connection, channel(channelId), [long])).rejects.toMatchObject({
      kind: 'refused',
      exchange: { errmsg: 'param length is incorrect: authCode' },
    })
  })
})

describe('reading', () => {
  it('brings back public and wx, fen and Beijing minutes', async () => {
    const state = await desk.control.polyv()
    const cases = state.channels.filter((one) => ['public', 'wx', 'pay'].includes(String(typeOf(one.ranks[1]))))

    expect(new Set(cases.map((one) => typeOf(one.ranks[1]))).size).toBe(3)
    for (const one of cases) {
      const { primary } = await polyv.getConditions(connection, channel(one.channelId))
      expect(primary.type).toBe(one.ranks[1].authType)
      if (primary.type !== 'pay') continue
      expect(primary.settings.pay.priceFen).toBe(Math.round(Number(one.ranks[1].price) * 100))
      const { validity } = primary.settings.pay
      if (one.ranks[1].watchEndTime) expect(validity).toEqual({ kind: 'until', until: one.ranks[1].watchEndTime })
    }
  })

  it('reads registration fields even when auth/get does not carry them', async () => {
    const channelId = await desk.find((one) => typeOf(one.ranks[1]) === 'info')
    const full = await polyv.getConditions(connection, channel(channelId))
    await desk.control.switches({ readReturnsInfoFields: false, readReturnsPrivacy: false })
    const { primary } = await polyv.getConditions(connection, channel(channelId))
    expect(primary.settings.info.fields.map(({ type, name }) => ({ type, name }))).toEqual(
      full.primary.settings.info.fields.map(({ type, name }) => ({ type, name })),
    )
    expect(primary.settings.info.fields.length).toBeGreaterThan(0)
    expect(primary.unreadable).toContain('privacy.enabled')
    expect(primary.unreadable).not.toContain('info.fields')
  })

  it('follows a clock five minutes off within one extra read', async () => {
    for (const polyvClockSkewMs of [300_000, -300_000]) {
      await desk.control.switches({ polyvClockSkewMs })
      const since = await desk.control.lastSeq()
      const channelId = await desk.find((one) => typeOf(one.ranks[1]) === 'public')
      await polyv.getConditions(connection, channel(channelId))
      expect((await desk.control.journal({ since, path: '/auth/get' })).length).toBeLessThanOrEqual(2)
      await polyv.getConditions(connection, channel(channelId))
    }
    await desk.control.switches({ polyvClockSkewMs: 0 })
    await polyv.getConditions(connection, { kind: 'account_default' })
  })

  it('gives up on a bad secret at once', async () => {
    const since = await desk.control.lastSeq()
    const wrong = { ...connection, secret: new polyv.Secret('wrong') }
    await expect(polyv.getConditions(wrong, { kind: 'account_default' })).rejects.toMatchObject({
      kind: 'refused',
      exchange: { errmsg: 'invalid signature.' },
    })
    expect(await desk.control.journal({ since, path: '/auth/get' })).toHaveLength(1)
  })

  it('tries three times through resets and rate refusals, and no more', async () => {
    await desk.control.fault({ upstream: 'polyv', path: '/auth/get', kind: 'reset_before_apply', times: 1 })
    await desk.control.fault({
      upstream: 'polyv',
      path: '/auth/get',
      kind: 'errcode',
      code: 400,
      message: 'qps exceeds number of calls',
      times: 1,
    })
    await polyv.getConditions(connection, { kind: 'account_default' })
    const since = await desk.control.lastSeq()
    await desk.control.fault({
      upstream: 'polyv',
      path: '/auth/get',
      kind: 'http',
      status: 502,
      body: '<html>',
      contentType: 'text/html',
      times: 9,
    })
    await expect(polyv.getConditions(connection, { kind: 'account_default' })).rejects.toMatchObject({
      kind: 'ambiguous',
    })
    expect(await desk.control.journal({ since, path: '/auth/get' })).toHaveLength(3)
  })

  it('refuses a channel of another account', async () => {
    expect(neighbourCredentials.polyv.appId).not.toBe(connection.accountId)
    await expect(polyv.getConditions(connection, channel('999999999'))).rejects.toMatchObject({ kind: 'refused' })
  })
})

describe('lists', () => {
  it('pages through every channel without a password in sight', async () => {
    const { channels } = await desk.control.polyv()
    const found = []
    for (let page = 1; ; page += 1) {
      const result = await polyv.lists.listChannelDetails(connection, { page, pageSize: 40 })
      found.push(...result.channels)
      if (page >= result.totalPages) break
    }
    expect(found.map((one) => one.channelId).sort()).toEqual(channels.map((one) => one.channelId).sort())
    expect(JSON.stringify(found)).not.toContain('asswd')
    const stored = new Map(channels.map((one) => [one.channelId, one]))
    for (const one of found) expect(one.ranks[0]?.enabled).toBe(stored.get(one.channelId)?.ranks[1].enabled === 'Y')
  })

  it('searches by name', async () => {
    const { channels } = await polyv.lists.searchChannels(connection, { keyword: '望川', page: 1, pageSize: 20 })
    expect(channels.length).toBeGreaterThan(0)
    expect(channels.every((one) => one.name.includes('望川'))).toBe(true)
  })
})

describe('whitelists', () => {
  it('counts, lists and adds per rank', async () => {
    const channelId = await desk.find((one) => typeOf(one.ranks[1]) === 'public')
    const scope = channel(channelId)
    const before = await polyv.whitelist.countWhitelist(connection, scope, 2)
    const other = await polyv.whitelist.countWhitelist(connection, scope, 1)
    const target = { call, connection, scope, rank: 2 } as const
    const exchange = await polyv.writes.addWhitelistEntry(target, { code: '13800138000', name: '新会员' })
    expect(JSON.stringify(exchange)).not.toContain('13800138000')
    expect(await polyv.whitelist.countWhitelist(connection, scope, 2)).toBe(before + 1)
    expect(await polyv.whitelist.countWhitelist(connection, scope, 1)).toBe(other)
    const list = await polyv.whitelist.listWhitelist(connection, scope, 2, {
      page: 1,
      pageSize: 10,
      keyword: '13800138000',
    })
    expect(list.entries).toEqual([{ code: '13800138000', name: '新会员' }])
  })
})
