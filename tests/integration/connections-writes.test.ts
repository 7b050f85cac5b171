import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ActionResult } from '@/lib/errors'
import { neighbourCredentials } from '@/sandbox/credentials'
import { type ConnectionDesk, contextWith, ensureSandboxConnections, openConnectionDesk } from './connection-desk'

const CANARY = 'canary0a1b2c3d4e5f60718293a4b5c6d'
const NEW_CANARY = 'canaryffeeddccbbaa99887766554433'
const session = vi.hoisted(() => ({ current: null as unknown }))
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'sec-fetch-site': 'same-origin' }),
  cookies: async () => new Map(),
}))
vi.mock('@/lib/auth/session', () => ({ readSession: async () => session.current }))

let desk: ConnectionDesk
let writes: Awaited<ReturnType<typeof loadWrites>>
async function loadWrites() {
  const { action } = await import('@/lib/action')
  const { addConnection } = await import('@/lib/connections/add-connection')
  const { updateConnection } = await import('@/lib/connections/update-connection')
  const { switchConnection } = await import('@/lib/connections/switch-connection')
  const { reopenConnection } = await import('@/lib/connections/reopen-connection')
  const { testConnection } = await import('@/lib/connections/test-connection')
  return {
    add: action(addConnection),
    update: action(updateConnection),
    switchUse: action(switchConnection),
    reopen: action(reopenConnection),
    test: action(testConnection),
  }
}

beforeAll(async () => {
  desk = await openConnectionDesk()
  writes = await loadWrites()
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.sql('delete from connection')
  await desk.sql('delete from access_token')
  signIn('admin')
})

const signIn = (role: 'admin' | 'manager' | 'support') => {
  session.current = contextWith(role).session
}
const neighbour = {
  kind: 'wechat',
  name: '第二剧场',
  endpoint: 'sandbox',
  accountId: neighbourCredentials.wechat.appId,
  secret: CANARY,
  callsPerSecond: '5',
}
const events = (action: string) =>
  desk.sql<{ outcome: string; phase: string; before: unknown; after: Record<string, unknown>; reason: string | null }>(
    'select * from audit_event where action = $1 order by occurred_at desc, seq desc',
    [action],
  )

async function addNeighbour(): Promise<string> {
  const added = await writes.add(neighbour)
  if (!added.ok) throw new Error(JSON.stringify(added))
  return added.data.connectionId
}

async function row(id: string) {
  const [found] = await desk.sql<{
    name: string
    base_url: string
    secret_ciphertext: string
    updated_at: Date
    is_enabled: boolean
    closed_at: Date | null
    calls_per_second: number
  }>('select * from connection where id = $1', [id])
  if (!found) throw new Error('no such connection')
  return found
}

const versionOf = async (id: string) => (await row(id)).updated_at.toISOString()

const fieldErrorsOf = (result: ActionResult<unknown>) => (result.ok ? {} : result.fieldErrors)

describe('adding an account', () => {
  it('stores its secret sealed and records only that one was set', async () => {
    const id = await addNeighbour()
    const [event] = await events('connection.add')
    expect(event?.after).toMatchObject({
      name: '第二剧场',
      accountId: neighbour.accountId,
      source: 'person',
      secret: { secret: 'set', fingerprint: expect.stringMatching(/^f1:[0-9a-f]{12}$/) },
    })
    const everything = JSON.stringify([
      await desk.sql('select * from connection'),
      await desk.sql('select * from audit_event'),
    ])
    expect(everything).not.toContain(CANARY)
    expect(everything).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 30))
    const { getAccount } = await import('@/lib/connections/account')
    const account = await getAccount(id)
    expect(JSON.stringify(account)).not.toContain(CANARY)
    expect(account?.secret.fingerprint).toMatch(/^f1:/)
  })

  it('refuses the same account twice, and a second one beside it is fine', async () => {
    await addNeighbour()
    expect(fieldErrorsOf(await writes.add({ ...neighbour, name: '又一次' }))).toEqual({ accountId: 'alreadyConnected' })
    expect((await writes.add({ ...neighbour, accountId: 'wx0000000000000abc' })).ok).toBe(true)
  })

  it.each([
    ['an address as endpoint', { endpoint: 'http://169.254.169.254' }, 'endpoint'],
    ['an endpoint this server does not offer', { endpoint: 'configured' }, 'endpoint'],
    ['an appid in capitals', { accountId: 'WX8A40E2C6D95B7F13' }, 'accountId'],
    ['an appid of another length', { accountId: 'wx8a40e2c6d95b7f1' }, 'accountId'],
    ['a secret with a line break', { secret: 'abcdefgh\nijkl' }, 'secret'],
    ['a blank name', { name: '  ' }, 'name'],
    ['a name of 41 characters', { name: '剧'.repeat(41) }, 'name'],
    ['no calls at all', { callsPerSecond: '0' }, 'callsPerSecond'],
    ['calls without end', { callsPerSecond: 'Infinity' }, 'callsPerSecond'],
  ])('refuses %s on its field', async (_name, change, field) => {
    expect(Object.keys(fieldErrorsOf(await writes.add({ ...neighbour, ...change })) ?? {})).toEqual([field])
    expect(await desk.sql('select 1 from connection')).toEqual([])
  })

  it('refuses an address smuggled in beside the choice', async () => {
    const result = await writes.add({ ...neighbour, baseUrl: 'http://127.0.0.1:1' })
    expect(result).toMatchObject({ ok: false, code: 'invalid_input' })
    expect(await desk.sql('select 1 from connection')).toEqual([])
  })
})

describe('who may', () => {
  it.each(['manager', 'support'] as const)('a %s changes nothing, and each attempt is on record', async (role) => {
    const id = await addNeighbour()
    const before = await row(id)
    signIn(role)
    const results = [
      await writes.add({ ...neighbour, accountId: 'wx1111111111111111' }),
      await writes.update({ connectionId: id, version: before.updated_at.toISOString(), secret: NEW_CANARY }),
      await writes.switchUse({ connectionId: id, isEnabled: false, reason: '试试' }),
      await writes.reopen({ connectionId: id, reason: '试试' }),
      await writes.test({ connectionId: id }),
    ]
    for (const result of results) expect(result).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await row(id)).toEqual(before)
    const denied = await desk.sql<{ action: string }>(
      `select action from audit_event where phase = 'denied' and actor_id = $1`,
      [`person-${role}`],
    )
    expect(denied.map(({ action }) => action).sort()).toEqual(
      ['connection.add', 'connection.reopen', 'connection.test', 'connection.update', 'connection.update'].sort(),
    )
    const record = JSON.stringify(await desk.sql('select * from audit_event'))
    expect(record).not.toContain(NEW_CANARY)
  })
})

describe('changing an account', () => {
  it('keeps the secret when the field is empty, and its token with it', async () => {
    const id = await addNeighbour()
    const before = await row(id)
    await desk.sql(`insert into access_token values ($1, 'x', 'f1:1', now(), now() + interval '1 hour')`, [id])
    const result = await writes.update({ connectionId: id, version: await versionOf(id), name: '改名', secret: '' })
    expect(result).toEqual({ ok: true, data: { isChanged: true } })
    expect((await row(id)).secret_ciphertext).toBe(before.secret_ciphertext)
    expect(await desk.sql('select 1 from access_token')).toHaveLength(1)
    const [event] = await events('connection.update')
    expect(event?.after).not.toHaveProperty('secret')
  })

  it('forgets the token of a replaced secret and records both fingerprints, never the values', async () => {
    const id = await addNeighbour()
    await desk.sql(`insert into access_token values ($1, 'x', 'f1:1', now(), now() + interval '1 hour')`, [id])
    await writes.update({ connectionId: id, version: await versionOf(id), secret: NEW_CANARY })
    expect(await desk.sql('select 1 from access_token')).toEqual([])
    const [event] = await events('connection.update')
    expect(event).toMatchObject({
      before: { secret: { secret: 'same', fingerprint: expect.stringMatching(/^f1:/) } },
      after: { secret: { secret: 'changed', fingerprint: expect.stringMatching(/^f1:/) } },
    })
    expect(JSON.stringify(await desk.sql('select * from audit_event'))).not.toMatch(/canary/)
    const { openConnection } = await import('@/lib/connections/open-connection')
    expect((await openConnection(id)).connection.secret.reveal()).toBe(NEW_CANARY)
  })

  it('writes no event when nothing differs', async () => {
    const id = await addNeighbour()
    const count = (await events('connection.update')).length
    const same = { connectionId: id, version: await versionOf(id), name: neighbour.name, secret: CANARY }
    expect(await writes.update(same)).toEqual({ ok: true, data: { isChanged: false } })
    expect(await events('connection.update')).toHaveLength(count)
  })

  it('lets the first of two people through and tells the second', async () => {
    const id = await addNeighbour()
    const version = await versionOf(id)
    const results = await Promise.all(['甲', '乙'].map((name) => writes.update({ connectionId: id, version, name })))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(results.find((result) => !result.ok)).toMatchObject({ code: 'stale_base' })
  })

  it('never lets a person say where to call', async () => {
    const id = await addNeighbour()
    const version = await versionOf(id)
    expect(fieldErrorsOf(await writes.update({ connectionId: id, version, endpoint: 'https://evil.example' }))).toEqual(
      {
        endpoint: 'endpoint',
      },
    )
    await writes.update({ connectionId: id, version, endpoint: 'live' })
    expect((await row(id)).base_url).toBe('https://api.weixin.qq.com')
  })
})

describe('what is given at start', () => {
  it('cannot be changed by a person, save for the name', async () => {
    await ensureSandboxConnections()
    const [polyv] = await desk.sql<{ id: string }>(`select id from connection where kind = 'polyv'`)
    const id = polyv?.id ?? ''
    const change = { secret: NEW_CANARY, userId: 'abcd1234', callsPerSecond: '9', endpoint: 'live' }
    const refused = await writes.update({ connectionId: id, version: await versionOf(id), ...change })
    expect(fieldErrorsOf(refused)).toEqual({
      secret: 'givenAtStart',
      userId: 'givenAtStart',
      callsPerSecond: 'givenAtStart',
      endpoint: 'givenAtStart',
    })
    expect((await writes.update({ connectionId: id, version: await versionOf(id), name: '直播主账号' })).ok).toBe(true)
    await ensureSandboxConnections()
    expect((await row(id)).name).toBe('直播主账号')
  })
})

describe('reopening and taking out of use', () => {
  it('needs a reason, then lets writes through and says who and why', async () => {
    const id = await addNeighbour()
    await desk.sql(`update connection set closed_at = now(), closed_reason = 'default_touched' where id = $1`, [id])
    for (const reason of ['', '   ', undefined, '字'.repeat(201)]) {
      expect(Object.keys(fieldErrorsOf(await writes.reopen({ connectionId: id, reason })) ?? {})).toEqual(['reason'])
      expect((await row(id)).closed_at).not.toBeNull()
    }
    expect((await writes.reopen({ connectionId: id, reason: '已核对账号默认设置' })).ok).toBe(true)
    expect((await row(id)).closed_at).toBeNull()
    const [event] = await events('connection.reopen')
    expect(event).toMatchObject({
      reason: '已核对账号默认设置',
      before: { closedReason: 'default_touched' },
      after: { closedReason: null },
    })
    expect(await writes.reopen({ connectionId: id, reason: '再来一次' })).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('takes an account out of use and back, and the desk stops offering it', async () => {
    const id = await addNeighbour()
    const { currentConnection } = await import('@/lib/connections/queries')
    await writes.switchUse({ connectionId: id, isEnabled: false, reason: '合同到期' })
    expect(await currentConnection('wechat', id)).toBeNull()
    await writes.switchUse({ connectionId: id, isEnabled: true, reason: '续签' })
    expect((await currentConnection('wechat', id))?.id).toBe(id)
    expect((await events('connection.update')).slice(0, 2).map(({ reason }) => reason)).toEqual(['续签', '合同到期'])
  })

  it('does not put back an account whose address is no longer offered', async () => {
    const id = await addNeighbour()
    await desk.sql(`update connection set is_enabled = false, base_url = 'http://127.0.0.1:9' where id = $1`, [id])
    expect(await writes.switchUse({ connectionId: id, isEnabled: true, reason: '启用' })).toMatchObject({
      ok: false,
      code: 'conflict',
    })
    expect((await row(id)).is_enabled).toBe(false)
  })
})
