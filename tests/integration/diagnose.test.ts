import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type GrantDesk, inDays, openGrantDesk } from './grant-desk'

let desk: GrantDesk
let dramaId = ''
let appid = ''
beforeAll(async () => {
  desk = await openGrantDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.control.reset()
  await desk.sql('delete from access_token')
  await desk.sql('delete from drama')
  await desk.sql('delete from "grant"')
  await desk.sql('delete from licensee')
  const state = await desk.control.wechat()
  const covered = new Set(state.appGrants.map((grant) => grant.authorized_appid))
  dramaId = state.dramas.find((drama) => drama.status === 0 && drama.audit_detail?.status === 3)?.drama_id ?? ''
  appid = state.licensees.find((licensee) => !covered.has(licensee.appid))?.appid ?? ''
  await desk.control.changeWechat({ grants: { remove: [{ drama_id: dramaId, authorized_appid: appid }] } })
})
afterEach(() => desk.control.clearFaults())

const ask = async (change: { dramaId?: string } = {}) =>
  (await import('@/lib/diagnose/queries')).diagnose({ connectionId: desk.connectionId, appid, dramaId, ...change })
const grant = (days: number) =>
  desk.control.changeWechat({
    grants: { put: [{ drama_id: dramaId, authorized_appid: appid, authz_expire_time: inDays(days) }] },
  })
const statusOf = (found: Awaited<ReturnType<typeof ask>>, name: string) =>
  found.checks.find((check) => check.name === name)?.status

describe('asking WeChat why a drama does not play', () => {
  it('finds a live grant, and writes nothing there', async () => {
    await grant(60)
    const since = await desk.control.lastSeq()
    const found = await ask()
    expect(found).toMatchObject({ verdict: 'plays', answer: 'plays' })
    const paths = (await desk.control.journal({ since, upstream: 'wechat' })).map((entry) => entry.path)
    expect(paths.filter((path) => /authorize(drama|app)$/.test(path))).toEqual([])
    expect(await desk.sql('select 1 from "grant"')).toEqual([])
  })

  it('a grant that is not there', async () => {
    expect(await ask()).toMatchObject({ verdict: 'blocked', answer: 'noGrant', fixer: 'you' })
  })

  it('a grant that ended', async () => {
    await grant(-2)
    expect(await ask()).toMatchObject({ answer: 'lapsed' })
  })

  it('an account-level grant in its place', async () => {
    await desk.control.changeWechat({ appGrants: { put: [{ authorized_appid: appid, authz_expire_time: 0 }] } })
    const found = await ask()
    expect(found).toMatchObject({ verdict: 'plays' })
    expect(statusOf(found, 'accountGrant')).toBe('passed')
  })

  it('a drama taken down a moment ago, whatever our copy says, and our copy follows', async () => {
    await grant(60)
    const state = await desk.control.wechat()
    const drama = state.dramas.find((one) => one.drama_id === dramaId)
    await (await import('@/lib/dramas/sync-dramas')).syncDramas(desk.connectionId)
    await desk.control.changeWechat({ dramas: { put: [{ ...drama, status: 3 }] } })
    expect(await ask()).toMatchObject({ answer: 'takenDown' })
    expect(await desk.sql('select play_state from drama where drama_id = $1', [dramaId])).toEqual([
      { play_state: 'taken_down' },
    ])
  })

  it('a drama of nobody', async () => {
    expect(await ask({ dramaId: '999999999' })).toMatchObject({ answer: 'notFound' })
  })

  it('the category, by what WeChat last refused', async () => {
    await desk.sql(
      `insert into licensee (appid, name, last_refusal_code, last_refusal_at) values ($1, '远山看剧', '10090038', now())`,
      [appid],
    )
    expect(await ask()).toMatchObject({ answer: 'noGrantCategory', fixer: 'partner' })
    await desk.sql(
      `insert into "grant" (connection_id, drama_id, appid, granted_at, read_at) values ($1, '1', $2, now() + interval '1 second', now())`,
      [desk.connectionId, appid],
    )
    const later = await ask()
    expect(later.answer).toBe('noGrant')
    expect(statusOf(later, 'category')).toBe('passed')
  })

  it('tells a copyright grant of this licensee from one of a company, which nobody can match', async () => {
    await desk.control.changeWechat({
      copyrightGrants: {
        put: [{ drama_id: dramaId, authorization_type: 1, authorized_appid: '', authorized_subject_cert_no: '9144' }],
      },
    })
    expect(statusOf(await ask(), 'copyright')).toBe('none')
    await desk.control.changeWechat({
      copyrightGrants: { put: [{ drama_id: dramaId, authorization_type: 2, authorized_appid: appid }] },
    })
    expect(statusOf(await ask(), 'copyright')).toBe('passed')
  })
})

describe('an upstream that does not answer', () => {
  it.each([
    ['getdrama', ['exists', 'passed', 'playable']],
    ['getauthorizeobjects', ['dramaGrant', 'expiry']],
    ['getcopyrightauthorizationlist', ['copyright']],
  ])('%s leaves its own checks open and no others', async (path, open) => {
    await desk.sql(
      `insert into "grant" (connection_id, drama_id, appid, granted_at, read_at) values ($1, '1', $2, now(), now())`,
      [desk.connectionId, appid],
    )
    await grant(60)
    await desk.control.fault({ upstream: 'wechat', path, kind: 'http', status: 502, times: 5 })
    const found = await ask()
    expect(found.checks.filter((check) => check.status === 'unknown').map((check) => check.name)).toEqual(open)
    expect(found.verdict).toBe(path === 'getcopyrightauthorizationlist' ? 'plays' : 'undecided')
  })

  it('a refusal of the account leaves everything open, with the code of it', async () => {
    await desk.control.changeWechat({ hasApi: false })
    const found = await ask()
    expect(found.verdict).toBe('undecided')
    expect(found.checks[0]?.values.why).toBe('48001')
  })
})
