import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { defaultCredentials } from '@/sandbox/credentials'
import { type ConnectionDesk, contextWith, ensureSandboxConnections, openConnectionDesk } from './connection-desk'

let desk: ConnectionDesk
const ids = { wechat: '', polyv: '' }

beforeAll(async () => {
  desk = await openConnectionDesk()
  await ensureSandboxConnections()
  for (const { id, kind } of await desk.sql<{ id: string; kind: 'wechat' | 'polyv' }>(
    'select id, kind from connection',
  ))
    ids[kind] = id
})
afterAll(() => desk.close())
beforeEach(() => desk.control.clearFaults())

async function tryAccount(kind: 'wechat' | 'polyv') {
  const { testConnection } = await import('@/lib/connections/test-connection')
  const result = await testConnection.run({ connectionId: ids[kind] }, contextWith('admin'))
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.data
}

async function withSecret<T>(kind: 'wechat' | 'polyv', secret: string, work: () => Promise<T>): Promise<T> {
  const { encryptSecret } = await import('@/lib/secrets/key-ring')
  const { secretContext } = await import('@/lib/connections/open-connection')
  const [row] = await desk.sql<{ secret_ciphertext: string }>(
    'select secret_ciphertext from connection where id = $1',
    [ids[kind]],
  )
  const write = (ciphertext: string | undefined) =>
    desk.sql('update connection set secret_ciphertext = $2 where id = $1', [ids[kind], ciphertext])
  await write(encryptSecret(secret, secretContext(ids[kind])))
  try {
    return await work()
  } finally {
    await write(row?.secret_ciphertext)
  }
}

const latestEvent = async () =>
  (
    await desk.sql<{ outcome: string; upstream: Record<string, unknown>; detail: Record<string, unknown> }>(
      `select outcome, upstream, detail from audit_event where action = 'connection.test' order by occurred_at desc, seq desc limit 1`,
    )
  )[0]

describe.each(['wechat', 'polyv'] as const)('testing a %s account', (kind) => {
  it('calls the upstream for real, changes nothing there and records the answer', async () => {
    const since = await desk.control.lastSeq()
    const result = await tryAccount(kind)
    expect(result).toMatchObject({ outcome: 'works', httpStatus: 200, advice: null })
    expect(result.latencyMs).toBeGreaterThanOrEqual(0)
    expect(Math.abs(result.clockOffsetMs ?? Number.NaN)).toBeLessThan(2_000)
    const sent = (await desk.control.journal({ since })).map(({ method, path, applied }) => ({ method, path, applied }))
    expect(sent).toEqual(
      kind === 'wechat'
        ? [
            { method: 'POST', path: '/cgi-bin/stable_token', applied: expect.anything() },
            { method: 'POST', path: '/wxa/sec/vod/listdramas', applied: false },
          ]
        : [{ method: 'GET', path: '/live/v4/channel/simple/list', applied: false }],
    )
    expect(await latestEvent()).toMatchObject({ outcome: 'succeeded', detail: { result: 'works' } })
  })

  it('says that the secret is wrong, in words for an administrator', async () => {
    const result = await withSecret(kind, 'wrongwrongwrongwrongwrongwrong00', () => tryAccount(kind))
    expect(result).toMatchObject({
      outcome: 'refused',
      advice: { key: kind === 'wechat' ? 'codes.40125' : 'errors.badSignature' },
    })
    expect(await latestEvent()).toMatchObject({ outcome: 'failed' })
  })

  it.each([
    ['hang', {}, 'no_answer'],
    ['reset_before_apply', {}, 'no_answer'],
    ['http', { status: 502, body: '<html>Bad Gateway</html>', contentType: 'text/html' }, 'no_answer'],
    ['http', { status: 200, body: '<html>log in</html>', contentType: 'text/html' }, 'unreadable'],
  ] as const)('after %s %j never claims that the account failed', async (fault, parameters, outcome) => {
    const path = kind === 'wechat' ? 'listdramas' : 'simple/list'
    await desk.control.fault({ upstream: kind, path, kind: fault, times: 9, ...parameters })
    expect(await tryAccount(kind)).toMatchObject({ outcome, advice: null })
    expect(await latestEvent()).toMatchObject({ outcome: 'unknown' })
  })

  it('tells a server that is not there from one that refuses', async () => {
    const [row] = await desk.sql<{ base_url: string }>('select base_url from connection where id = $1', [ids[kind]])
    await desk.sql(`update connection set base_url = 'http://127.0.0.1:9' where id = $1`, [ids[kind]])
    const result = await tryAccount(kind)
    await desk.sql('update connection set base_url = $2 where id = $1', [ids[kind], row?.base_url])
    expect(result).toMatchObject({ outcome: 'unreachable', httpStatus: null, code: null, advice: null })
    expect(await latestEvent()).toMatchObject({ outcome: 'unknown' })
  })

  it('takes a busy upstream for busy, not for a wrong account', async () => {
    const path = kind === 'wechat' ? 'stable_token' : 'simple/list'
    const busy =
      kind === 'wechat'
        ? { kind: 'errcode', errcode: -1, errmsg: 'system error' }
        : { kind: 'errcode', code: 429, message: 'qps exceeds' }
    await desk.control.fault({ upstream: kind, path, times: 9, ...busy } as never)
    expect(await tryAccount(kind)).toMatchObject({ outcome: 'busy', advice: null })
    expect(await latestEvent()).toMatchObject({ outcome: 'unknown' })
  })

  it('leaves neither secret nor token in events or health', async () => {
    await tryAccount(kind)
    await withSecret(kind, 'wrongwrongwrongwrongwrongwrong00', () => tryAccount(kind))
    const record = JSON.stringify([
      await desk.sql('select * from audit_event'),
      await desk.sql('select last_error_message, last_error_code from connection'),
    ])
    expect(record).not.toContain('wrongwrong')
    expect(record).not.toContain(defaultCredentials[kind].appSecret)
    expect(record).not.toMatch(/"access_token":"(?!\[secret\])/)
    expect(record).not.toMatch(/[?&]sign=/)
  })
})

describe('a stored token', () => {
  it('does not hide a wrong secret', async () => {
    const { openConnection } = await import('@/lib/connections/open-connection')
    const { currentToken } = await import('@/lib/wechat/token')
    await currentToken((await openConnection(ids.wechat)).connection)
    const result = await withSecret('wechat', 'wrongwrongwrongwrongwrongwrong00', () => tryAccount('wechat'))
    expect(result.outcome).toBe('refused')
  })
})

describe('the clock', () => {
  it('is shown as far apart as it is', async () => {
    await desk.control.switches({ polyvClockSkewMs: 90_000 })
    const result = await tryAccount('polyv')
    await desk.control.switches({ polyvClockSkewMs: 0 })
    expect(result.outcome).toBe('works')
    expect(result.clockOffsetMs).toBeGreaterThan(85_000)
    const { readConnectionHealth } = await import('@/lib/connections/health')
    await expect
      .poll(async () => (await readConnectionHealth()).find(({ kind }) => kind === 'polyv')?.state)
      .toBe('clock')
  })
})
