import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { licenseeAppId } from '../../sandbox/seed/licensees.ts'
import { type Sandbox, startSandbox } from '../../sandbox/start.ts'
import { driveSandbox, type Json } from './sandbox-driver.ts'

const grantee = licenseeAppId(60)
const grant = { drama_id: [100201, 100202], authorized_appid: grantee }
const mine = '777001'
const code = { rank: 1, enabled: 'Y', authType: 'code', authCode: 'abc123' }
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
  await drive.control('PATCH', '/state/polyv', { channels: { put: [{ channelId: mine }] } })
  token = await drive.fetchToken()
})

async function held(): Promise<Json[]> {
  const state = await drive.control<{ grants: Json[] }>('GET', '/state/wechat')
  return state.grants.filter((row) => row.authorized_appid === grantee)
}

const authorize = (): Promise<Json> => drive.wechat('authorizedrama', token, grant)
const arm = (fault: Json): Promise<Json> => drive.control('POST', '/faults', { path: 'authorizedrama', ...fault })

describe('the journal', () => {
  it('shows what was asked, answered and applied, and no secret', async () => {
    await authorize()
    const entries = await drive.journal('upstream=wechat')
    const text = JSON.stringify(entries)
    expect(text).not.toContain(token)
    expect(text).not.toContain('3b9f0c6e2d7a41858e6cf10a94d2b735')
    const entry = entries.at(-1)
    expect(entry).toMatchObject({ method: 'POST', path: '/wxa/sec/vod/authorizedrama', applied: true, fault: null })
    expect(entry?.parsed).toEqual(grant)
    expect(entry?.appliedItems).toHaveLength(2)
    expect(entry?.response?.status).toBe(200)
  })

  it('tells of a request as soon as it is received', async () => {
    await arm({ kind: 'hang' })
    const { lastSeq } = await drive.control<{ lastSeq: number }>('GET', '/journal')
    const waiting = drive.control<{ entry: Json }>(
      'GET',
      `/journal/wait?since=${lastSeq}&path=authorizedrama&timeoutMs=5000`,
    )
    const pending = authorize().catch((error: unknown) => error)
    expect((await waiting).entry).toMatchObject({ response: null, applied: false, fault: 'hang' })
    await drive.control('POST', '/faults/release')
    expect(await pending).toBeInstanceOf(Error)
    expect(await held()).toEqual([])
  })

  it('gives up waiting in time', async () => {
    expect(await drive.control('GET', '/journal/wait?path=nothing&timeoutMs=5')).toEqual({ entry: null })
  })

  it('takes the absolute form of a target', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({
        port: sandbox.ports.polyv,
        host: '127.0.0.1',
        path: 'https://api.polyv.net/live/v3/channel/auth/get?appId=',
      })
      sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject)
      sent.end()
    })
    expect(status).toBe(200)
    expect((await drive.journal('upstream=polyv')).at(-1)?.path).toBe('/live/v3/channel/auth/get')
  })
})

describe('faults', () => {
  it('answers with a code and applies nothing, as often as told, after as many as told', async () => {
    await arm({ kind: 'errcode', code: -1, message: 'system error', times: 1, after: 1 })
    const codes = [await authorize(), await authorize(), await authorize()].map((reply) => reply.errcode)
    expect(codes).toEqual([0, -1, 0])
    expect((await held()).map((row) => row.writes)).toEqual([2, 2])
  })

  it.each(['apply_then_reset', 'cut_body'])('%s: applied, and the caller cannot know', async (kind) => {
    await arm({ kind })
    await expect(authorize()).rejects.toThrow()
    expect(await held()).toHaveLength(2)
  })

  it('reset_before_apply: nothing happened', async () => {
    await arm({ kind: 'reset_before_apply' })
    await expect(authorize()).rejects.toThrow()
    expect(await held()).toEqual([])
  })

  it('apply_late: lands after the caller gave up', async () => {
    await arm({ kind: 'apply_late', delayMs: 1_500, meanwhile: 'reset' })
    await expect(authorize()).rejects.toThrow()
    expect(await held()).toEqual([])
    await expect.poll(held, { timeout: 10_000 }).toHaveLength(2)
    expect((await drive.journal('path=authorizedrama')).at(-1)).toMatchObject({ applied: true, response: null })
  })

  it('silent_noop: says yes and does nothing', async () => {
    await arm({ kind: 'silent_noop' })
    expect(await authorize()).toMatchObject({ errcode: 0 })
    expect(await held()).toEqual([])
  })

  it('misreports single dramas', async () => {
    const rows = async (fault: Json): Promise<unknown[]> => {
      await arm(fault)
      const reply = await drive.wechat<{ result: Json[] }>('authorizedrama', token, grant)
      return reply.result.map((row) => [row.drama_id, row.errcode])
    }
    expect(await rows({ kind: 'drop_items', ids: ['100201'] })).toEqual([[100202, 0]])
    expect(await rows({ kind: 'extra_item', dramaId: '424242' })).toContainEqual([424242, 0])
    expect(await rows({ kind: 'fail_items', items: [{ id: '100202', code: 10090043 }] })).toEqual([
      [100201, 0],
      [100202, 10090043],
    ])
  })

  it('answers pages that are no JSON', async () => {
    await arm({ kind: 'http', status: 502 })
    const response = await fetch(
      `http://127.0.0.1:${sandbox.ports.wechat}/wxa/sec/vod/authorizedrama?access_token=${token}`,
      {
        method: 'POST',
      },
    )
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
    await arm({ kind: 'bad_json' })
    await expect(authorize()).rejects.toThrow(SyntaxError)
  })

  it('expires and replaces tokens', async () => {
    await arm({ kind: 'expire_token' })
    expect((await authorize()).errcode).toBe(42001)
    token = await drive.fetchToken()
    await arm({ kind: 'invalidate_token' })
    expect((await authorize()).errcode).toBe(40001)
    const next = await drive.fetchToken()
    expect(next).not.toBe(token)
    expect((await drive.wechat('authorizedrama', next, grant)).errcode).toBe(0)
  })

  it('write_global: a channel write lands on the account default', async () => {
    await drive.control('POST', '/faults', { upstream: 'polyv', path: 'auth/update', kind: 'write_global' })
    const before = await drive.readConditions(mine)
    expect(await drive.updateConditions(mine, [code])).toMatchObject({ code: 200 })
    expect(await drive.readConditions(mine)).toEqual(before)
    expect((await drive.readConditions(null))[0]).toMatchObject({ authCode: 'abc123' })
  })

  it('refuses a kind, a switch or a seed it does not know', async () => {
    expect(await arm({ kind: 'explode' })).toHaveProperty('error')
    expect(await drive.control('PUT', '/switches', { regrant: 'overwrite', nonsense: 1 })).toHaveProperty('error')
    expect(await drive.control('PUT', '/switches', { regrant: 'maybe' })).toHaveProperty('error')
    expect(await drive.control('POST', '/reset', { seed: 'other' })).toHaveProperty('error')
  })
})

describe('state', () => {
  it('takes edits from outside', async () => {
    await drive.control('PATCH', '/state/wechat', {
      grants: { put: [{ drama_id: '100201', authorized_appid: grantee }] },
      licensees: { put: [{ appid: grantee, hasCategory: false }] },
    })
    expect(await held()).toHaveLength(1)
    expect((await authorize()).errcode).toBe(10090038)
    await drive.control('PATCH', '/state/polyv', {
      channelId: mine,
      rank: 1,
      fields: { enabled: 'Y', authType: 'wxshare' },
    })
    expect((await drive.readConditions(mine))[0]).toMatchObject({ authType: 'wxshare', subAuthType: null })
  })

  it('outlives the process, a torn last line included', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sandbox-state-'))
    const first = await startSandbox({ stateDirectory: directory })
    const before = driveSandbox(first)
    const kept = await before.fetchToken()
    await before.wechat('authorizedrama', kept, grant)
    const [seeded] = (await before.control<{ channels: Json[] }>('GET', '/state/polyv')).channels
    const channelId = String(seeded?.channelId)
    await before.updateConditions(channelId, [code, { rank: 2, enabled: 'N' }])
    const states = await Promise.all([before.control('GET', '/state/wechat'), before.control('GET', '/state/polyv')])
    await first.close()
    appendFileSync(join(directory, 'state.ndjson'), '[["wechat.grants:torn","a",{"dra')

    const second = await startSandbox({ stateDirectory: directory })
    const after = driveSandbox(second)
    expect(await Promise.all([after.control('GET', '/state/wechat'), after.control('GET', '/state/polyv')])).toEqual(
      states,
    )
    expect((await after.wechat('listdramas', kept, { limit: 1 })).errcode).toBe(0)
    await second.close()
    rmSync(directory, { recursive: true })
  })
})
