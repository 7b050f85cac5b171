import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  asManager,
  closeDriftDesk,
  desk,
  driftEvents,
  eventsSince,
  forgetDrift,
  openDriftDesk,
  openDrifts,
  permanentGrants,
  seqOf,
  sweep,
} from './drift-desk'
import { inDays } from './grant-desk'

beforeAll(openDriftDesk)
afterAll(closeDriftDesk)
beforeEach(forgetDrift)

describe('a sweep', () => {
  it('takes its first full reading for what is known, without a single difference', async () => {
    const before = (await driftEvents()).length
    const first = await sweep()
    expect(first.grants).toBeGreaterThan(600)
    expect(first).toMatchObject({ found: 0, unreadable: 0 })
    expect(await openDrifts()).toEqual([])
    expect((await driftEvents()).length).toBe(before)
    const [known] = await desk.sql<{ count: number }>(`select count(*)::int as count from known_grant where is_held`)
    expect(known?.count).toBe(first.grants + first.accountGrants)
  })

  it('finds every kind of outside change once, with one event each, and not again', async () => {
    await sweep()
    const [removed, changed, shortened] = await permanentGrants(3)
    const { dramas, licensees, grants, appGrants } = await desk.control.wechat()
    if (!removed || !changed || !shortened) throw new Error('no permanent grants')
    const held = new Set(grants.map((grant) => `${grant.drama_id}@${grant.authorized_appid}`))
    const stranger = licensees.at(-1)?.appid ?? ''
    const drama = dramas.find(({ drama_id }) => !held.has(`${drama_id}@${stranger}`))?.drama_id ?? ''
    const until = inDays(90)
    const account = appGrants[0]?.authorized_appid ?? ''
    await desk.control.changeWechat({
      grants: {
        put: [
          { drama_id: changed.drama_id, authorized_appid: changed.authorized_appid, authz_expire_time: until },
          {
            drama_id: shortened.drama_id,
            authorized_appid: shortened.authorized_appid,
            authz_expire_time: until - 600,
          },
          { drama_id: drama, authorized_appid: stranger, authz_expire_time: until },
        ],
        remove: [{ drama_id: removed.drama_id, authorized_appid: removed.authorized_appid }],
      },
      appGrants: { remove: [{ authorized_appid: account }], put: [{ authorized_appid: stranger }] },
    })
    const seq = await seqOf()
    expect((await sweep()).found).toBe(6)
    expect((await openDrifts()).map(({ kind, drama_id, appid }) => [kind, drama_id, appid]).sort()).toEqual(
      [
        ['expiry', changed.drama_id, changed.authorized_appid],
        ['expiry', shortened.drama_id, shortened.authorized_appid],
        ['foreign', drama, stranger],
        ['foreign', '', stranger],
        ['missing', removed.drama_id, removed.authorized_appid],
        ['missing', '', account],
      ].sort(),
    )
    const events = await eventsSince(seq)
    expect(events).toHaveLength(6)
    expect(events).toContainEqual({
      target_id: `${changed.drama_id}@${changed.authorized_appid}`,
      before: { expiresAt: 0 },
      after: { expiresAt: until },
      detail: { drift: 'expiry', level: 'drama' },
    })
    expect(events).toContainEqual({
      target_id: account,
      before: { expiresAt: 0 },
      after: null,
      detail: { drift: 'missing', level: 'account' },
    })
    const ids = (await openDrifts()).map(({ id }) => id)
    expect((await sweep()).found).toBe(0)
    expect((await sweep()).found).toBe(0)
    expect((await openDrifts()).map(({ id }) => id)).toEqual(ids)
    expect(await eventsSince(seq)).toHaveLength(6)
  })

  it('tells its differences beside the grant, the licensee and the drama, missing ones too', async () => {
    await sweep()
    const [removed, changed] = await permanentGrants(2)
    if (!removed || !changed) throw new Error('no permanent grants')
    await desk.control.changeWechat({
      grants: {
        put: [
          { drama_id: changed.drama_id, authorized_appid: changed.authorized_appid, authz_expire_time: inDays(90) },
        ],
        remove: [{ drama_id: removed.drama_id, authorized_appid: removed.authorized_appid }],
      },
    })
    await sweep()
    const { listGrants } = await import('@/lib/grants/queries')
    const { getLicensee } = await import('@/lib/licensees/list-licensees')
    const { listCatalogue } = await import('@/lib/dramas/list-catalogue')
    const { syncDramas } = await import('@/lib/dramas/sync-dramas')
    await syncDramas(desk.connectionId)
    const open = await openDrifts()
    for (const { appid } of open)
      await desk.sql(`insert into licensee (appid, name) values ($1, '合作方') on conflict do nothing`, [appid])
    const held = await listGrants(
      desk.connectionId,
      { q: '', drama: changed.drama_id, appid: changed.authorized_appid },
      { sort: 'granted', cursor: null },
    )
    expect(held.rows.map(({ drift }) => drift)).toEqual(['expiry'])
    for (const { appid, drama_id } of open) {
      expect((await getLicensee(appid))?.driftCount).toBe(open.filter((drift) => drift.appid === appid).length)
      const [drama] = (await listCatalogue(desk.connectionId, { q: drama_id, sort: 'newest' })).dramas
      expect(drama?.driftCount).toBe(open.filter((drift) => drift.drama_id === drama_id).length)
    }
  })

  it('takes a lapsed grant that leaves the list, or stays on it, for no change', async () => {
    const [lapsing] = await permanentGrants(1)
    if (!lapsing) throw new Error('no permanent grant')
    const key = { drama_id: lapsing.drama_id, authorized_appid: lapsing.authorized_appid }
    await desk.control.changeWechat({
      grants: { put: [{ ...key, authz_expire_time: Math.floor(Date.now() / 1000) - 60 }] },
    })
    await sweep()
    await desk.control.changeWechat({ grants: { remove: [key] } })
    expect((await sweep()).found).toBe(0)
    expect(await openDrifts()).toEqual([])
  })

  it('closes a difference that went away by itself and says so once', async () => {
    await sweep()
    const [removed] = await permanentGrants(1)
    if (!removed) throw new Error('no permanent grant')
    await desk.control.changeWechat({ grants: { remove: [removed] } })
    await sweep()
    expect(await openDrifts()).toHaveLength(1)
    const seq = await seqOf()
    await desk.control.changeWechat({ grants: { put: [removed] } })
    await sweep()
    expect(await openDrifts()).toEqual([])
    expect((await eventsSince(seq)).map(({ detail }) => detail.drift)).toEqual(['back'])
    const [closed] = await desk.sql<{ resolution: string }>('select resolution from grant_drift')
    expect(closed?.resolution).toBe('returned')
    const { listDrifts } = await import('@/lib/grants/drift-queries')
    const { rows } = await listDrifts(
      { connectionId: desk.connectionId, view: 'closed', kind: null, appid: null, q: '' },
      null,
    )
    expect(rows).toHaveLength(1)
  })

  it('replaces a difference that changed once more, with another event', async () => {
    await sweep()
    const [changed] = await permanentGrants(1)
    if (!changed) throw new Error('no permanent grant')
    await desk.control.changeWechat({ grants: { put: [{ ...changed, authz_expire_time: inDays(40) }] } })
    await sweep()
    const seq = await seqOf()
    await desk.control.changeWechat({ grants: { put: [{ ...changed, authz_expire_time: inDays(50) }] } })
    expect((await sweep()).found).toBe(1)
    expect(await openDrifts()).toHaveLength(1)
    expect(await eventsSince(seq)).toHaveLength(1)
    const resolutions = await desk.sql<{ resolution: string | null }>(
      'select resolution from grant_drift order by found_at',
    )
    expect(resolutions.map(({ resolution }) => resolution)).toEqual(['replaced', null])
  })

  it('believes nobody who leaves a row out of the long list but gives it when asked for that licensee', async () => {
    await sweep()
    const [kept] = await permanentGrants(1)
    if (!kept) throw new Error('no permanent grant')
    const { grants } = await desk.control.wechat()
    const { getAuthorizeObjects } = await import('@/lib/wechat/get-authorize-objects')
    expect(await getAuthorizeObjects(desk.connection)).toHaveLength(grants.length)
    // The list is made while the grant is away and arrives late; by the time its licensee is asked for, it is back.
    await desk.control.changeWechat({ grants: { remove: [kept] } })
    await desk.control.fault({ kind: 'slow', path: 'getauthorizeobjects', times: 1, delayMs: 500 })
    const since = await desk.control.lastSeq()
    const running = sweep()
    await desk.control.received({ since, path: 'getauthorizeobjects' })
    await desk.control.changeWechat({ grants: { put: [kept] } })
    expect(await running).toMatchObject({ found: 0, grants: grants.length })
    expect(await openDrifts()).toEqual([])
  })
})

describe('what is done about it', () => {
  async function oneMissing() {
    await sweep()
    const [removed] = await permanentGrants(1)
    if (!removed) throw new Error('no permanent grant')
    await desk.control.changeWechat({ grants: { remove: [removed] } })
    await sweep()
    const [drift] = await openDrifts()
    if (!drift) throw new Error('no drift')
    return { drift, removed }
  }

  it('adopts once, with a reason and an event, and the same difference does not come back', async () => {
    const { drift } = await oneMissing()
    const { adoptDrift } = await import('@/lib/grants/adopt-drift')
    const input = { connectionId: desk.connectionId, driftIds: [drift.id], reason: '合作方已终止' }
    expect(await adoptDrift.run(input, asManager)).toMatchObject({ ok: true, data: { adopted: 1, left: 0 } })
    expect(await adoptDrift.run(input, asManager)).toMatchObject({ ok: true, data: { adopted: 0, left: 1 } })
    const adopted = await desk.sql<{ reason: string; after: unknown }>(
      `select reason, after from audit_event where action = 'grant.adopt' and target_id = $1`,
      [`${drift.drama_id}@${drift.appid}`],
    )
    expect(adopted).toEqual([{ reason: '合作方已终止', after: null }])
    expect((await sweep()).found).toBe(0)
    expect(await openDrifts()).toEqual([])
  })

  it('finds an adopted grant foreign when it is there again', async () => {
    const { drift, removed } = await oneMissing()
    const { adoptDrift } = await import('@/lib/grants/adopt-drift')
    await adoptDrift.run({ connectionId: desk.connectionId, driftIds: [drift.id], reason: '合作终止' }, asManager)
    await desk.control.changeWechat({ grants: { put: [removed] } })
    expect((await sweep()).found).toBe(1)
    expect((await openDrifts())[0]).toMatchObject({ kind: 'foreign', known_held: false, found_held: true })
  })

  it('restores onto a slip that asks for what was known and nothing else', async () => {
    const { drift, removed } = await oneMissing()
    const { restoreDrift } = await import('@/lib/grants/restore-drift')
    const result = await restoreDrift.run({ connectionId: desk.connectionId, driftIds: [drift.id] }, asManager)
    if (!result.ok) throw new Error(JSON.stringify(result))
    expect(result.data).toMatchObject({ cells: 1, left: 0, notSlipped: 0 })
    const { readSlip } = await import('@/lib/grants/slips')
    expect(await readSlip(result.data.slips[0]?.slipId ?? '')).toMatchObject({
      content: { dramaIds: [removed.drama_id], appids: [removed.authorized_appid], kind: 'permanent' },
    })
    expect(await openDrifts()).toHaveLength(1)
  })

  it('is settled by an operation of ours, which is then what is known', async () => {
    const { drift } = await oneMissing()
    const { storeSettledGrants } = await import('@/lib/grants/grant-store')
    const operationId = '019e0000-0000-7000-8000-000000000001'
    await storeSettledGrants(desk.sql, desk.connectionId, operationId, [
      { dramaId: drift.drama_id, appid: drift.appid, expiresAt: 0 },
    ])
    const [closed] = await desk.sql<{ resolution: string; closed_operation_id: string }>(
      'select resolution, closed_operation_id from grant_drift where id = $1',
      [drift.id],
    )
    expect(closed).toEqual({ resolution: 'operation', closed_operation_id: operationId })
  })
})
