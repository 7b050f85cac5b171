import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ConnectionDesk, ensureSandboxConnections, openConnectionDesk } from './connection-desk'

let desk: ConnectionDesk
beforeAll(async () => {
  desk = await openConnectionDesk()
})
afterAll(() => desk.close())

const LIVE = {
  WECHAT_APP_ID: 'wxabcdefabcdef0123',
  WECHAT_APP_SECRET: 'environmentsecret0123456789abcdef',
  WECHAT_API_BASE_URL: 'https://api.weixin.qq.com',
  SANDBOX_UPSTREAMS: 'polyv',
}

/** Starts again with another environment, as a restart of the server would. */
async function startWith(changes: Record<string, string | undefined>) {
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  vi.resetModules()
  await ensureSandboxConnections()
}

const connections = () =>
  desk.sql<{
    account_id: string
    source: string
    is_enabled: boolean
    is_sandbox: boolean
    name: string
    base_url: string
  }>('select account_id, source, is_enabled, is_sandbox, name, base_url from connection order by created_at')
const eventsSince = (moment: Date) =>
  desk.sql<{ action: string; actor_id: string; target_name: string }>(
    'select action, actor_id, target_name from audit_event where occurred_at > $1 order by seq',
    [moment],
  )
const now = async () => {
  const [row] = await desk.sql<{ at: Date }>('select clock_timestamp() as at')
  return new Date((row?.at.getTime() ?? 0) + 1)
}

describe('connections at start', () => {
  const sandboxAddress = { WECHAT_API_BASE_URL: '' }

  it('are made with an event each, and a start that changes nothing records nothing', async () => {
    sandboxAddress.WECHAT_API_BASE_URL = process.env.WECHAT_API_BASE_URL ?? ''
    const since = await now()
    await startWith({})
    expect((await eventsSince(since)).map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ['connection.add', 'system:start'],
      ['connection.add', 'system:start'],
    ])
    const later = await now()
    await startWith({})
    expect(await eventsSince(later)).toEqual([])
  })

  it('take live credentials from the environment and put the sandbox account out of use', async () => {
    const since = await now()
    await startWith(LIVE)
    const rows = await connections()
    expect(rows.find(({ account_id }) => account_id === LIVE.WECHAT_APP_ID)).toMatchObject({
      source: 'environment',
      is_enabled: true,
      is_sandbox: false,
      base_url: 'https://api.weixin.qq.com',
    })
    expect(rows.find(({ name }) => name === '汀洲剧场')).toMatchObject({ is_enabled: false, source: 'person' })
    expect((await eventsSince(since)).map(({ action }) => action).sort()).toEqual([
      'connection.add',
      'connection.update',
    ])
    expect(JSON.stringify(await desk.sql('select * from audit_event'))).not.toContain(LIVE.WECHAT_APP_SECRET)
  })

  it('follow a secret that was changed in the environment, over whatever is stored', async () => {
    await startWith({ WECHAT_APP_SECRET: 'rotatedsecret0123456789abcdef0123' })
    const { openConnection } = await import('@/lib/connections/open-connection')
    const [row] = await desk.sql<{ id: string }>('select id from connection where account_id = $1', [
      LIVE.WECHAT_APP_ID,
    ])
    expect((await openConnection(row?.id ?? '')).connection.secret.reveal()).toBe('rotatedsecret0123456789abcdef0123')
  })

  it('stay out of use after a restart when an administrator took them out', async () => {
    await desk.sql('update connection set is_enabled = false where account_id = $1', [LIVE.WECHAT_APP_ID])
    await startWith({})
    expect((await connections()).find(({ account_id }) => account_id === LIVE.WECHAT_APP_ID)?.is_enabled).toBe(false)
  })

  it('come back with the sandbox, and leave what the environment no longer names out of use', async () => {
    await startWith({
      WECHAT_APP_ID: undefined,
      WECHAT_APP_SECRET: undefined,
      ...sandboxAddress,
      SANDBOX_UPSTREAMS: 'wechat,polyv',
    })
    const rows = await connections()
    expect(rows.find(({ name }) => name === '汀洲剧场')).toMatchObject({ is_enabled: true, source: 'sandbox' })
    expect(rows.find(({ account_id }) => account_id === LIVE.WECHAT_APP_ID)).toMatchObject({
      is_enabled: false,
      source: 'person',
    })
  })
})
