import { beforeAll, describe, expect, it } from 'vitest'
import { choose, desk, finished, submit, submitAndFinish, withLedger } from './grant-ledger'

withLedger()
beforeAll(sweep)

async function sweep() {
  const { syncGrants } = await import('@/lib/grants/sync-grants')
  return syncGrants(desk.connectionId)
}
const openKeys = async () =>
  (
    await desk.sql<{ key: string }>(`select drama_id || '@' || appid as key from grant_drift where closed_at is null`)
  ).map(({ key }) => key)

/** Lets the time pass in which an upstream may still show what was before an operation. */
const ageKnowledge = () => desk.sql(`update known_grant set known_at = known_at - interval '1 hour'`)

describe('operations of ours', () => {
  it('leave no drift behind, and what they left is what outside changes are measured by', async () => {
    const choice = await choose(3, 2)
    const { verdict } = await submitAndFinish(choice)
    expect(verdict).toBe('verified')
    expect((await sweep()).found).toBe(0)
    await ageKnowledge()
    expect((await sweep()).found).toBe(0)

    const [dramaId, appid] = [choice.dramaIds[0] ?? '', choice.appids[0] ?? '']
    await desk.control.changeWechat({ grants: { remove: [{ drama_id: dramaId, authorized_appid: appid }] } })
    expect((await sweep()).found).toBe(1)
    expect(await openKeys()).toEqual([`${dramaId}@${appid}`])

    await submitAndFinish({ ...choice, dramaIds: [dramaId], appids: [appid] })
    expect(await openKeys()).toEqual([])
    await ageKnowledge()
    expect((await sweep()).found).toBe(0)
  })

  it('are not taken for outside changes by a sweep that runs beside them', async () => {
    const choice = await choose(2, 2)
    await desk.control.fault({ kind: 'slow', path: 'authorizedrama', times: 4, delayMs: 600 })
    const since = await desk.control.lastSeq()
    const { result } = await submit(choice)
    if (!result.ok) throw new Error(JSON.stringify(result))
    await desk.control.received({ since, path: 'authorizedrama' })
    expect((await sweep()).found).toBe(0)
    await finished(result.data.operationId)
    expect((await sweep()).found).toBe(0)
    await ageKnowledge()
    expect((await sweep()).found).toBe(0)
    expect(await openKeys()).toEqual([])
  })

  it('that a lagging upstream list does not show yet are not called missing', async () => {
    const choice = await choose(1, 1)
    await submitAndFinish(choice)
    await desk.control.switches({ wechatReplicaLagMs: 60_000 })
    expect((await sweep()).found).toBe(0)
    await desk.control.switches({ wechatReplicaLagMs: 0 })
    expect(await openKeys()).toEqual([])
  })
})

describe('the preview of a grant', () => {
  it('tells of an outside change it came across, instead of taking it over', async () => {
    const choice = await choose(1, 1)
    await submitAndFinish(choice)
    await ageKnowledge()
    const key = { drama_id: choice.dramaIds[0] ?? '', authorized_appid: choice.appids[0] ?? '' }
    await desk.control.changeWechat({ grants: { remove: [key] } })
    await submit({ ...choice, dramaIds: (await choose(1, 1)).dramaIds })
    expect(await openKeys()).toContain(`${key.drama_id}@${key.authorized_appid}`)
  })
})

describe('the schedule', () => {
  it('leaves an account at work in peace, for up to an hour', async () => {
    const { requestSweeps } = await import('@/lib/grants/sync-grants')
    await expect.poll(async () => (await desk.sql(`select 1 from operation where state <> 'done'`)).length).toBe(0)
    expect(await requestSweeps()).toBe(1)
    await desk.sql(
      `insert into operation (id, action, connection_id, request_key, request_hash, state, reason, summary, actor_id, actor_name, actor_role, wake_at)
       values (gen_random_uuid(), 'drama.grant', $1, 'busy', '', 'waiting', '', '{}', 'p', 'p', 'manager', now() + interval '1 day')`,
      [desk.connectionId],
    )
    expect(await requestSweeps()).toBe(0)
    await desk.sql(`update grant_sweep set started_at = started_at - interval '61 minutes', state = 'done'`)
    expect(await requestSweeps()).toBe(1)
  })
})
