import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { choose, desk, finished, heldNow, person, submit, withLedger, writes } from './grant-ledger'

withLedger()

const context = { actor: person, requestId: 'r', session: {} as never }

/** A grant of 3 dramas to 2 licensees whose calls for the second one are refused as a whole with `code`. */
async function partlyRefused(code: number) {
  const choice = await choose(3, 2)
  await desk.control.fault({
    upstream: 'wechat',
    path: '/authorizedrama',
    kind: 'errcode',
    bodyIncludes: choice.appids[1] ?? '',
    code,
    times: 1,
  })
  const { result } = await submit(choice)
  if (!result.ok) throw new Error(JSON.stringify(result))
  const done = await finished(result.data.operationId)
  return { choice, done, parent: result.data }
}

async function planOf(operationId: string, causes?: readonly string[]) {
  const { retryCauses } = await import('@/lib/operations/retry-items')
  const { planRetry } = await import('@/lib/grants/retry-plan')
  const chosen = causes ?? (await retryCauses(operationId)).map((cause) => cause.key)
  const parent = { operationId, action: 'drama.grant', connectionId: desk.connectionId, callsPerSecond: 1_000 }
  return { causes: [...chosen], ...(await planRetry(parent, chosen, 60_000)) }
}

async function retry(operationId: string, more: Record<string, unknown> = {}) {
  const { causes, plan } = await planOf(operationId)
  const { retryFailed } = await import('@/lib/grants/retry-failed')
  const input = {
    operationId,
    causes,
    planKey: plan.planKey,
    reason: '对方已开通类目',
    requestKey: randomUUID(),
    ...more,
  }
  return retryFailed.run(retryFailed.input.parse(input), context)
}

describe('retrying what failed', () => {
  it('sends the failed items alone, as a receipt that names its parent, and both have their event', async () => {
    const { choice, parent, done } = await partlyRefused(10090038)
    expect(done.verdict).toBe('partial')
    const since = await desk.control.lastSeq()
    const result = await retry(parent.operationId)
    if (!result.ok) throw new Error(JSON.stringify(result))
    const child = await finished(result.data.operationId)
    expect(child.verdict).toBe('verified')
    expect(child.items.map((item) => item.target_id).sort()).toEqual(
      choice.dramaIds.map((dramaId) => `${dramaId}@${choice.appids[1]}`).sort(),
    )
    const sent = (await writes(since)).map((entry) => JSON.parse(entry.body).authorized_appid)
    expect(sent).toEqual([choice.appids[1]])
    const held = await heldNow()
    for (const dramaId of choice.dramaIds)
      for (const appid of choice.appids) expect(held.get(`${dramaId}@${appid}`)?.writes).toBe(1)
    const { listChildren } = await import('@/lib/operations/family')
    expect(await listChildren(parent.operationId)).toMatchObject([
      { number: result.data.number, verdict: 'verified', counts: { verified: 3 } },
    ])
    const events = await desk.sql<{ operation_id: string }>(
      `select operation_id from audit_event where action = 'operation.retry' and phase = 'requested' and target_name = $1`,
      [`R-${parent.number}`],
    )
    expect(events).toEqual([{ operation_id: parent.operationId }])
  })

  it('leaves nothing to retry once a child has verified it, and refuses an empty retry', async () => {
    const { parent } = await partlyRefused(10090038)
    const { plan, causes } = await planOf(parent.operationId)
    const result = await retry(parent.operationId)
    if (!result.ok) throw new Error(JSON.stringify(result))
    await finished(result.data.operationId)
    const { retryCauses } = await import('@/lib/operations/retry-items')
    expect(await retryCauses(parent.operationId)).toEqual([])
    const since = await desk.control.lastSeq()
    expect(await retry(parent.operationId, { causes, planKey: plan.planKey })).toMatchObject({ ok: false })
    expect(await writes(since)).toEqual([])
  })

  it('takes up again what the child failed too, and not what it verified', async () => {
    const { choice, parent } = await partlyRefused(10090038)
    await desk.control.fault({ upstream: 'wechat', path: '/authorizedrama', kind: 'errcode', code: 10090038, times: 1 })
    const first = await retry(parent.operationId)
    if (!first.ok) throw new Error(JSON.stringify(first))
    expect((await finished(first.data.operationId)).verdict).toBe('failed')
    const { items } = await planOf(parent.operationId)
    expect(items.map((item) => item.groupKey)).toEqual(choice.dramaIds.map(() => choice.appids[1]))
  })

  it('never includes an item whose outcome is unknown', async () => {
    const choice = await choose(2, 1)
    const { result } = await submit(choice)
    if (!result.ok) throw new Error('refused')
    await finished(result.data.operationId)
    const [first] = await desk.sql<{ id: string }>(
      'select id from operation_item where operation_id = $1 order by position limit 1',
      [result.data.operationId],
    )
    const copy = await copyAs(result.data.operationId, ['unknown', 'failed'])
    const { items } = await planOf(copy)
    expect(items).toHaveLength(1)
    expect(first).toBeDefined()
    const { retryCauses } = await import('@/lib/operations/retry-items')
    expect((await retryCauses(copy)).map((cause) => cause.group)).toEqual(['failed'])
  })

  it('the same request twice is one receipt, and a second retry waits for the first', async () => {
    const { parent, choice } = await partlyRefused(10090038)
    const { plan, causes } = await planOf(parent.operationId)
    await desk.control.fault({
      upstream: 'wechat',
      path: '/authorizedrama',
      kind: 'slow',
      bodyIncludes: choice.appids[1] ?? '',
      delayMs: 700,
      times: 1,
    })
    const requestKey = randomUUID()
    const first = await retry(parent.operationId, { requestKey })
    const repeat = await retry(parent.operationId, { requestKey, causes, planKey: plan.planKey })
    expect(repeat).toEqual(first)
    const second = await retry(parent.operationId, { causes, planKey: plan.planKey })
    if (!first.ok) throw new Error('refused')
    expect(second).toMatchObject({ ok: false, code: 'conflict', detail: { running: first.data.number } })
    await finished(first.data.operationId)
  })

  it('blocks what has no time left and sends nothing for it', async () => {
    const { parent } = await partlyRefused(10090038)
    const copy = await copyAs(
      parent.operationId,
      ['failed', 'failed', 'failed'],
      Math.floor(Date.now() / 1_000) + 86_400,
    )
    const { plan } = await planOf(copy)
    expect(plan.toSend).toBe(0)
    expect(plan.blocks).toEqual([{ cause: 'expiry_floor', count: 3 }])
  })

  it('puts exactly the failed cells on a slip, for whoever wants another date, and sends nothing', async () => {
    const { choice, parent } = await partlyRefused(10090038)
    const { causes } = await planOf(parent.operationId)
    const { openRetrySlip } = await import('@/lib/grants/open-retry-slip')
    const since = await desk.control.lastSeq()
    const result = await openRetrySlip.run({ operationId: parent.operationId, causes }, context)
    if (!result.ok) throw new Error(JSON.stringify(result))
    const [slip] = await desk.sql<{ content: { dramaIds: string[]; appids: string[] }; parent_operation_id: string }>(
      'select content, parent_operation_id from slip where id = $1',
      [result.data.slipId],
    )
    expect(slip?.content.dramaIds).toEqual(choice.dramaIds)
    expect(slip?.content.appids).toEqual([choice.appids[1]])
    expect(slip?.parent_operation_id).toBe(parent.operationId)
    expect(await writes(since)).toEqual([])
  })

  it('refuses another preview than the one looked at', async () => {
    const { parent } = await partlyRefused(10090038)
    const since = await desk.control.lastSeq()
    expect(await retry(parent.operationId, { planKey: 'another' })).toMatchObject({ ok: false, code: 'stale_base' })
    expect(await writes(since)).toEqual([])
  })
})

/** A finished receipt with these verdicts, its items copied from another: states no fault brings about at will. */
async function copyAs(operationId: string, verdicts: readonly string[], expiresAt?: number): Promise<string> {
  const { newId } = await import('@/lib/id')
  const id = newId()
  const verdict = verdicts.includes('unknown') ? 'unknown' : 'failed'
  await desk.sql(
    `insert into operation (id, action, connection_id, request_key, request_hash, reason, summary, actor_id, actor_name, actor_role, state, verdict, finished_at)
     select $2, action, connection_id, $3, '', reason, summary, actor_id, actor_name, actor_role, 'done', $4, now() from operation where id = $1`,
    [operationId, id, randomUUID(), verdict],
  )
  for (const [index, outcome] of verdicts.entries())
    await desk.sql(
      `insert into operation_item (id, operation_id, connection_id, position, target_key, group_key, target_type, target_id, target_name, plan, intent, state, verdict, cause, settled_at)
       select $3, $2, connection_id, position, target_key, group_key, target_type, target_id, target_name, plan,
              intent || $6::jsonb, $4, $5, 'refused', now()
         from operation_item where operation_id = $1 order by position offset $7 limit 1`,
      [
        operationId,
        id,
        newId(),
        outcome === 'unknown' ? 'needs_human' : 'refused',
        outcome,
        JSON.stringify(expiresAt === undefined ? {} : { expiresAt }),
        index,
      ],
    )
  return id
}
