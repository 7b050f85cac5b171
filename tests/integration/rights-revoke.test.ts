import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { GrantSelection } from '@/lib/grants/selection-schema'
import { inDays } from './grant-desk'
import { choose, context, desk, finished, heldNow, withLedger } from './grant-ledger'

withLedger({ revokeMissing: '1', accountErrors: 'call' })

/** Grants made behind our back, then read. */
async function hold(dramas: number, licensees: number, days = 60) {
  const { dramaIds, appids } = await choose(dramas, licensees)
  const put = dramaIds.flatMap((dramaId) =>
    appids.map((appid) => ({
      drama_id: dramaId,
      authorized_appid: appid,
      authorized_time: 1,
      authz_expire_time: inDays(days),
      writes: 1,
    })),
  )
  await desk.control.changeWechat({ grants: { put } })
  const { syncGrants } = await import('@/lib/grants/sync-grants')
  await syncGrants(desk.connectionId)
  const pairs = dramaIds.flatMap((dramaId) => appids.map((appid) => `${dramaId}@${appid}`))
  return { dramaIds, appids, pairs, selection: { kind: 'pairs', pairs } as GrantSelection }
}

async function revoke(selection: GrantSelection, more: Record<string, unknown> = {}) {
  const { planRevoke } = await import('@/lib/grants/plan-revoke')
  const { revokeDramas } = await import('@/lib/grants/revoke-dramas')
  const plan = await planRevoke({ connectionId: desk.connectionId, selection }, 0)
  const input = {
    connectionId: desk.connectionId,
    selection,
    reason: '合同终止',
    planKey: plan.planKey,
    confirmedCount: plan.toSend,
    requestKey: randomUUID(),
    ...more,
  }
  return { plan, result: await revokeDramas.run(revokeDramas.input.parse(input), context()) }
}

async function revokeAndFinish(selection: GrantSelection) {
  const { plan, result } = await revoke(selection)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return { plan, ...(await finished(result.data.operationId)), operationId: result.data.operationId }
}

const revocations = (since: number) => desk.control.journal({ since, path: '/deauthorizedrama' })

describe('revoking what is held', () => {
  it('is one call per licensee, gone upstream and in our copy, and nothing else moves', async () => {
    const { selection, pairs, appids } = await hold(3, 2)
    const others = new Map([...(await heldNow())].filter(([key]) => !pairs.includes(key)))
    const since = await desk.control.lastSeq()
    const done = await revokeAndFinish(selection)
    expect(done.verdict).toBe('verified')
    expect(done.plan.counts.loses).toBe(6)
    const sent = await revocations(since)
    expect(sent.map((entry) => JSON.parse(entry.body).authorized_appid).sort()).toEqual([...appids].sort())
    const now = await heldNow()
    for (const pair of pairs) expect(now.has(pair)).toBe(false)
    expect(now).toEqual(others)
    expect(await desk.sql('select 1 from "grant" where drama_id || $2 || appid = any($1)', [pairs, '@'])).toEqual([])
  })

  it('by filter takes what fits the filter and nothing beside it', async () => {
    const { appids, dramaIds } = await hold(2, 2)
    const [appid = ''] = appids
    const selection: GrantSelection = { kind: 'filter', filter: { q: '', appid, drama: dramaIds[0] } }
    const done = await revokeAndFinish(selection)
    expect(done.items.map((item) => item.target_id)).toEqual([`${dramaIds[0]}@${appid}`])
    expect((await heldNow()).has(`${dramaIds[1]}@${appid}`)).toBe(true)
  })

  it('under an account grant is partial, because viewers still get in', async () => {
    const { selection, appids } = await hold(1, 1)
    const grant = { authorized_appid: appids[0], authorized_time: 1, authz_expire_time: 0, writes: 1 }
    await desk.control.changeWechat({ appGrants: { put: [grant] } })
    const done = await revokeAndFinish(selection)
    expect(done.plan.counts).toMatchObject({ covered: 1, loses: 0 })
    expect(done.items[0]).toMatchObject({ verdict: 'partial', cause: 'account_grant' })
    await desk.control.changeWechat({ appGrants: { remove: [{ authorized_appid: appids[0] }] } })
  })
})

describe('what is not there', () => {
  it('is known before anything is sent, and stays out of the call', async () => {
    const { selection, dramaIds, appids } = await hold(2, 1)
    await desk.control.changeWechat({ grants: { remove: [{ drama_id: dramaIds[0], authorized_appid: appids[0] }] } })
    const since = await desk.control.lastSeq()
    const done = await revokeAndFinish(selection)
    expect(done.items.map((item) => item.state)).toEqual(
      dramaIds
        .map((id) => [id, id === dramaIds[0] ? 'blocked' : 'succeeded'])
        .sort()
        .map(([, state]) => state),
    )
    const [sent] = await revocations(since)
    expect(JSON.parse(sent?.body ?? '').drama_id.map(String)).toEqual([dramaIds[1]])
  })

  it.each([
    ['1', 'result'],
    ['10090043', 'result'],
    ['10090039', 'call'],
  ] as const)('when it goes between plan and call, %s is the goal reached', async (revokeMissing, accountErrors) => {
    await desk.control.switches({ revokeMissing, accountErrors })
    const { selection, dramaIds, appids } = await hold(1, 1)
    const { planRevoke } = await import('@/lib/grants/plan-revoke')
    const plan = await planRevoke({ connectionId: desk.connectionId, selection }, 0)
    await desk.control.changeWechat({ grants: { remove: [{ drama_id: dramaIds[0], authorized_appid: appids[0] }] } })
    const { revokeDramas } = await import('@/lib/grants/revoke-dramas')
    const result = await revokeDramas.run(
      revokeDramas.input.parse({
        connectionId: desk.connectionId,
        selection,
        reason: '合同终止',
        planKey: plan.planKey,
        confirmedCount: 1,
        requestKey: randomUUID(),
      }),
      context(),
    )
    if (!result.ok) throw new Error(JSON.stringify(result))
    expect((await finished(result.data.operationId)).items[0]).toMatchObject({
      verdict: 'verified',
      code: revokeMissing,
    })
  })
})

describe('what the upstream does wrong', () => {
  it('one drama refused: that one stays and fails, the other is gone', async () => {
    const { selection, dramaIds, appids } = await hold(2, 1)
    await desk.control.fault({
      upstream: 'wechat',
      path: '/deauthorizedrama',
      kind: 'fail_items',
      items: [{ id: dramaIds[0] ?? '', code: 1, message: '操作失败' }],
    })
    const done = await revokeAndFinish(selection)
    expect(done.verdict).toBe('partial')
    const byDrama = new Map(done.items.map((item) => [item.target_id.split('@')[0], item]))
    expect(byDrama.get(dramaIds[0] ?? '')).toMatchObject({ verdict: 'failed', message: '操作失败' })
    expect(byDrama.get(dramaIds[1] ?? '')).toMatchObject({ verdict: 'verified' })
    expect((await heldNow()).has(`${dramaIds[0]}@${appids[0]}`)).toBe(true)
  })

  it('ok without an effect is a mismatch that says so', async () => {
    const { selection } = await hold(1, 1)
    await desk.control.fault({ upstream: 'wechat', path: '/deauthorizedrama', kind: 'silent_noop' })
    expect((await revokeAndFinish(selection)).items[0]).toMatchObject({ verdict: 'mismatch', cause: 'still_held' })
  })

  it.each(['apply_then_reset', 'cut_body'] as const)('%s: found gone, verified, called once', async (kind) => {
    const { selection } = await hold(2, 1)
    await desk.control.fault({ upstream: 'wechat', path: '/deauthorizedrama', kind })
    const since = await desk.control.lastSeq()
    expect((await revokeAndFinish(selection)).verdict).toBe('verified')
    expect(await revocations(since)).toHaveLength(1)
  })

  it('a reset before anything was applied is sent again once it is proven', async () => {
    const { selection } = await hold(1, 1)
    await desk.control.fault({ upstream: 'wechat', path: '/deauthorizedrama', kind: 'reset_before_apply' })
    const since = await desk.control.lastSeq()
    expect((await revokeAndFinish(selection)).verdict).toBe('verified')
    expect(await revocations(since)).toHaveLength(2)
  })
})

describe('what is refused before anything is sent', () => {
  const refused = async (selection: GrantSelection, more: Record<string, unknown>) => {
    const since = await desk.control.lastSeq()
    const before = await desk.sql('select count(*) from operation')
    const { result } = await revoke(selection, more)
    expect(await desk.sql('select count(*) from operation')).toEqual(before)
    expect(await revocations(since)).toEqual([])
    return result
  }

  it('a preview of something else', async () => {
    const { selection } = await hold(1, 1)
    expect(await refused(selection, { planKey: 'another' })).toMatchObject({ code: 'stale_base' })
  })

  it('ten grants confirmed for another count, and not confirmed at all', async () => {
    const { selection } = await hold(10, 1)
    for (const confirmedCount of [9, null])
      expect(await refused(selection, { confirmedCount })).toMatchObject({
        fieldErrors: { confirmedCount: 'confirmCount' },
      })
  })

  it('a selection nobody holds', async () => {
    const { dramaIds, appids } = await choose(1, 1)
    const selection: GrantSelection = { kind: 'pairs', pairs: [`${dramaIds[0]}@${appids[0]}`] }
    expect(await refused(selection, {})).toMatchObject({ fieldErrors: { selection: 'nothingToRevoke' } })
  })

  it.each([
    { kind: 'pairs', pairs: [] },
    { kind: 'pairs', pairs: ['100200'] },
    { kind: 'pairs', pairs: ['0@wx0123456789abcdef'] },
    { kind: 'all' },
  ])('a selection that is none: %j', async (selection) => {
    const { revokeInput } = await import('@/lib/grants/rights-input-schema')
    const { success } = revokeInput.safeParse({
      connectionId: desk.connectionId,
      selection,
      reason: '合同终止',
      planKey: 'k',
      confirmedCount: null,
      requestKey: randomUUID(),
    })
    expect(success).toBe(false)
  })
})
