import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type GrantDesk, openGrantDesk } from './grant-desk'

let desk: GrantDesk
beforeAll(async () => {
  desk = await openGrantDesk()
})
afterAll(async () => {
  const { stopSender } = await import('@/lib/jobs/queue')
  await stopSender()
  await desk.close()
})
beforeEach(async () => {
  await desk.control.reset()
  await desk.sql('delete from access_token')
  await desk.sql('delete from drama')
  await desk.sql(
    `update connection set catalogue_synced_at = null, catalogue_sync_error = null, catalogue_is_partial = false,
            catalogue_sync_started_at = null`,
  )
})
afterEach(async () => {
  await desk.control.clearFaults()
  await desk.control.switches({ ignorePaging: false })
})

const sync = async () => (await import('@/lib/dramas/sync-dramas')).syncDramas(desk.connectionId)
const facts = async () => {
  const [row] = await desk.sql<{
    synced_at: Date | null
    error: string | null
    is_partial: boolean
    started_at: Date | null
  }>(
    `select catalogue_synced_at as synced_at, catalogue_sync_error as error, catalogue_is_partial as is_partial,
            catalogue_sync_started_at as started_at from connection where id = $1`,
    [desk.connectionId],
  )
  if (!row) throw new Error('no connection')
  return row
}
const kept = () =>
  desk.sql<{ drama_id: string; gone_at: Date | null; play_state: string; synced_at: Date }>(
    'select drama_id, gone_at, play_state, synced_at from drama order by drama_id',
  )
const gone = async () => (await kept()).filter((row) => row.gone_at !== null).map((row) => row.drama_id)
const lists = (since: number) => desk.control.journal({ since, path: 'listdramas' })

describe('reading the catalogue', () => {
  it('equals the upstream, with the moments of its audit', async () => {
    const { dramas } = await desk.control.wechat()
    expect(await sync()).toBe(dramas.length)
    expect(new Set((await kept()).map((row) => row.drama_id))).toEqual(new Set(dramas.map((drama) => drama.drama_id)))
    const [row] = await desk.sql('select 1 from drama where audited_at is null and audit_state = $1 limit 1', [
      'passed',
    ])
    expect(row).toBeUndefined()
    expect(await facts()).toMatchObject({ error: null, is_partial: false, started_at: null })
  })

  it('marks what vanished, keeps what is known of it, and takes it back when it returns', async () => {
    await sync()
    const { dramas } = await desk.control.wechat()
    const lost = dramas.slice(3, 5)
    const lostIds = lost.map((drama) => drama.drama_id)
    await desk.control.changeWechat({ dramas: { remove: lost } })
    await sync()
    expect(new Set(await gone())).toEqual(new Set(lostIds))
    expect((await kept()).length).toBe(dramas.length)
    await desk.control.changeWechat({ dramas: { put: lost } })
    await sync()
    expect(await gone()).toEqual([])
  })

  it('marks nothing as gone when paging is ignored, and says that the list is cut short', async () => {
    await sync()
    await desk.control.switches({ ignorePaging: true })
    expect(await sync()).toBe(100)
    expect(await gone()).toEqual([])
    expect(await facts()).toMatchObject({ error: null, is_partial: true })
    await desk.control.switches({ ignorePaging: false })
    await sync()
    expect(await facts()).toMatchObject({ is_partial: false })
  })

  it('does not believe an empty list while the dramas answer to their ids', async () => {
    await sync()
    const before = (await kept()).length
    await desk.control.fault({
      upstream: 'wechat',
      path: 'listdramas',
      kind: 'http',
      status: 200,
      body: '{"errcode":0,"errmsg":"ok","drama_info_list":[]}',
      contentType: 'application/json',
    })
    await sync()
    expect(await gone()).toEqual([])
    expect((await kept()).length).toBe(before)
    expect(await facts()).toMatchObject({ is_partial: true })
  })

  it('believes it when none of a whole catalogue answers', async () => {
    await sync()
    const { dramas } = await desk.control.wechat()
    await desk.control.changeWechat({ dramas: { remove: dramas } })
    expect(await sync()).toBe(0)
    expect((await gone()).length).toBe(dramas.length)
    expect(await facts()).toMatchObject({ is_partial: false })
  })

  it('keeps the old copy and its age when the upstream fails in the middle, and lets the next one begin', async () => {
    await sync()
    const before = await kept()
    const { synced_at } = await facts()
    await desk.control.fault({
      upstream: 'wechat',
      path: 'listdramas',
      kind: 'errcode',
      code: 48001,
      message: 'no api',
      after: 1,
    })
    await expect(sync()).rejects.toThrow()
    expect(await kept()).toEqual(before)
    const after = await facts()
    expect(after).toMatchObject({ synced_at, started_at: null })
    expect(after.error).toBeTruthy()
    await sync()
    expect((await facts()).error).toBeNull()
  })
})

describe('several readings at once', () => {
  it('are one reading in one process', async () => {
    const since = await desk.control.lastSeq()
    const counts = await Promise.all([sync(), sync(), sync(), sync()])
    expect(new Set(counts).size).toBe(1)
    expect((await lists(since)).length).toBe(4)
  })

  it('wait for the one of another process', async () => {
    await sync()
    const theirs = new Date()
    const since = await desk.control.lastSeq()
    const { inTransaction } = await import('@/lib/db')
    // Their claim commits while ours is waiting for the row, so ours is certain to meet it.
    const waitingForTheRow = () =>
      desk.sql(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
            and query like 'update connection set catalogue_sync_started_at%'`)
    const waiting = await inTransaction(async (run) => {
      await run('update connection set catalogue_sync_started_at = $1, catalogue_sync_beat_at = clock_timestamp()', [
        theirs,
      ])
      const asked = sync()
      await expect.poll(waitingForTheRow, { timeout: 10_000 }).not.toEqual([])
      return { asked }
    })
    await expect.poll(waitingForTheRow, { timeout: 10_000 }).toEqual([])
    await desk.sql('update connection set catalogue_synced_at = $1, catalogue_sync_started_at = null', [theirs])
    expect(await waiting.asked).toBe((await kept()).length)
    expect(await lists(since)).toEqual([])
  })

  it('are taken over from a process that died', async () => {
    await desk.sql(
      `update connection set catalogue_sync_started_at = now() - interval '5 minutes', catalogue_sync_beat_at = now() - interval '2 minutes'`,
    )
    expect(await sync()).toBeGreaterThan(250)
  })
})

describe('dramas before a submit', () => {
  const plan = async (dramaIds: string[], catalogueMs: number) => {
    const { planGrants } = await import('@/lib/grants/plan')
    const { licensees } = await desk.control.wechat()
    const appids = licensees.slice(0, 1).map((licensee) => licensee.appid)
    return planGrants(
      { connectionId: desk.connectionId, dramaIds, appids, expiry: { kind: 'permanent' } },
      { catalogueMs, grantsMs: 60_000 },
    )
  }
  const playable = async () =>
    (await desk.control.wechat()).dramas.filter((drama) => drama.status === 0 && drama.audit_detail?.status === 3)

  it('a few are asked for by id, and one taken down since the list was read is blocked', async () => {
    await sync()
    const [first, second] = await playable()
    if (!first || !second) throw new Error('no dramas')
    await desk.control.changeWechat({ dramas: { put: [{ ...first, status: 3 }] } })
    const since = await desk.control.lastSeq()
    const made = await plan([first.drama_id, second.drama_id], 0)
    expect(made.dramas.map((drama) => drama.cause)).toEqual(['taken_down', null])
    expect(await lists(since)).toEqual([])
    expect((await desk.control.journal({ since, path: 'getdrama' })).length).toBe(2)
  })

  it('one that vanished is blocked as gone, and one nobody knows as unknown', async () => {
    await sync()
    const [first] = await playable()
    await desk.control.changeWechat({ dramas: { remove: [first] } })
    const made = await plan([first?.drama_id ?? '', '999999999'], 0)
    expect(made.dramas.map((drama) => drama.cause)).toEqual(['gone', 'unknown_drama'])
  })

  it('many are listed again', async () => {
    await sync()
    const chosen = (await playable()).slice(0, 30).map((drama) => drama.drama_id)
    const since = await desk.control.lastSeq()
    await plan(chosen, 0)
    expect((await lists(since)).length).toBe(4)
    expect(await desk.control.journal({ since, path: 'getdrama' })).toEqual([])
  })

  it('are not read at all while the last reading is young enough', async () => {
    await sync()
    const chosen = (await playable()).slice(0, 30).map((drama) => drama.drama_id)
    const since = await desk.control.lastSeq()
    await plan(chosen, 60_000)
    expect(await lists(since)).toEqual([])
  })
})

describe('keeping the catalogue young', () => {
  it('reads what is due and leaves what is young or busy', async () => {
    const { syncDueCatalogues } = await import('@/lib/dramas/sync-due-catalogues')
    await syncDueCatalogues()
    expect((await kept()).length).toBeGreaterThan(250)
    const since = await desk.control.lastSeq()
    await syncDueCatalogues()
    expect(await lists(since)).toEqual([])
    await desk.sql(`update connection set catalogue_synced_at = now() - interval '2 hours'`)
    await desk.control.fault({
      upstream: 'wechat',
      path: 'listdramas',
      kind: 'errcode',
      code: 48001,
      message: 'no api',
    })
    await syncDueCatalogues()
    expect((await facts()).error).toBeTruthy()
    await syncDueCatalogues()
    expect((await facts()).error).toBeNull()
  })
})
