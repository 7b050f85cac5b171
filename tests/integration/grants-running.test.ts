import { beforeEach, describe, expect, it } from 'vitest'
import { choose, desk, finished, submit, submitAndFinish, withLedger, writes } from './grant-ledger'

withLedger()
beforeEach(async () => {
  await desk.control.reset('demo')
  await desk.sql('delete from access_token')
  await desk.sql('update rate_limit set paused_until = null, parked_until = null')
  await desk.sql('update connection set chunk_size = null, chunk_limit = null')
})

const sizesOf = async (since: number) =>
  (await writes(since)).map((call) => (call.parsed as { drama_id: unknown[] }).drama_id.length)
const limitNow = async () =>
  (
    await desk.sql<{ chunk_limit: number | null }>('select chunk_limit from connection where id = $1', [
      desk.connectionId,
    ])
  )[0]?.chunk_limit
const progressOf = async (id: string) => (await import('@/lib/operations/progress')).getProgress(id)

describe('a call refused for its size', () => {
  it('is halved until it is taken, and the account is never asked for more again', async () => {
    await desk.control.switches({ maxIdsPerCall: 6 })
    const since = await desk.control.lastSeq()
    const { verdict, items } = await submitAndFinish(await choose(40, 1))
    expect(verdict).toBe('verified')
    expect(items).toHaveLength(40)
    const sizes = await sizesOf(since)
    expect(sizes.slice(0, 4)).toEqual([40, 20, 10, 5])
    expect(sizes.slice(3).every((size) => size <= 5)).toBe(true)
    expect(sizes.slice(3).reduce((sum, size) => sum + size, 0)).toBe(40)
    expect(await limitNow()).toBe(5)

    const later = await desk.control.lastSeq()
    await submitAndFinish(await choose(8, 1))
    expect(await sizesOf(later)).toEqual([5, 3])
    const events = await desk.sql<{ before: unknown; after: unknown }>(
      `select before, after from audit_event where action = 'connection.update' and actor_type = 'system' and after ? 'chunkLimit' order by seq`,
    )
    expect(events.map(({ after }) => after)).toEqual([{ chunkLimit: 20 }, { chunkLimit: 10 }, { chunkLimit: 5 }])
  })

  it('does not use up the attempts of its items', async () => {
    await desk.control.switches({ maxIdsPerCall: 1 })
    const { verdict } = await submitAndFinish(await choose(70, 1))
    expect(verdict).toBe('verified')
    const [worn] = await desk.sql<{ most: number }>('select max(attempts)::int as most from operation_item')
    expect(worn?.most).toBe(1)
  })

  it('is told from any other refusal of a parameter: those are not tried in halves', async () => {
    const since = await desk.control.lastSeq()
    await desk.control.fault({
      upstream: 'wechat',
      path: 'authorizedrama',
      kind: 'errcode',
      code: 47003,
      message: 'argument invalid! authz_expire_time',
      times: 3,
    })
    const { verdict, items } = await submitAndFinish(await choose(4, 1))
    expect(verdict).toBe('failed')
    expect(items.every(({ code }) => code === '47003')).toBe(true)
    expect(new Set(await sizesOf(since))).toEqual(new Set([4]))
    expect(await limitNow()).toBeNull()
  })
})

describe("a day's quota that is used up", () => {
  it('parks what is left until midnight in Beijing, reads back what was sent, and goes on by itself', async () => {
    await desk.sql('update connection set chunk_size = 5 where id = $1', [desk.connectionId])
    await desk.control.switches({ wechatDailyQuota: 2 })
    const since = await desk.control.lastSeq()
    const choice = await choose(21, 1)
    const { result } = await submit({ ...choice, dramaIds: choice.dramaIds.slice(0, 20) })
    if (!result.ok) throw new Error(JSON.stringify(result))
    const { operationId } = result.data
    await expect.poll(async () => (await progressOf(operationId))?.pause?.reason, { timeout: 10_000 }).toBe('quota')
    await expect.poll(async () => (await progressOf(operationId))?.state, { timeout: 10_000 }).toBe('waiting')

    const parked = await progressOf(operationId)
    expect(parked).toMatchObject({
      counts: { verified: 10, pending: 10, failed: 0, unknown: 0 },
      sent: expect.any(Number),
    })
    expect(parked?.pause?.code).toBe('45009')
    const until = Date.parse(parked?.pause?.until ?? '')
    expect((until + 8 * 3_600_000) % 86_400_000).toBeLessThan(61_000)
    expect(parked?.wakeAt).toBe(parked?.pause?.until)
    expect(parked?.finishAt).toBeNull()
    expect(await writes(since)).toHaveLength(3)

    // Another operation of the account waits too, without spending a call to find out.
    await desk.control.switches({ wechatDailyQuota: 0 })
    const other = await submit({ ...choice, dramaIds: choice.dramaIds.slice(20) })
    if (!other.result.ok) throw new Error(JSON.stringify(other.result))
    const otherId = other.result.data.operationId
    await expect.poll(async () => (await progressOf(otherId))?.pause?.reason, { timeout: 10_000 }).toBe('quota')
    expect(await writes(since)).toHaveLength(3)

    await aDayLater()
    expect((await finished(operationId)).verdict).toBe('verified')
    expect((await finished(otherId)).verdict).toBe('verified')
    expect(await sizesOf(since)).toEqual(expect.arrayContaining([5, 5, 5, 5, 5, 1]))
  })
})

/** Moves what waits for tomorrow to now, as the clock would. */
async function aDayLater(): Promise<void> {
  await desk.sql(`update rate_limit set parked_until = parked_until - interval '1 day'`)
  await desk.sql(`update operation set wake_at = wake_at - interval '1 day' where state = 'waiting'`)
}

describe('a long operation', () => {
  it('is read back licensee by licensee while it is sent, once each', async () => {
    await desk.sql('update connection set chunk_size = 5 where id = $1', [desk.connectionId])
    const choice = await choose(12, 4)
    const since = await desk.control.lastSeq()
    expect((await submitAndFinish(choice)).verdict).toBe('verified')
    const journal = await desk.control.journal({ since, path: '/wxa/sec/vod/' })
    const begun = journal.findIndex((call) => call.path.endsWith('/authorizedrama'))
    const running = journal.slice(begun)
    expect(running.filter((call) => call.path.endsWith('/authorizedrama'))).toHaveLength(12)
    expect(running.filter((call) => call.path.endsWith('/getauthorizeobjects'))).toHaveLength(4)
  })
})
