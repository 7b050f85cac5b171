import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { defaultCredentials, neighbourCredentials } from '../../sandbox/credentials.ts'
import { licenseeAppId } from '../../sandbox/seed/licensees.ts'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { driveSandbox, type Json } from './sandbox-driver.ts'

const grantee = licenseeAppId(60)
const uncategorised = licenseeAppId(10)
const hugeId = '9007199254740993'
const playable = '100201'
const unplayable = '100208'
let sandbox: Sandbox
let drive: ReturnType<typeof driveSandbox>
let token: string

beforeAll(async () => {
  sandbox = await startSandbox()
  drive = driveSandbox(sandbox)
})
afterAll(async () => await sandbox.close())
beforeEach(async () => {
  await drive.control('POST', '/reset', {})
  token = await drive.fetchToken()
})

async function grants(dramaId: string, licensee = grantee): Promise<Json[]> {
  const body = `{"drama_id":${dramaId},"authorized_appid":"${licensee}"}`
  return (await drive.wechat<{ objects: Json[] }>('getauthorizeobjects', token, body)).objects
}

describe('the order in which WeChat refuses', () => {
  const refusals: [string, () => Promise<string>, number][] = [
    ['a GET before anything else', () => drive.wechatText('/wxa/sec/vod/authorizedrama', '', 'GET'), 43002],
    ['a missing token before the body', () => drive.wechatText('/wxa/sec/vod/authorizedrama', ''), 41001],
    ['an unknown token', () => drive.wechatText('/wxa/sec/vod/authorizedrama?access_token=x', ''), 40001],
    ['an empty body', () => call('authorizedrama', ''), 44002],
    ['broken JSON', () => call('authorizedrama', '{"drama_id":'), 47001],
    ['no licensee', () => call('authorizedrama', `{"drama_id":[${playable}]}`), 10093014],
    ['an empty list', () => call('authorizedrama', `{"drama_id":[],"authorized_appid":"${grantee}"}`), 10093014],
    [
      'quoted ids',
      () => call('authorizedrama', `{"drama_id":["${playable}"],"authorized_appid":"${grantee}"}`),
      10093014,
    ],
    ['a malformed AppID', () => call('authorizedrama', `{"drama_id":[${playable}],"authorized_appid":"wx1"}`), 47003],
    [
      'a licensee without the category',
      () => call('authorizedrama', `{"drama_id":[1],"authorized_appid":"${uncategorised}"}`),
      10090038,
    ],
  ]
  const call = (name: string, body: string) => drive.wechatText(`/wxa/sec/vod/${name}?access_token=${token}`, body)

  it.each(refusals)('%s', async (_name, send, code) => {
    const reply = JSON.parse(await send()) as Json
    expect(reply.errcode).toBe(code)
    expect(reply.errmsg).toMatch(/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)
    expect((await drive.journal('path=authorizedrama')).some((entry) => entry.applied)).toBe(false)
  })

  it('answers 404 outside its routes', async () => {
    const response = await fetch(`http://127.0.0.1:${sandbox.ports.wechat}/wxa/sec/vod/authorizecopyright`, {
      method: 'POST',
    })
    expect(response.status).toBe(404)
  })

  it('refuses a body that is not JSON by its type', async () => {
    const response = await fetch(
      `http://127.0.0.1:${sandbox.ports.wechat}/wxa/sec/vod/listdramas?access_token=${token}`,
      {
        method: 'POST',
        body: new URLSearchParams({ limit: '1' }),
      },
    )
    expect(((await response.json()) as Json).errcode).toBe(10090018)
  })
})

describe('granting', () => {
  it('keeps one outcome per drama and integers beyond 2^53', async () => {
    const body = `{"drama_id":[${hugeId},300101,${unplayable},${playable}],"authorized_appid":"${grantee}","authz_expire_time":0}`
    const text = await drive.wechatText(`/wxa/sec/vod/authorizedrama?access_token=${token}`, body)
    expect(text).toContain(`{"drama_id":${hugeId},"errcode":0}`)
    const reply = JSON.parse(text) as { errcode: number; result: Json[] }
    expect(reply.errcode).toBe(0)
    expect(reply.result.map((row) => row.errcode)).toEqual([0, 1, 1, 0])
    expect(reply.result[1]?.errmsg).toBe('获取剧目300101失败!')
    expect(reply.result[3]).not.toHaveProperty('errmsg')
    expect(await grants('300101')).toEqual([])
    expect(await grants(playable)).toHaveLength(1)
    const state = await drive.control<{ grants: Json[] }>('GET', '/state/wechat')
    expect(state.grants.some((grant) => grant.drama_id === hugeId && grant.authorized_appid === grantee)).toBe(true)
  })

  it('holds the seven-day floor to the second, on its own clock', async () => {
    await drive.control('PUT', '/switches', { wechatClockSkewMs: 3_600_000 })
    const floor = Math.floor((Date.now() + 3_600_000) / 1000) + 604_800
    const attempt = async (expiry: number): Promise<unknown> => {
      const body = { drama_id: [Number(playable)], authorized_appid: grantee, authz_expire_time: expiry }
      return (await drive.wechat('authorizedrama', token, body)).errcode
    }
    expect(await attempt(floor - 30)).toBe(47003)
    expect(await attempt(floor + 30)).toBe(0)
  })

  it.each([
    ['overwrite', 0, 2],
    ['keep-old', 0, 1],
    ['error', 1, 1],
  ])('re-grants by the switch: %s', async (rule, errcode, writes) => {
    const body = { drama_id: [Number(playable)], authorized_appid: grantee }
    await drive.wechat('authorizedrama', token, body)
    await drive.control('PUT', '/switches', { regrant: rule })
    const reply = await drive.wechat<{ result: Json[] }>('authorizedrama', token, body)
    expect(reply.result[0]?.errcode).toBe(errcode)
    const state = await drive.control<{ grants: Json[] }>('GET', '/state/wechat')
    const held = state.grants.find((grant) => grant.drama_id === playable && grant.authorized_appid === grantee)
    expect(held?.writes).toBe(writes)
  })

  const shapes: [string, string, string, string, number][] = [
    ['authorized_appid', 'off', 'authorized_appid', '', 0],
    ['authorized', 'off', 'authorized_appid', '', 10093014],
    ['authorized', 'off', 'authorized_appid', 'authorized', 0],
    ['authorized', 'on', 'authorized_appid', 'authorized', 10090021],
    ['authorized', 'on', 'authorized', '', 0],
    ['authorized_appid', 'on', 'authorized_appid', 'authorized', 10090021],
    ['either', 'on', 'authorized', '', 0],
  ]
  it.each(shapes)('reads %s, strict %s: %s %s', async (reads, strict, key, second, code) => {
    await drive.control('PUT', '/switches', { READS: reads, STRICT_NAMES: strict })
    const body = { drama_id: [Number(playable)], [key]: grantee, ...(second ? { [second]: grantee } : {}) }
    expect((await drive.wechat('authorizedrama', token, body)).errcode).toBe(code)
  })

  it('revokes once, and says so the second time', async () => {
    const body = { drama_id: [Number(playable)], authorized_appid: grantee }
    await drive.wechat('authorizedrama', token, body)
    const first = await drive.wechat<{ result: Json[] }>('deauthorizedrama', token, body)
    const second = await drive.wechat<{ result: Json[] }>('deauthorizedrama', token, body)
    expect([first.result[0]?.errcode, second.result[0]?.errcode]).toEqual([0, 1])
    expect(await grants(playable)).toEqual([])
  })
})

describe('lists', () => {
  it('pages dramas without a total, every state in it', async () => {
    const seen = new Map<string, Json>()
    for (let offset = 0; ; offset += 100) {
      const reply = await drive.wechat<{ drama_info_list: Json[] }>('listdramas', token, { offset, limit: 100 })
      expect(reply).not.toHaveProperty('total_count')
      if (reply.drama_info_list.length === 0) break
      for (const drama of reply.drama_info_list) seen.set(String(drama.drama_id), drama)
    }
    expect(seen.size).toBeGreaterThanOrEqual(250)
    const states = new Set([...seen.values()].map((drama) => `${drama.status}/${(drama.audit_detail as Json).status}`))
    expect(states.size).toBe(20)
  })

  it('pages grants with a total and refuses more than a thousand', async () => {
    const reply = await drive.wechat<{ total_count: number; objects: Json[] }>('getauthorizeobjects', token, {
      limit: 50,
    })
    expect(reply.objects).toHaveLength(50)
    expect(reply.total_count).toBeGreaterThan(500)
    expect((await drive.wechat('getauthorizeobjects', token, { limit: 1001 })).errcode).toBe(47003)
  })

  it('lags behind a write when told to', async () => {
    await drive.control('PUT', '/switches', { wechatReplicaLagMs: 60_000 })
    await drive.wechat('authorizedrama', token, { drama_id: [Number(playable)], authorized_appid: grantee })
    expect(await grants(playable)).toEqual([])
    await drive.control('PUT', '/switches', { wechatReplicaLagMs: 0 })
    expect(await grants(playable)).toHaveLength(1)
  })

  it('shows the neighbour only its own dramas', async () => {
    const foreign = await drive.fetchToken({}, neighbourCredentials.wechat)
    const reply = await drive.wechat('getdrama', foreign, { drama_id: Number(playable) })
    expect(reply.errcode).toBe(10093030)
  })
})

describe('tokens', () => {
  const { appId, appSecret } = defaultCredentials.wechat
  const plain = `/cgi-bin/token?grant_type=client_credential&appid=${appId}&secret=${appSecret}`
  const isGood = async (text: string): Promise<unknown> =>
    (await drive.wechat('listdramas', text, { limit: 1 })).errcode

  it('gives the same stable token until its last minutes, then overlaps', async () => {
    expect(await drive.fetchToken()).toBe(token)
    await drive.control('POST', '/clock', { offsetMs: 6_950_000 })
    const next = await drive.fetchToken()
    expect(next).not.toBe(token)
    expect([await isGood(token), await isGood(next)]).toEqual([0, 0])
    await drive.control('POST', '/clock', { offsetMs: 7_300_000 })
    expect([await isGood(token), await isGood(next)]).toEqual([42001, 0])
  })

  it('kills the old token on a forced refresh, thirty seconds apart and twenty a day', async () => {
    const forced = await drive.fetchToken({ force_refresh: true })
    expect(await isGood(token)).toBe(40001)
    expect(await drive.fetchToken({ force_refresh: true })).toBe(forced)
    const midday = 12 * 3_600_000
    const untilDayStart = 86_400_000 - ((Date.now() + 8 * 3_600_000) % 86_400_000)
    const codes: unknown[] = []
    for (let turn = 0; turn < 21; turn += 1) {
      await drive.control('POST', '/clock', { offsetMs: untilDayStart + midday + turn * 31_000 })
      codes.push(await drive.fetchToken({ force_refresh: true }))
    }
    expect(codes.slice(0, 20)).not.toContain('undefined')
    expect(codes[20]).toBe('undefined')
  })

  it('keeps the two token endpoints apart', async () => {
    const first = JSON.parse(await drive.wechatText(plain, '', 'GET')) as Json
    const second = JSON.parse(await drive.wechatText(plain, '', 'GET')) as Json
    expect(first.access_token).not.toBe(second.access_token)
    expect(await isGood(token)).toBe(0)
    expect(await isGood(String(first.access_token))).toBe(0)
    expect(second).not.toHaveProperty('errcode')
  })

  it.each([
    ['appid', 'wx0000000000000000', 40013],
    ['appid', '', 41002],
    ['secret', 'wrong', 40125],
    ['secret', '', 41004],
    ['grant_type', 'other', 40002],
  ])('refuses a wrong %s: %s', async (field, value, code) => {
    const body = { grant_type: 'client_credential', appid: appId, secret: appSecret, [field]: value }
    const reply = JSON.parse(await drive.wechatText('/cgi-bin/stable_token', JSON.stringify(body))) as Json
    expect(reply.errcode).toBe(code)
  })
})

describe('account grants and quota', () => {
  it('grants and revokes the whole account', async () => {
    const body = { authorized_appid: grantee }
    expect((await drive.wechat('authorizeapp', token, body)).errcode).toBe(0)
    const listed = await drive.wechat<{ objects: Json[] }>('getauthorizeapps', token, {})
    expect(listed.objects.some((row) => row.authorized_appid === grantee)).toBe(true)
    expect((await drive.wechat('deauthorizeapp', token, body)).errcode).toBe(0)
    expect((await drive.wechat('deauthorizeapp', token, body)).errcode).toBe(1)
  })

  it('limits a second and a day', async () => {
    await drive.control('PUT', '/switches', { wechatQps: 1 })
    const codes = await Promise.all(
      [1, 2, 3].map(async () => (await drive.wechat('listdramas', token, { limit: 1 })).errcode),
    )
    expect(codes.filter((code) => code === 10093023).length).toBeGreaterThanOrEqual(1)
    await drive.control('PUT', '/switches', { wechatQps: 0, wechatDailyQuota: 1 })
    expect((await drive.wechat('listdramas', token, { limit: 1 })).errcode).toBe(45009)
  })
})
