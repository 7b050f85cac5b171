import { describe, expect, it } from 'vitest'
import { choose, desk, finished, submit, withLedger } from './grant-ledger'

withLedger()

async function refusedFor(codes: readonly number[]) {
  const choice = await choose(3, codes.length + 1)
  for (const [index, code] of codes.entries())
    await desk.control.fault({
      upstream: 'wechat',
      path: '/authorizedrama',
      kind: 'errcode',
      bodyIncludes: choice.appids[index] ?? '',
      code,
      times: 1,
    })
  const { result } = await submit(choice)
  if (!result.ok) throw new Error(JSON.stringify(result))
  await finished(result.data.operationId)
  return { choice, operationId: result.data.operationId }
}

describe('a receipt with failures', () => {
  it('groups them by cause, most frequent first, each with the licensees it touches', async () => {
    const { choice, operationId } = await refusedFor([10090038, 10090038, 10090041])
    const { failureCauses } = await import('@/lib/operations/failure-causes')
    const causes = await failureCauses(operationId)
    expect(causes.map(({ code, count, licenseeCount }) => [code, count, licenseeCount])).toEqual([
      ['10090038', 6, 2],
      ['10090041', 3, 1],
    ])
    expect(causes[0]?.licensees.map(({ appid, count }) => [appid, count])).toEqual(
      choice.appids.slice(0, 2).map((appid) => [appid, 3]),
    )
    expect(causes[0]?.licensees[0]?.dramas).toHaveLength(3)
  })

  it('counts each licensee by itself, troubled ones first, and the sums are the receipt', async () => {
    const { choice, operationId } = await refusedFor([10090041])
    const { licenseeGroups } = await import('@/lib/operations/licensee-groups')
    const groups = await licenseeGroups(operationId)
    expect(groups).toMatchObject([
      { appid: choice.appids[0], total: 3, counts: { failed: 3 } },
      { appid: choice.appids[1], total: 3, counts: { verified: 3 } },
    ])
  })

  it('narrows items by cause, licensee and text together, page by page', async () => {
    const { choice, operationId } = await refusedFor([10090038, 10090041])
    const { listItems } = await import('@/lib/operations/list-items')
    const { failureCauses } = await import('@/lib/operations/failure-causes')
    const { causeKeyOf } = await import('@/lib/operations/retry-schema')
    const [cause] = await failureCauses(operationId)
    if (!cause) throw new Error('no cause')
    const causeKey = causeKeyOf(cause)
    const first = await listItems(operationId, { causeKey, limit: 2 })
    const second = await listItems(operationId, { causeKey, limit: 2, after: first.next ?? -1 })
    expect([...first.items, ...second.items].map((item) => item.code)).toEqual(Array(3).fill(cause.code))
    expect(second.next).toBeNull()
    const [appid = '', other = ''] = choice.appids
    const dramaId = choice.dramaIds[0] ?? ''
    const found = await listItems(operationId, { groupKey: appid, text: dramaId })
    expect(found.items.map((item) => item.targetId)).toEqual([`${dramaId}@${appid}`])
    expect((await listItems(operationId, { groupKey: other, text: appid })).items).toEqual([])
  })

  it('reads a key from outside that names no cause as no filter, and never as SQL', async () => {
    const { parseCauseKey } = await import('@/lib/operations/retry-schema')
    for (const key of ['', 'failed', "failed.1.'; drop table operation", 'nobody..', 'failed.1.refused.x'])
      expect(parseCauseKey(key), key).toBeNull()
    expect(parseCauseKey('failed.-1.refused')).toEqual({ group: 'failed', code: '-1', cause: 'refused' })
  })

  it('calls a drama that plays through an account grant partial, with that cause, and no mismatch', async () => {
    const choice = await choose(1, 1)
    await desk.control.changeWechat({
      appGrants: { put: [{ authorized_appid: choice.appids[0], authorized_time: 1, authz_expire_time: 0 }] },
    })
    await desk.control.fault({ upstream: 'wechat', path: '/authorizedrama', kind: 'silent_noop', times: 1 })
    const { result } = await submit(choice)
    if (!result.ok) throw new Error(JSON.stringify(result))
    const done = await finished(result.data.operationId)
    expect(done.verdict).toBe('partial')
    expect(done.items).toMatchObject([{ verdict: 'partial', cause: 'account_grant' }])
  })
})
