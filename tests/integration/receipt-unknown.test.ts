import { describe, expect, it } from 'vitest'
import { inDays } from './grant-desk'
import { choose, desk, finished, person, submit, withLedger } from './grant-ledger'

withLedger()

const context = { actor: person, requestId: 'r', session: {} as never }

/** A grant without an answer, on a drama that somebody else meanwhile granted until another day: nobody can tell. */
async function undecided(dramas = 1) {
  const choice = await choose(dramas, 1)
  const [appid = ''] = choice.appids
  await desk.control.fault({
    upstream: 'wechat',
    path: '/authorizedrama',
    kind: 'reset_before_apply',
    bodyIncludes: appid,
    times: 1,
  })
  const { result } = await submit(choice)
  if (!result.ok) throw new Error(JSON.stringify(result))
  await putGrants(choice, inDays(33))
  const done = await finished(result.data.operationId)
  expect(done.items.map((item) => [item.verdict, item.state])).toEqual(
    choice.dramaIds.map(() => ['unknown', 'needs_human']),
  )
  const rows = await desk.sql<{ id: string }>(
    'select id from operation_item where operation_id = $1 order by position',
    [result.data.operationId],
  )
  return { choice, operationId: result.data.operationId, itemIds: rows.map((row) => row.id) }
}

const putGrants = (choice: { dramaIds: string[]; appids: string[] }, expiresAt: number) =>
  desk.control.changeWechat({
    grants: {
      put: choice.dramaIds.map((dramaId) => ({
        drama_id: dramaId,
        authorized_appid: choice.appids[0],
        authorized_time: 1,
        authz_expire_time: expiresAt,
      })),
    },
  })

async function recheck(operationId: string) {
  const { recheckUnknown } = await import('@/lib/operations/recheck-unknown')
  const { grantDriver } = await import('@/lib/grants/driver')
  const { openConnection } = await import('@/lib/connections/queries')
  await recheckUnknown(
    { operationId, actor: { id: person.id, name: person.name, role: person.role } },
    { drivers: new Map([[grantDriver.action, grantDriver]]), connect: openConnection },
  )
}

async function answer(operationId: string, itemIds: string[], said: 'present' | 'absent', reason = '已在微信后台核对') {
  const { answerUnknown } = await import('@/lib/operations/answer-unknown')
  return answerUnknown.run(answerUnknown.input.parse({ operationId, itemIds, answer: said, reason }), context)
}

const questionsOf = async (operationId: string) =>
  (await import('@/lib/operations/item-checks')).openQuestions(operationId)
const retryable = async (operationId: string) => (await import('@/lib/operations/retry-items')).retryCauses(operationId)

describe('an outcome no reading could decide', () => {
  it('is asked about with what was read, and is not up for a retry', async () => {
    const { operationId } = await undecided()
    const { questions, count } = await questionsOf(operationId)
    expect(count).toBe(1)
    expect(questions[0]).toMatchObject({ cause: 'changed_meanwhile', latest: null })
    expect(questions[0]?.foundExpiresAt).not.toBeNull()
    expect(await retryable(operationId)).toEqual([])
  })

  it('stays a question while the upstream still shows another value, or cannot be read', async () => {
    const { operationId } = await undecided()
    await recheck(operationId)
    expect((await questionsOf(operationId)).questions[0]?.latest?.answer).toBe('differs')
    await desk.control.fault({ upstream: 'wechat', path: '/getauthorizeobjects', kind: 'http', status: 502, times: 9 })
    await recheck(operationId)
    expect((await questionsOf(operationId)).questions[0]?.latest?.answer).toBe('unreadable')
    expect(await retryable(operationId)).toEqual([])
  })

  it('is settled by a later reading that finds it as intended; our copy follows, the verdict stays as written', async () => {
    const { choice, operationId } = await undecided()
    const [intent] = await desk.sql<{ at: number }>(
      `select (intent->>'expiresAt')::int as at from operation_item where operation_id = $1`,
      [operationId],
    )
    await putGrants(choice, intent?.at ?? 0)
    await recheck(operationId)
    expect((await questionsOf(operationId)).count).toBe(0)
    const [copy] = await desk.sql<{ at: Date }>(
      'select expires_at as at from "grant" where drama_id = $1 and appid = $2',
      [choice.dramaIds[0], choice.appids[0]],
    )
    expect(copy?.at.getTime()).toBe((intent?.at ?? 0) * 1_000)
    const [item] = await desk.sql('select verdict from operation_item where operation_id = $1', [operationId])
    expect(item).toEqual({ verdict: 'unknown' })
    const events = await desk.sql(
      `select outcome from audit_event where operation_id = $1 and phase = 'reconcile' and detail->>'checkedAgain' = 'true'`,
      [operationId],
    )
    expect(events).toEqual([{ outcome: 'verified' }])
    expect(await retryable(operationId)).toEqual([])
  })

  it('is settled as absent only by two readings, and may then be tried again', async () => {
    const { choice, operationId } = await undecided()
    await desk.control.changeWechat({
      grants: { remove: [{ drama_id: choice.dramaIds[0], authorized_appid: choice.appids[0] }] },
    })
    const since = await desk.control.lastSeq()
    await recheck(operationId)
    expect((await desk.control.journal({ since, path: 'getauthorizeobjects' })).length).toBe(2)
    expect((await questionsOf(operationId)).count).toBe(0)
    expect(await retryable(operationId)).toMatchObject([{ group: 'unknown', count: 1 }])
  })

  it('is settled by a person: present is never resent, absent may be', async () => {
    const { operationId, itemIds } = await undecided(2)
    const [present = '', absent = ''] = itemIds
    expect(await answer(operationId, [present], 'present')).toMatchObject({ ok: true })
    expect(await answer(operationId, [absent], 'absent')).toMatchObject({ ok: true })
    const { retryItems } = await import('@/lib/operations/retry-items')
    const [cause] = await retryable(operationId)
    expect(await retryItems(operationId, [cause?.key ?? ''])).toHaveLength(1)
    const events = await desk.sql<{ outcome: string; reason: string }>(
      `select outcome, reason from audit_event where operation_id = $1 and action = 'operation.answer' and item_id is null order by seq`,
      [operationId],
    )
    expect(events).toEqual(Array(2).fill({ outcome: 'succeeded', reason: '已在微信后台核对' }))
  })

  it('takes one answer when two people answer at the same moment', async () => {
    const { operationId, itemIds } = await undecided()
    const results = await Promise.all([answer(operationId, itemIds, 'present'), answer(operationId, itemIds, 'absent')])
    expect(results.map((result) => result.ok).sort()).toEqual([false, true])
    const checks = await desk.sql('select 1 from item_check where operation_id = $1', [operationId])
    expect(checks).toHaveLength(1)
  })

  it('refuses an answer about an item that is not in question, and one without a reason', async () => {
    const { operationId, itemIds } = await undecided()
    const verified = await choose(1, 1)
    const { result } = await submit(verified)
    if (!result.ok) throw new Error('refused')
    await finished(result.data.operationId)
    const [other] = await desk.sql<{ id: string }>('select id from operation_item where operation_id = $1', [
      result.data.operationId,
    ])
    expect(await answer(result.data.operationId, [other?.id ?? ''], 'absent')).toMatchObject({ code: 'conflict' })
    expect(await answer(operationId, [...itemIds, other?.id ?? ''], 'absent')).toMatchObject({ code: 'conflict' })
    const { answerUnknown } = await import('@/lib/operations/answer-unknown')
    expect(answerUnknown.input.safeParse({ operationId, itemIds, answer: 'absent', reason: ' ' }).success).toBe(false)
    expect((await questionsOf(operationId)).count).toBe(1)
  })
})
