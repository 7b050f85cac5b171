import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { neighbourCredentials } from '@/sandbox/credentials'
import { type GrantDesk, openGrantDesk } from './grant-desk'

let desk: GrantDesk
beforeAll(async () => {
  desk = await openGrantDesk()
})
afterAll(() => desk.close())
afterEach(async () => {
  await desk.control.clearFaults()
  await desk.control.switches({ ignorePaging: false, getAuthorizeAppsVerb: 'POST' })
})

describe('listing dramas', () => {
  it('reads every page and keeps an id above 2^53 to the last digit', async () => {
    const { listDramas } = await import('@/lib/wechat/list-dramas')
    const { dramas, isComplete } = await listDramas(desk.connection)
    expect(isComplete).toBe(true)
    const { dramas: stored } = await desk.control.wechat()
    expect(new Set(dramas.map((drama) => drama.dramaId))).toEqual(new Set(stored.map((drama) => drama.drama_id)))
    expect(dramas.some((drama) => BigInt(drama.dramaId) > 2n ** 53n)).toBe(true)
  })

  it('ends when paging is ignored, and says that it proves nothing', async () => {
    const { listDramas } = await import('@/lib/wechat/list-dramas')
    await desk.control.switches({ ignorePaging: true })
    const since = await desk.control.lastSeq()
    const { dramas, isComplete } = await listDramas(desk.connection)
    expect([dramas.length, isComplete]).toEqual([100, false])
    expect((await desk.control.journal({ since, path: 'listdramas' })).length).toBe(3)
  })

  it('tries a busy answer once more, and a second one stands', async () => {
    const { listDramas } = await import('@/lib/wechat/list-dramas')
    await desk.control.fault({ upstream: 'wechat', path: 'listdramas', kind: 'errcode', code: -1 })
    expect((await listDramas(desk.connection)).dramas.length).toBeGreaterThan(250)
    await desk.control.fault({ upstream: 'wechat', path: 'listdramas', kind: 'errcode', code: -1, times: 2 })
    await expect(listDramas(desk.connection)).rejects.toMatchObject({ kind: 'refused' })
  })
})

describe('reading grants', () => {
  it('gives what the upstream holds, narrowed to one licensee', async () => {
    const { getAuthorizeObjects } = await import('@/lib/wechat/get-authorize-objects')
    const { grants } = await desk.control.wechat()
    const all = await getAuthorizeObjects(desk.connection)
    expect(all.length).toBe(grants.length)
    const appid = grants[0]?.authorized_appid ?? ''
    const mine = grants.filter((grant) => grant.authorized_appid === appid)
    const read = await getAuthorizeObjects(desk.connection, { appid })
    const seconds = (moment: Date | null) => (moment ? moment.getTime() / 1000 : 0)
    expect(new Map(read.map((grant) => [grant.dramaId, seconds(grant.expiresAt)]))).toEqual(
      new Map(mine.map((grant) => [grant.drama_id, grant.authz_expire_time])),
    )
  })

  it('asks for account-level grants by GET only when the upstream insists', async () => {
    const { getAuthorizeApps } = await import('@/lib/wechat/get-authorize-apps')
    const { appGrants } = await desk.control.wechat()
    expect((await getAuthorizeApps(desk.connection)).length).toBe(appGrants.length)
    await desk.control.switches({ getAuthorizeAppsVerb: 'GET' })
    const since = await desk.control.lastSeq()
    expect((await getAuthorizeApps(desk.connection)).length).toBe(appGrants.length)
    const methods = (await desk.control.journal({ since, path: 'getauthorizeapps' })).map((entry) => entry.method)
    expect(methods).toEqual(['POST', 'GET'])
  })

  it('cannot see what the neighbour on the same upstream owns', async () => {
    const { getDrama } = await import('@/lib/wechat/get-drama')
    const { dramas } = await desk.control.wechat(neighbourCredentials.wechat.appId)
    const foreign = dramas[0]?.drama_id ?? ''
    await expect(getDrama(desk.connection, foreign)).rejects.toMatchObject({ kind: 'refused' })
  })
})

describe('an answer nobody can trust', () => {
  const faults = [
    ['a gateway page', { kind: 'http', status: 502 }, 'ambiguous'],
    ['an empty body', { kind: 'http', status: 200, body: '' }, 'malformed'],
    ['broken JSON', { kind: 'bad_json' }, 'malformed'],
    ['half a body', { kind: 'cut_body' }, 'ambiguous'],
    ['a reset', { kind: 'reset_before_apply' }, 'ambiguous'],
    ['silence', { kind: 'hang' }, 'ambiguous'],
    ['a foreign 404', { kind: 'http', status: 404, body: '{}' }, 'malformed'],
  ] as const

  it.each(faults)('%s is of the right kind', async (_name, fault, kind) => {
    const { attempt } = await import('@/lib/wechat/attempt')
    const { currentToken } = await import('@/lib/wechat/token')
    const { dramaResults } = await import('@/lib/wechat/schema')
    await desk.control.fault({ upstream: 'wechat', path: 'getdrama', ...fault })
    const sent = attempt(desk.connection, await currentToken(desk.connection), {
      path: '/wxa/sec/vod/getdrama',
      body: '{"drama_id":1}',
      schema: dramaResults,
    })
    const error = await sent.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ kind })
    expect(JSON.stringify((error as { exchange: unknown }).exchange)).not.toContain('access_token=')
  })
})
