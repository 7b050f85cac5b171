import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { inDays } from './grant-desk'
import { choose, context, desk, finished, withLedger } from './grant-ledger'

withLedger({ regrant: 'overwrite', revokeMissing: '1' })

const free = async (): Promise<string> => (await choose(1, 1)).appids[0] ?? ''
const accounts = async () =>
  new Map((await desk.control.wechat()).appGrants.map((grant) => [grant.authorized_appid, grant.authz_expire_time]))
const calls = async (since: number) =>
  (await desk.control.journal({ since, path: 'authorizeapp' }))
    .map((entry) => entry.path.split('/').at(-1))
    .filter((name) => name !== 'getauthorizeapps')

async function planOf(appid: string) {
  const { planAccount } = await import('@/lib/grants/plan-account')
  return planAccount({ connectionId: desk.connectionId, appid }, 0)
}

async function grant(appid: string, days: number | null, more: Record<string, unknown> = {}) {
  const { grantAccount } = await import('@/lib/grants/account-writes')
  const { formatDateTime } = await import('@/lib/format')
  const { planKey } = await planOf(appid)
  const expiry = days === null ? { kind: 'permanent' } : { kind: 'date', at: formatDateTime(inDays(days) * 1000) }
  const input = { ...base(appid, planKey), expiry, ...more }
  return grantAccount.run(grantAccount.input.parse(input), context())
}

async function revoke(appid: string, more: { planKey?: string } = {}) {
  const { revokeAccount } = await import('@/lib/grants/account-writes')
  const planKey = more.planKey ?? (await planOf(appid)).planKey
  return revokeAccount.run(revokeAccount.input.parse(base(appid, planKey)), context())
}

const base = (appid: string, planKey: string) => ({
  connectionId: desk.connectionId,
  appid,
  reason: '年度框架合同',
  planKey,
  confirmedAppid: appid,
  requestKey: randomUUID(),
})

async function settled(result: Awaited<ReturnType<typeof grant>>) {
  if (!result.ok) throw new Error(JSON.stringify(result))
  return finished(result.data.operationId)
}

describe('granting the whole account', () => {
  it('is one POST of the documented shape, read back from the account list alone, and kept apart from dramas', async () => {
    const appid = await free()
    const dramasBefore = (await desk.control.wechat()).grants
    const since = await desk.control.lastSeq()
    const done = await settled(await grant(appid, 120))
    expect(done.items[0]).toMatchObject({ target_id: appid, verdict: 'verified' })
    const [sent] = await desk.control.journal({ since, path: '/authorizeapp' })
    expect([sent?.method, JSON.parse(sent?.body ?? '')]).toEqual([
      'POST',
      { authorized_appid: appid, authz_expire_time: (await accounts()).get(appid) },
    ])
    const [row] = await desk.sql('select last_operation_id is not null as ours from account_grant where appid = $1', [
      appid,
    ])
    expect(row).toEqual({ ours: true })
    expect((await desk.control.wechat()).grants).toEqual(dramasBefore)
  })

  it('permanent is sent as 0', async () => {
    const appid = await free()
    expect((await settled(await grant(appid, null))).verdict).toBe('verified')
    expect((await accounts()).get(appid)).toBe(0)
  })

  it('a second grant that keeps the old expiry is a mismatch with its cause', async () => {
    const appid = await free()
    await settled(await grant(appid, 60))
    await desk.control.switches({ regrant: 'keep-old' })
    expect((await settled(await grant(appid, 200))).items[0]).toMatchObject({
      verdict: 'mismatch',
      cause: 'expiry_unchanged',
    })
  })

  it.each(['apply_then_reset', 'cut_body'] as const)('%s: found applied, verified, sent once', async (kind) => {
    const appid = await free()
    await desk.control.fault({ upstream: 'wechat', path: '/authorizeapp', kind })
    const since = await desk.control.lastSeq()
    expect((await settled(await grant(appid, 90))).verdict).toBe('verified')
    expect(await calls(since)).toEqual(['authorizeapp'])
  })

  it('a reset before anything was applied is proven and sent again', async () => {
    const appid = await free()
    await desk.control.fault({ upstream: 'wechat', path: '/authorizeapp', kind: 'reset_before_apply' })
    const since = await desk.control.lastSeq()
    expect((await settled(await grant(appid, 90))).verdict).toBe('verified')
    expect(await calls(since)).toEqual(['authorizeapp', 'authorizeapp'])
  })

  it('ok without an effect is a mismatch', async () => {
    const appid = await free()
    await desk.control.fault({ upstream: 'wechat', path: '/authorizeapp', kind: 'silent_noop' })
    expect((await settled(await grant(appid, 90))).items[0]).toMatchObject({ verdict: 'mismatch' })
  })

  it('a licensee without the category fails and is remembered', async () => {
    const state = await desk.control.wechat()
    const appid = state.licensees.find((licensee) => !licensee.hasCategory)?.appid ?? ''
    await desk.sql(`insert into licensee (appid, name) values ($1, '甲') on conflict do nothing`, [appid])
    const done = await settled(await grant(appid, 90))
    expect(done.items[0]).toMatchObject({ verdict: 'failed', code: '10090038' })
    expect(await desk.sql('select last_refusal_code from licensee where appid = $1', [appid])).toEqual([
      { last_refusal_code: '10090038' },
    ])
    expect((await planOf(appid)).licensee.lastRefusalCode).toBe('10090038')
  })
})

describe('taking it back', () => {
  it('leaves drama grants where they are, and says beforehand which dramas stop', async () => {
    const { appids, dramaIds } = await choose(2, 1)
    const [appid = ''] = appids
    const put = dramaIds.map((dramaId) => ({
      drama_id: dramaId,
      authorized_appid: appid,
      authorized_time: 1,
      authz_expire_time: 0,
    }))
    await desk.control.changeWechat({ grants: { put } })
    await settled(await grant(appid, 90))
    const plan = await planOf(appid)
    const held = (await desk.control.wechat()).grants.filter((one) => one.authorized_appid === appid)
    const live = held.filter((one) => one.authz_expire_time === 0 || one.authz_expire_time * 1000 > Date.now())
    expect(plan).toMatchObject({ dramaGrants: live.length, onlyByAccount: plan.playable - live.length })
    expect((await settled(await revoke(appid))).items[0]).toMatchObject({ verdict: 'verified' })
    expect((await accounts()).has(appid)).toBe(false)
    expect((await desk.control.wechat()).grants.filter((one) => one.authorized_appid === appid)).toEqual(held)
    expect(await desk.sql('select 1 from account_grant where appid = $1', [appid])).toEqual([])
  })

  it.each(['1', '10090043', '10090039'])('gone between plan and call, code %s: the goal is reached', async (code) => {
    const appid = await free()
    await settled(await grant(appid, 90))
    await desk.control.switches({ revokeMissing: code })
    const { planKey } = await planOf(appid)
    await desk.control.changeWechat({ appGrants: { remove: [{ authorized_appid: appid }] } })
    expect((await settled(await revoke(appid, { planKey }))).items[0]).toMatchObject({ verdict: 'verified', code })
  })

  it('refused while still held is a failure', async () => {
    const appid = await free()
    await settled(await grant(appid, 90))
    await desk.control.fault({ upstream: 'wechat', path: '/deauthorizeapp', kind: 'errcode', code: 1, message: '失败' })
    expect((await settled(await revoke(appid))).items[0]).toMatchObject({ verdict: 'failed', code: '1' })
  })

  it('ok without an effect is a mismatch that says so', async () => {
    const appid = await free()
    await settled(await grant(appid, 90))
    await desk.control.fault({ upstream: 'wechat', path: '/deauthorizeapp', kind: 'silent_noop' })
    expect((await settled(await revoke(appid))).items[0]).toMatchObject({ verdict: 'mismatch', cause: 'still_held' })
  })

  it('apply_then_hang: found gone, called once', async () => {
    const appid = await free()
    await settled(await grant(appid, 90))
    await desk.control.fault({ upstream: 'wechat', path: '/deauthorizeapp', kind: 'apply_then_hang', ms: 3000 })
    const since = await desk.control.lastSeq()
    expect((await settled(await revoke(appid))).verdict).toBe('verified')
    expect(await calls(since)).toEqual(['deauthorizeapp'])
  })
})

describe('what is refused before anything is sent', () => {
  it('another appid typed, another state than the one shown, the same expiry again, nothing to take back', async () => {
    const appid = await free()
    await settled(await grant(appid, 90))
    const since = await desk.control.lastSeq()
    const before = await desk.sql('select count(*) from operation')
    expect(await grant(appid, 200, { confirmedAppid: `${appid}0` })).toMatchObject({
      fieldErrors: { confirmedAppid: 'confirmAppid' },
    })
    expect(await grant(appid, 200, { planKey: 'another' })).toMatchObject({ code: 'stale_base' })
    const { formatDateTime } = await import('@/lib/format')
    const same = formatDateTime(((await accounts()).get(appid) ?? 0) * 1000)
    expect(await grant(appid, 90, { expiry: { kind: 'date', at: same } })).toMatchObject({
      fieldErrors: { expiry: 'sameExpiry' },
    })
    const other = (await choose(1, 5)).appids.find((one) => one !== appid) ?? ''
    expect(await revoke(other)).toMatchObject({ fieldErrors: { appid: 'notHeld' } })
    expect(await desk.sql('select count(*) from operation')).toEqual(before)
    expect(await calls(since)).toEqual([])
  })

  it('the same request key twice is one operation and one call', async () => {
    const appid = await free()
    const requestKey = randomUUID()
    const { formatDateTime } = await import('@/lib/format')
    const expiry = { kind: 'date', at: formatDateTime(inDays(90) * 1000) }
    const first = await grant(appid, 90, { requestKey, expiry })
    await settled(first)
    const since = await desk.control.lastSeq()
    expect(await grant(appid, 90, { requestKey, expiry })).toEqual(first)
    expect(await calls(since)).toEqual([])
  })
})
