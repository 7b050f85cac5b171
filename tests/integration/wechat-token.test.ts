import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Secret } from '@/lib/secrets/secret'
import { type GrantDesk, openGrantDesk } from './grant-desk'

let desk: GrantDesk
beforeAll(async () => {
  desk = await openGrantDesk({ DATABASE_POOL_SIZE: '4' })
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.sql('delete from access_token')
  await desk.control.clearFaults()
})

const fetches = async (since: number) => (await desk.control.journal({ since, path: 'stable_token' })).length

async function eightProcesses() {
  const processes: Awaited<ReturnType<typeof anotherProcess>>[] = []
  while (processes.length < 8) processes.push(await anotherProcess())
  return processes
}

/** As another process would have it: its own modules, its own database connections. */
async function anotherProcess() {
  const shared = globalThis as { countersignPool?: unknown; countersignPrisma?: unknown }
  const { countersignPool, countersignPrisma } = shared
  delete shared.countersignPool
  delete shared.countersignPrisma
  vi.resetModules()
  const token = await import('@/lib/wechat/token')
  const { pool } = await import('@/lib/db')
  Object.assign(shared, { countersignPool, countersignPrisma })
  vi.resetModules()
  return { ...token, close: () => pool.end() }
}

describe('the access token', () => {
  it('is fetched once when eight processes want it at the same moment', async () => {
    const since = await desk.control.lastSeq()
    const processes = await eightProcesses()
    const wanted = processes.flatMap((one) => [1, 2, 3].map(() => one.currentToken(desk.connection)))
    const tokens = new Set((await Promise.all(wanted)).map((token) => token.reveal()))
    await Promise.all(processes.map((one) => one.close()))
    expect(tokens.size).toBe(1)
    expect(await fetches(since)).toBe(1)
  })

  it('is stored encrypted, and the record of its fetch holds neither it nor the AppSecret', async () => {
    const { currentToken } = await import('@/lib/wechat/token')
    const token = (await currentToken(desk.connection)).reveal()
    const rows = JSON.stringify(await desk.sql('select * from access_token'))
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(desk.connection.secret.reveal())
  })

  it('is renewed once when eight processes are told that it is no longer good', async () => {
    const processes = await eightProcesses()
    const [first] = processes
    if (!first) throw new Error('no process')
    const refused = await first.currentToken(desk.connection)
    await desk.control.fault({ upstream: 'wechat', path: 'listdramas', kind: 'invalidate_token' })
    const { readWechat } = await import('@/lib/wechat/client')
    const { dramaPage } = await import('@/lib/wechat/schema')
    const since = await desk.control.lastSeq()
    await readWechat(desk.connection, {
      path: '/wxa/sec/vod/listdramas',
      body: '{"offset":0,"limit":1}',
      schema: dramaPage,
    })
    const renewed = await Promise.all(processes.map((one) => one.renewToken(desk.connection, refused)))
    await Promise.all(processes.map((one) => one.close()))
    expect(new Set(renewed.map((token) => token?.reveal())).size).toBe(1)
    expect(renewed[0]?.reveal()).not.toBe(refused.reveal())
    expect(await fetches(since)).toBe(1)
  })

  it('that comes back the same after a refusal ends the matter instead of looping', async () => {
    const { currentToken, renewToken } = await import('@/lib/wechat/token')
    const token = await currentToken(desk.connection)
    const since = await desk.control.lastSeq()
    expect(await renewToken(desk.connection, token)).toBeNull()
    expect(await fetches(since)).toBe(1)
    const bodies = (await desk.control.journal({ since, path: 'stable_token' })).map((entry) => entry.body).join()
    expect(bodies).not.toContain('force_refresh')
  })

  it('another process renewed meanwhile is taken over without a fetch', async () => {
    const { currentToken, renewToken } = await import('@/lib/wechat/token')
    const current = await currentToken(desk.connection)
    const since = await desk.control.lastSeq()
    expect((await renewToken(desk.connection, new Secret('AN-OLDER-TOKEN')))?.reveal()).toBe(current.reveal())
    expect(await fetches(since)).toBe(0)
  })

  it('is fetched again when fewer than five minutes are left', async () => {
    const { currentToken } = await import('@/lib/wechat/token')
    await currentToken(desk.connection)
    await desk.sql(
      `update access_token set obtained_at = now() - interval '2 hours', expires_at = now() + interval '299 seconds'`,
    )
    const since = await desk.control.lastSeq()
    await currentToken(desk.connection)
    expect(await fetches(since)).toBe(1)
  })

  it.each(['invalidate_token', 'expire_token'] as const)(
    'hit by %s on a read is renewed and the read tried once more',
    async (kind) => {
      const { listDramas } = await import('@/lib/wechat/list-dramas')
      await desk.control.fault({ upstream: 'wechat', path: 'listdramas', kind })
      expect((await listDramas(desk.connection)).dramas.length).toBeGreaterThan(250)
    },
  )

  it('that cannot be had means that a write was not sent', async () => {
    const { writeWechat } = await import('@/lib/wechat/client')
    const { dramaResults } = await import('@/lib/wechat/schema')
    const since = await desk.control.lastSeq()
    await desk.control.fault({ upstream: 'wechat', path: 'stable_token', kind: 'http', status: 502, times: 2 })
    const write = writeWechat({} as never, desk.connection, {
      path: '/wxa/sec/vod/authorizedrama',
      body: '{}',
      schema: dramaResults,
    })
    await expect(write).rejects.toMatchObject({ kind: 'unreachable' })
    expect(await desk.control.journal({ since, path: 'authorizedrama' })).toEqual([])
  })
})
