import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { GrantInput } from '@/lib/grants/schema'
import { neighbourCredentials } from '@/sandbox/credentials'
import { inDays } from './grant-desk'
import {
  type Choice,
  choose,
  desk,
  finished,
  heldNow,
  person,
  readNow,
  submit,
  submitAndFinish,
  withLedger,
  writes,
} from './grant-ledger'

withLedger({ regrant: 'overwrite' })

describe('a grant of 3 dramas to 2 licensees', () => {
  it('is two POSTs of the documented shape, applied once each and verified', async () => {
    const choice = await choose(3, 2)
    const since = await desk.control.lastSeq()
    const done = await submitAndFinish(choice)
    const sent = (await writes(since)).filter((entry) => entry.path.endsWith('/authorizedrama'))
    expect(sent.map((entry) => [entry.method, Object.keys(JSON.parse(entry.body))])).toEqual(
      choice.appids.map(() => ['POST', ['drama_id', 'authorized_appid', 'authz_expire_time']]),
    )
    expect(new Set(sent.map((entry) => JSON.parse(entry.body).authorized_appid))).toEqual(new Set(choice.appids))
    expect(done.verdict).toBe('verified')
    expect(done.items.map((item) => item.verdict)).toEqual(Array(6).fill('verified'))
    const held = await heldNow()
    for (const dramaId of choice.dramaIds)
      for (const appid of choice.appids) expect(held.get(`${dramaId}@${appid}`)?.writes).toBe(1)
    const copies = await desk.sql('select 1 from "grant" where drama_id = any($1) and appid = any($2)', [
      choice.dramaIds,
      choice.appids,
    ])
    expect(copies).toHaveLength(6)
  })

  it('again with the same request key is the first operation, and nothing more is sent', async () => {
    const choice = await choose(1, 1)
    const requestKey = randomUUID()
    const first = await submit(choice, { requestKey })
    if (!first.result.ok) throw new Error('refused')
    await finished(first.result.data.operationId)
    const since = await desk.control.lastSeq()
    const { grantDramas } = await import('@/lib/grants/grant-dramas')
    const input = { ...choice, reason: '合同 118 首批', planKey: first.plan.planKey, confirmedCount: null, requestKey }
    const repeat = await grantDramas.run(grantDramas.input.parse(input), {
      actor: person,
      requestId: 'r',
      session: {} as never,
    })
    expect(repeat).toEqual(first.result)
    expect(await writes(since)).toEqual([])
  })
})

describe('what is refused before anything is sent', () => {
  const refused = async (choice: Choice, more: Partial<GrantInput> = {}) => {
    const since = await desk.control.lastSeq()
    const [before] = await desk.sql<{ count: string }>('select count(*) from operation')
    const { result } = await submit(choice, more)
    expect(result.ok).toBe(false)
    expect(await desk.sql('select count(*) from operation')).toEqual([before])
    expect(await writes(since)).toEqual([])
    return result
  }

  it('an expiry under the floor', async () => {
    const choice = await choose(1, 1)
    const { formatDateTime } = await import('@/lib/format')
    const at = formatDateTime(Date.now() + 7 * 86_400_000 + 60_000)
    await refused({ ...choice, expiry: { kind: 'date', at } })
  })

  it('an unknown id and an id of the neighbour', async () => {
    const { dramas } = await desk.control.wechat(neighbourCredentials.wechat.appId)
    const choice = await choose(1, 1)
    const result = await refused({ ...choice, dramaIds: ['999999999', dramas[0]?.drama_id ?? ''] })
    expect(result).toMatchObject({ fieldErrors: { dramaIds: 'nothingToSend' } })
  })

  it('a preview of something else', async () => {
    const choice = await choose(1, 1)
    const { planGrants } = await import('@/lib/grants/plan')
    const { planKey } = await planGrants({ ...choice, expiry: { kind: 'permanent' } }, readNow)
    expect(await refused(choice, { planKey })).toMatchObject({ code: 'stale_base' })
  })

  it('a permanent grant confirmed for another count', async () => {
    const choice: Choice = { ...(await choose(2, 1)), expiry: { kind: 'permanent' } }
    expect(await refused(choice, { confirmedCount: 1 })).toMatchObject({
      fieldErrors: { confirmedCount: 'confirmCount' },
    })
  })
})

describe('a preview newer than what the submit had read', () => {
  it('counts, once the upstream itself has confirmed it', async () => {
    const choice = await choose(1, 1)
    const { planGrants } = await import('@/lib/grants/plan')
    await planGrants(choice, readNow)
    const shared = globalThis as unknown as { countersignReadings: Map<string, unknown> }
    const older = new Map(shared.countersignReadings)
    const outside = {
      drama_id: choice.dramaIds[0],
      authorized_appid: choice.appids[0],
      authorized_time: 1,
      authz_expire_time: inDays(20),
    }
    await desk.control.changeWechat({ grants: { put: [outside] } })
    const { planKey } = await planGrants(choice, readNow)
    for (const [key, reading] of older) shared.countersignReadings.set(key, reading)
    const { grantDramas } = await import('@/lib/grants/grant-dramas')
    const input = { ...choice, reason: '合同 118 首批', planKey, confirmedCount: null, requestKey: randomUUID() }
    const context = { actor: person, requestId: 'r', session: {} as never }
    const result = await grantDramas.run(grantDramas.input.parse(input), context)
    if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
    const [item] = await desk.sql('select plan from operation_item where operation_id = $1', [result.data.operationId])
    expect(item).toEqual({ plan: 'extend' })
    expect((await finished(result.data.operationId)).verdict).toBe('verified')
  })
})

describe('a mixed plan', () => {
  it('leaves blocked and same cells out of the body and keeps them on the receipt', async () => {
    const state = await desk.control.wechat()
    const choice = await choose(2, 1)
    const inReview = state.dramas.find((drama) => drama.audit_detail?.status === 1)?.drama_id ?? ''
    const [same = '', fresh = ''] = choice.dramaIds
    const { parseBeijingDateTime } = await import('@/lib/format')
    const expiry = (parseBeijingDateTime(choice.expiry.at)?.getTime() ?? 0) / 1000
    const put = [{ drama_id: same, authorized_appid: choice.appids[0], authorized_time: 1, authz_expire_time: expiry }]
    await desk.control.changeWechat({ grants: { put } })
    const since = await desk.control.lastSeq()
    const done = await submitAndFinish({ ...choice, dramaIds: [same, fresh, inReview] })
    const [sent] = await writes(since)
    expect(JSON.parse(sent?.body ?? '').drama_id.map(String)).toEqual([fresh])
    expect(done.items.map((item) => item.state)).toEqual(['skipped', 'succeeded', 'blocked'])
    expect(done.verdict).toBe('verified')
  })
})
