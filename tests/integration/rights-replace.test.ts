import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { inDays } from './grant-desk'
import { choose, context, desk, finished, heldNow, submitAndFinish, withLedger } from './grant-ledger'
import { stuck } from './stuck-grants'

withLedger({ regrant: 'overwrite' })

async function replace(operationId: string, more: Record<string, unknown> = {}) {
  const { planReplace } = await import('@/lib/grants/plan-replace')
  const { replaceDramas } = await import('@/lib/grants/replace-dramas')
  const plan = await planReplace(operationId, 0)
  const input = {
    operationId,
    reason: '到期未生效',
    planKey: plan?.planKey ?? 'none',
    confirmedCount: plan?.toSend ?? 0,
    requestKey: randomUUID(),
    ...more,
  }
  return { plan, result: await replaceDramas.run(replaceDramas.input.parse(input), context()) }
}

async function replaceAndFinish(operationId: string) {
  const { result } = await replace(operationId)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return { operationId: result.data.operationId, ...(await finished(result.data.operationId)) }
}

const lost = async (operationId: string) => {
  const { findLostRights } = await import('@/lib/grants/lost-rights')
  return findLostRights(operationId)
}
const calls = async (since: number) =>
  (await desk.control.journal({ since, path: 'authorizedrama' })).map((entry) => entry.path.split('/').at(-1))

describe('what a second grant does', () => {
  it('overwrite: the new expiry is read back and verified', async () => {
    const choice = await choose(1, 1)
    await submitAndFinish(choice)
    const { formatDateTime } = await import('@/lib/format')
    const later = { ...choice, expiry: { kind: 'date' as const, at: formatDateTime(inDays(300) * 1000) } }
    expect((await submitAndFinish(later)).verdict).toBe('verified')
  })

  it('keep-old: a mismatch that names its cause and counts what may be replaced', async () => {
    const { parentId, first } = await stuck(2)
    expect(first.items.map((item) => [item.verdict, item.cause])).toEqual([
      ['mismatch', 'expiry_unchanged'],
      ['mismatch', 'expiry_unchanged'],
    ])
    const { countStuck } = await import('@/lib/grants/plan-replace')
    expect(await countStuck(parentId)).toBe(2)
  })

  it.each([
    ['longest', 60],
    ['shortest', 300],
  ] as const)('%s: a move the other way does not take, and says so', async (regrant, days) => {
    const choice = await choose(1, 1)
    await submitAndFinish(choice)
    await desk.control.switches({ regrant })
    const { formatDateTime } = await import('@/lib/format')
    const moved = { ...choice, expiry: { kind: 'date' as const, at: formatDateTime(inDays(days) * 1000) } }
    expect((await submitAndFinish(moved)).items[0]).toMatchObject({ verdict: 'mismatch', cause: 'expiry_unchanged' })
  })

  it('error: refused, the former right untouched, and it may be replaced', async () => {
    const { parentId, first, appid, dramaIds } = await stuck(1, 'error')
    expect(first.items[0]).toMatchObject({ verdict: 'failed', code: '1' })
    expect((await heldNow()).get(`${dramaIds[0]}@${appid}`)?.writes).toBe(1)
    const { countStuck } = await import('@/lib/grants/plan-replace')
    expect(await countStuck(parentId)).toBe(1)
  })
})

describe('revoking and granting anew', () => {
  it.each(['keep-old', 'error'] as const)(
    'with %s takes the new expiry, as a child of the receipt',
    async (regrant) => {
      const { parentId, appid, dramaIds, wanted } = await stuck(2, regrant)
      const since = await desk.control.lastSeq()
      const done = await replaceAndFinish(parentId)
      expect(done.verdict).toBe('verified')
      expect(await calls(since)).toEqual(['deauthorizedrama', 'authorizedrama'])
      const held = await heldNow()
      for (const dramaId of dramaIds) expect(held.get(`${dramaId}@${appid}`)?.authz_expire_time).toBe(wanted)
      const [row] = await desk.sql('select parent_id from operation where id = $1', [done.operationId])
      expect(row).toEqual({ parent_id: parentId })
      const open = await desk.sql(`select 1 from operation_call where operation_id = $1 and state = 'open'`, [
        done.operationId,
      ])
      expect(open).toEqual([])
      expect((await lost(done.operationId))?.missing ?? []).toEqual([])
    },
  )

  it.each(['reset_before_apply', 'apply_then_reset'] as const)(
    'the second half lost to %s: found out by reading, granted once',
    async (kind) => {
      const { parentId, appid, dramaIds, wanted } = await stuck(1)
      await desk.control.fault({ upstream: 'wechat', path: '/authorizedrama', kind })
      const since = await desk.control.lastSeq()
      const done = await replaceAndFinish(parentId)
      expect(done.verdict).toBe('verified')
      expect((await calls(since)).filter((name) => name === 'deauthorizedrama')).toHaveLength(1)
      expect((await heldNow()).get(`${dramaIds[0]}@${appid}`)?.authz_expire_time).toBe(wanted)
    },
  )

  it('the first half without an answer, applied: goes on once that is known', async () => {
    const { parentId } = await stuck(1)
    await desk.control.fault({ upstream: 'wechat', path: '/deauthorizedrama', kind: 'apply_then_reset' })
    expect((await replaceAndFinish(parentId)).verdict).toBe('verified')
  })

  it('the first half refused: the right is where it was, and no grant is sent', async () => {
    const { parentId, appid, dramaIds } = await stuck(1)
    await desk.control.fault({
      upstream: 'wechat',
      path: '/deauthorizedrama',
      kind: 'fail_items',
      items: [{ id: dramaIds[0] ?? '', code: 1, message: '操作失败' }],
    })
    const since = await desk.control.lastSeq()
    const done = await replaceAndFinish(parentId)
    expect(done.items[0]).toMatchObject({ verdict: 'failed', message: '操作失败' })
    expect(await calls(since)).toEqual(['deauthorizedrama'])
    expect((await heldNow()).has(`${dramaIds[0]}@${appid}`)).toBe(true)
    expect((await lost(done.operationId))?.missing).toEqual([])
  })

  it('busy in between is tried again until it is granted', async () => {
    const { parentId } = await stuck(1)
    await desk.control.fault({ upstream: 'wechat', path: '/authorizedrama', kind: 'errcode', code: -1 })
    expect((await replaceAndFinish(parentId)).verdict).toBe('verified')
  })
})

describe('when the second half fails', () => {
  it('the receipt says which right is missing, and a slip restores it', async () => {
    const { parentId, appid, dramaIds, wanted } = await stuck(2)
    const [bad = '', good = ''] = dramaIds
    await desk.control.fault({
      upstream: 'wechat',
      path: '/authorizedrama',
      kind: 'fail_items',
      items: [{ id: bad, code: 10090038, message: '没有类目' }],
    })
    const done = await replaceAndFinish(parentId)
    const byDrama = new Map(done.items.map((item) => [item.target_id.split('@')[0], item]))
    expect(byDrama.get(bad)).toMatchObject({ verdict: 'mismatch', cause: 'right_missing', code: '10090038' })
    expect(byDrama.get(good)).toMatchObject({ verdict: 'verified' })
    expect((await heldNow()).has(`${bad}@${appid}`)).toBe(false)
    expect(await desk.sql('select 1 from "grant" where drama_id = $1 and appid = $2', [bad, appid])).toEqual([])
    expect((await lost(done.operationId))?.missing.map((right) => right.dramaId)).toEqual([bad])

    const { restoreRights } = await import('@/lib/grants/restore-rights')
    const restored = await restoreRights.run({ operationId: done.operationId }, context())
    if (!restored.ok) throw new Error(JSON.stringify(restored))
    const { readSlip } = await import('@/lib/grants/slips')
    const { formatDateTime } = await import('@/lib/format')
    const slip = await readSlip(restored.data.slipId)
    expect(slip?.content).toMatchObject({
      dramaIds: [bad],
      appids: [appid],
      kind: 'date',
      at: formatDateTime(wanted * 1000),
    })
    expect(slip?.parent?.id).toBe(done.operationId)
    await desk.sql('update licensee set last_refusal_code = null where appid = $1', [appid])
  })

  it('an upstream nobody can read makes them unsure, never fine', async () => {
    const { parentId, dramaIds } = await stuck(1)
    await desk.control.fault({
      upstream: 'wechat',
      path: '/authorizedrama',
      kind: 'fail_items',
      items: [{ id: dramaIds[0] ?? '', code: 10093030, message: '资源不存在' }],
    })
    const done = await replaceAndFinish(parentId)
    const shared = globalThis as unknown as { countersignReadings: Map<string, unknown> }
    shared.countersignReadings.clear()
    await desk.control.fault({ upstream: 'wechat', path: 'getauthorizeobjects', kind: 'http', status: 502, times: 4 })
    const found = await lost(done.operationId)
    expect([found?.missing.length, found?.unsure.length]).toEqual([0, 1])
  })
})

describe('nothing is revoked that would not be granted again', () => {
  const untouched = async (operationId: string, more: Record<string, unknown> = {}) => {
    const since = await desk.control.lastSeq()
    const { plan, result } = await replace(operationId, more)
    expect(result.ok).toBe(false)
    expect(await calls(since)).toEqual([])
    return { plan, result }
  }

  it('a drama taken down since', async () => {
    const { parentId, dramaIds } = await stuck(1)
    await desk.control.changeWechat({ dramas: { put: [{ drama_id: dramaIds[0], status: 3 }] } })
    await desk.sql('update connection set catalogue_synced_at = null where id = $1', [desk.connectionId])
    const { plan } = await untouched(parentId)
    expect(plan?.licensees[0]?.cells[0]).toMatchObject({ effect: 'blocked', cause: 'taken_down' })
    await desk.control.changeWechat({ dramas: { put: [{ drama_id: dramaIds[0], status: 0 }] } })
    await desk.sql('update connection set catalogue_synced_at = null where id = $1', [desk.connectionId])
  })

  it('a licensee that lost its category', async () => {
    const { parentId, appid } = await stuck(1)
    await desk.sql(
      `insert into licensee (appid, name, last_refusal_code) values ($1, '甲', '10090038')
       on conflict (appid) do update set last_refusal_code = '10090038'`,
      [appid],
    )
    const { plan } = await untouched(parentId)
    expect(plan?.licensees[0]?.cells[0]).toMatchObject({ effect: 'blocked', cause: 'category_missing' })
    await desk.sql('update licensee set last_refusal_code = null where appid = $1', [appid])
  })

  it('another count than the one confirmed, another plan, and a receipt without a stuck expiry', async () => {
    const { parentId } = await stuck(2)
    expect((await untouched(parentId, { confirmedCount: 1 })).result).toMatchObject({
      fieldErrors: { confirmedCount: 'confirmCount' },
    })
    expect((await untouched(parentId, { planKey: 'another' })).result).toMatchObject({ code: 'stale_base' })
    const done = await replaceAndFinish(parentId)
    expect((await untouched(done.operationId)).plan).toBeNull()
  })

  it('a drama taken down between the preview and the call is left alone by the worker', async () => {
    const { parentId, dramaIds, appid } = await stuck(1)
    const { planReplace } = await import('@/lib/grants/plan-replace')
    const plan = await planReplace(parentId, 0)
    await desk.sql(`update drama set play_state = 'taken_down' where drama_id = $1`, [dramaIds[0]])
    const { submitOperation } = await import('@/lib/operations/submit')
    const { rightsItems } = await import('@/lib/grants/rights-submit')
    const { person } = await import('./grant-ledger')
    if (!plan) throw new Error('nothing is stuck')
    const result = await submitOperation({
      action: 'drama.replace',
      connectionId: desk.connectionId,
      requestKey: randomUUID(),
      reason: '到期未生效',
      actor: person,
      input: {},
      summary: {},
      target: { type: 'drama_grant', id: 'x', name: 'x' },
      items: rightsItems(plan, plan.expiresAt),
    })
    if (!result.ok) throw new Error('refused')
    expect((await finished(result.data.operationId)).items[0]).toMatchObject({
      verdict: 'failed',
      code: 'not_grantable',
    })
    expect((await heldNow()).has(`${dramaIds[0]}@${appid}`)).toBe(true)
    await desk.sql(`update drama set play_state = 'playable' where drama_id = $1`, [dramaIds[0]])
  })
})
