import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ConnectionDesk, contextWith, ensureSandboxConnections, openConnectionDesk } from './connection-desk'

let desk: ConnectionDesk
let connectionId = ''
beforeAll(async () => {
  desk = await openConnectionDesk({ DATABASE_POOL_SIZE: '10' })
  await ensureSandboxConnections()
  const [row] = await desk.sql<{ id: string }>(`select id from connection where kind = 'wechat'`)
  connectionId = row?.id ?? ''
})
afterAll(() => desk.close())

/** As if the last attempts had been made long ago: events cannot be changed, so the account is another one. */
beforeEach(async () => {
  await desk.sql('delete from access_token')
  await desk.control.clearFaults()
  const fresh = crypto.randomUUID()
  await desk.sql('update connection set id = $2, secret_ciphertext = secret_ciphertext where id = $1', [
    connectionId,
    fresh,
  ])
  const { encryptSecret } = await import('@/lib/secrets/key-ring')
  const { defaultCredentials } = await import('@/sandbox/credentials')
  const { secretContext } = await import('@/lib/connections/open-connection')
  await desk.sql('update connection set secret_ciphertext = $2 where id = $1', [
    fresh,
    encryptSecret(defaultCredentials.wechat.appSecret, secretContext(fresh)),
  ])
  connectionId = fresh
  await desk.control.reset()
})

const force = async () => {
  const { renewConnectionToken } = await import('@/lib/connections/renew-token')
  return renewConnectionToken.run({ connectionId, reason: '微信拒收令牌' }, contextWith('admin'))
}
const forcedCalls = async (since: number) =>
  (await desk.control.journal({ since, path: 'stable_token' })).filter((entry) => entry.body.includes('force_refresh'))
const events = () =>
  desk.sql<{ phase: string; outcome: string; reason: string }>(
    `select phase, outcome, reason from audit_event where action = 'connection.token.renew' and connection_id = $1 order by seq`,
    [connectionId],
  )

describe('forcing a new token', () => {
  it('replaces the token for everybody, and tells before and after in the log', async () => {
    const { openConnection } = await import('@/lib/connections/open-connection')
    const { currentToken } = await import('@/lib/wechat/token')
    const { connection } = await openConnection(connectionId)
    const before = (await currentToken(connection)).reveal()
    expect(await force()).toEqual({ ok: true, data: { connectionId } })
    expect((await currentToken(connection)).reveal()).not.toBe(before)
    expect(await events()).toEqual([
      { phase: 'requested', outcome: 'pending', reason: '微信拒收令牌' },
      { phase: 'outcome', outcome: 'succeeded', reason: '微信拒收令牌' },
    ])
  })

  it('happens once when many press at the same moment, and not again within half a minute', async () => {
    const since = await desk.control.lastSeq()
    const results = await Promise.all([1, 2, 3, 4, 5, 6].map(force))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    for (const result of results.filter((one) => !one.ok))
      expect(result).toMatchObject({ code: 'conflict', detail: { cause: 'tooSoon' } })
    expect(await force()).toMatchObject({ ok: false, detail: { cause: 'tooSoon' } })
    expect(await forcedCalls(since)).toHaveLength(1)
  })

  it('stops at twenty in a day without a call', async () => {
    const { recordEvent } = await import('@/lib/audit/record')
    const { actor } = contextWith('admin')
    for (let made = 0; made < 20; made += 1)
      await recordEvent(desk.sql, {
        phase: 'requested',
        action: 'connection.token.renew',
        outcome: 'pending',
        actor,
        target: { type: 'connection', id: connectionId, name: '汀洲剧场' },
        connectionId,
      })
    const since = await desk.control.lastSeq()
    const result = await force()
    expect(result.ok).toBe(false)
    expect(await forcedCalls(since)).toEqual([])
  })

  it('that WeChat refuses is a failure with its code on record, never a second call', async () => {
    await desk.control.fault({ upstream: 'wechat', path: 'stable_token', kind: 'errcode', code: 40125, times: null })
    const since = await desk.control.lastSeq()
    expect(await force()).toMatchObject({ ok: false, detail: { cause: 'tokenRefused' } })
    expect(await forcedCalls(since)).toHaveLength(1)
    expect((await events()).map((event) => event.outcome)).toEqual(['pending', 'failed'])
  })

  it('whose answer is lost is unknown, not failed', async () => {
    await desk.control.fault({ upstream: 'wechat', path: 'stable_token', kind: 'apply_then_reset' })
    expect((await force()).ok).toBe(false)
    expect((await events()).map((event) => event.outcome)).toEqual(['pending', 'unknown'])
  })

  it('is for accounts of WeChat only', async () => {
    const [polyv] = await desk.sql<{ id: string }>(`select id from connection where kind = 'polyv'`)
    const { renewConnectionToken } = await import('@/lib/connections/renew-token')
    const input = { connectionId: polyv?.id ?? '', reason: '试试' }
    expect(await renewConnectionToken.run(input, contextWith('admin'))).toMatchObject({ ok: false, code: 'not_found' })
  })
})
