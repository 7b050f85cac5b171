import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ConnectionDesk, ensureSandboxConnections, openConnectionDesk } from './connection-desk'

let desk: ConnectionDesk
let connectionId = ''
beforeAll(async () => {
  desk = await openConnectionDesk()
  await ensureSandboxConnections()
  const [row] = await desk.sql<{ id: string }>(`select id from connection where kind = 'wechat'`)
  connectionId = row?.id ?? ''
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.sql('delete from operation_item')
  await desk.sql('delete from operation')
  await desk.sql('delete from "grant"')
  await desk.sql('update connection set is_enabled = true')
})

async function makeOperation(
  state: string,
  verdict: string | null,
  daysAgo = 0,
  parentId: string | null = null,
): Promise<string> {
  const id = randomUUID()
  await desk.sql(
    `insert into operation (id, action, connection_id, request_key, request_hash, state, verdict, reason, summary,
                            actor_id, actor_name, actor_role, created_at, parent_id)
     values ($1::uuid, 'drama.grant', $2, $1::uuid::text, '', $3, $4, '测试', '{}', 'p', '运营甲', 'manager', now() - $5 * interval '1 day', $6)`,
    [id, connectionId, state, verdict, daysAgo, parentId],
  )
  return id
}

const grant = (dramaId: string, days: number | null) =>
  desk.sql(
    `insert into "grant" (connection_id, drama_id, appid, expires_at, read_at)
     values ($1, $2, 'wx0000000000000001', now() + $3 * interval '1 day', now())`,
    [connectionId, dramaId, days],
  )

describe('what today shows', () => {
  it('is which account used up its day, until when, and how many receipts wait, and no longer than that', async () => {
    const { listParkedAccounts } = await import('@/lib/overview/queries')
    const { parkWrites } = await import('@/lib/operations/rests')
    await makeOperation('waiting', null)
    await makeOperation('done', 'verified')
    await parkWrites(connectionId, 60_000, '45009')
    const [parked, ...others] = await listParkedAccounts()
    expect(others).toEqual([])
    expect(parked).toMatchObject({ id: connectionId, operations: 1 })
    expect(parked?.until.getTime()).toBeGreaterThan(Date.now() + 50_000)
    await desk.sql('update rate_limit set parked_until = clock_timestamp()')
    expect(await listParkedAccounts()).toEqual([])
  })

  it('is what runs, newest first, and whether there is more', async () => {
    const shown = [await makeOperation('running', null, 40), await makeOperation('waiting', null)]
    await makeOperation('done', 'failed')
    const { listRunning } = await import('@/lib/overview/queries')
    expect((await listRunning()).operations.map(({ id }) => id)).toEqual(shown.reverse())
    expect((await listRunning(1)).isMore).toBe(true)
  })

  it('is which receipts did not end verified lately and were not tried again, each with its counts and reasons', async () => {
    const failed = await makeOperation('done', 'failed')
    const retried = await makeOperation('done', 'partial')
    const retry = await makeOperation('done', 'mismatch', 0, retried)
    await makeOperation('done', 'verified')
    await makeOperation('done', 'cancelled')
    await makeOperation('done', 'failed', 8)
    for (const [position, code] of ['10090038', '10090038', '1'].entries())
      await desk.sql(
        `insert into operation_item (id, operation_id, connection_id, position, group_key, group_position, target_key, target_type, target_id,
                                     target_name, plan, intent, state, verdict, code, settled_at)
         values (gen_random_uuid(), $1, $2, $3::int, 'g', 0, 't' || $3::int, 'drama_grant', 't', '长安', 'new', '{}', 'refused', 'failed', $4, now())`,
        [failed, connectionId, position, code],
      )
    const { listReceiptNeeds } = await import('@/lib/overview/queries')
    const { receipts, total } = await listReceiptNeeds()
    expect(receipts.map(({ operation }) => operation.id)).toEqual([retry, failed])
    expect(receipts[1]).toMatchObject({ counts: { failed: 3 }, causes: 2 })
    expect(total).toBe(2)
    expect(await listReceiptNeeds(1)).toMatchObject({ receipts: [{ operation: { id: retry } }], total: 2 })
  })

  it('says when the next grant ends, however far off, once nothing else is to be done', async () => {
    const { readNextExpiry } = await import('@/lib/overview/queries')
    expect(await readNextExpiry()).toBeNull()
    await grant('1', null)
    await grant('2', 200)
    expect((await readNextExpiry())?.getTime()).toBeGreaterThan(Date.now() + 199 * 86_400_000)
  })

  it('counts grants that end within 7 and 30 days, not permanent or ended ones, of accounts in use', async () => {
    for (const [dramaId, days] of [
      ['1', 3],
      ['2', 29],
      ['3', 31],
      ['4', -1],
      ['5', null],
    ] as const)
      await grant(dramaId, days)
    const { readExpiryLoad } = await import('@/lib/overview/queries')
    const load = await readExpiryLoad()
    expect(load).toMatchObject({ within7Days: 1, within30Days: 2 })
    expect(load.soonest.map(({ dramaId }) => dramaId)).toEqual(['1', '2'])
    await desk.sql('update connection set is_enabled = false where id = $1', [connectionId])
    expect(await readExpiryLoad()).toEqual({ within7Days: 0, within30Days: 0, soonest: [] })
  })
})
