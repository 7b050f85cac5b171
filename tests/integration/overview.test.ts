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
  await desk.sql('delete from operation')
  await desk.sql('delete from "grant"')
  await desk.sql('update connection set is_enabled = true')
})

async function makeOperation(state: string, verdict: string | null, daysAgo = 0): Promise<string> {
  const id = randomUUID()
  await desk.sql(
    `insert into operation (id, action, connection_id, request_key, request_hash, state, verdict, reason, summary,
                            actor_id, actor_name, actor_role, created_at)
     values ($1::uuid, 'drama.grant', $2, $1::uuid::text, '', $3, $4, '测试', '{}', 'p', '运营甲', 'manager', now() - $5 * interval '1 day')`,
    [id, connectionId, state, verdict, daysAgo],
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

  it('is what runs and what did not end verified lately, and nothing else', async () => {
    const shown = [
      await makeOperation('running', null, 40),
      await makeOperation('done', 'unknown'),
      await makeOperation('done', 'mismatch', 6),
      await makeOperation('done', 'failed'),
      await makeOperation('done', 'partial'),
    ]
    await makeOperation('done', 'verified')
    await makeOperation('done', 'cancelled')
    await makeOperation('done', 'failed', 8)
    const { listWorkToSee } = await import('@/lib/overview/queries')
    const { operations, isMore } = await listWorkToSee()
    expect(operations.map(({ id }) => id)).toEqual(shown.reverse())
    expect(isMore).toBe(false)
    const short = await listWorkToSee(3)
    expect([short.operations.length, short.isMore]).toEqual([3, true])
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
