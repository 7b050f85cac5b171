import { describe, expect, it } from 'vitest'
import { WRITE_PATH } from './channel-desk'
import {
  desk,
  driftsOf,
  eventsOf,
  fresh,
  openOn,
  openSweptDesk,
  outside,
  sourcesOf,
  sweep,
  used,
} from './channel-drift-desk'

openSweptDesk()

describe('a sweep', () => {
  it('takes the first look at a channel for what is known, and reads little the next time', async () => {
    const since = await desk.control.lastSeq()
    const again = await sweep()
    expect(again).toMatchObject({ found: 0, unreadable: 0 })
    const single = (await desk.control.journal({ since, path: '/live/v3/channel/auth/get' })).length
    expect(single).toBeLessThan(again.read / 3)
    expect(await desk.sql('select 1 from channel_drift')).toEqual([])
  })

  it('finds every outside change once, with one event each, no secret in any of it', async () => {
    const [code, pay, own] = [await fresh('code'), await fresh('pay'), await fresh('direct')]
    await outside(code, { authCode: 'Leak2026' })
    await outside(pay, { authType: 'public' })
    await outside(own, { authType: 'code', authCode: 'Other111' })
    expect((await sweep()).found).toBeGreaterThanOrEqual(3)
    expect([(await openOn(code))?.kind, (await openOn(pay))?.kind, (await openOn(own))?.kind]).toEqual([
      'values',
      'opened',
      'doors',
    ])
    expect((await sweep()).found).toBe(0)
    for (const channelId of [code, pay, own]) expect(await eventsOf(channelId)).toHaveLength(1)
    const [event] = await eventsOf(code)
    expect(event?.detail.drift).toBe('channel_values')
    expect(event?.before).toMatchObject({ primary: { settings: { authCode: { secret: 'set' } } } })
    expect(event?.after).not.toEqual(event?.before)
    const kept = await desk.sql<{ text: string }>(
      `select coalesce(string_agg(to_jsonb(event)::text, ''), '') as text from audit_event event`,
    )
    const versions = await desk.sql<{ text: string }>(
      `select string_agg(to_jsonb(version)::text, '') as text from condition_version version`,
    )
    for (const secret of ['Leak2026', 'Other111']) expect(`${kept[0]?.text}${versions[0]?.text}`).not.toContain(secret)
  })

  it('is met by opening the channel too, and the difference is one and the same', async () => {
    const channelId = await fresh('pay')
    await outside(channelId, { price: 66 })
    await desk.load(channelId)
    const first = await openOn(channelId)
    expect(first).toMatchObject({ kind: 'values' })
    await desk.load(channelId)
    expect((await sweep()).found).toBe(0)
    expect(await openOn(channelId)).toEqual(first)
    expect(await eventsOf(channelId)).toHaveLength(1)
  })

  it('closes what went back by itself, and replaces what changed once more', async () => {
    const channelId = await fresh('phone')
    const before = (await desk.stored(channelId)).ranks[1].authTips
    await outside(channelId, { authTips: '改一次' })
    await sweep()
    await outside(channelId, { authTips: '改两次' })
    await sweep()
    expect((await driftsOf(channelId)).map((row) => row.resolution)).toEqual(['replaced', null])
    expect(new Set((await driftsOf(channelId)).map((row) => row.known_number)).size).toBe(1)
    await outside(channelId, { authTips: before })
    await sweep()
    expect((await driftsOf(channelId)).map((row) => row.resolution)).toEqual(['replaced', 'returned'])
    expect((await eventsOf(channelId)).map(({ detail }) => detail.drift)).toEqual([
      'channel_values',
      'channel_values',
      'channel_back',
    ])
  })

  it('never takes a write of ours that is under way for somebody else’s', async () => {
    const channelId = await fresh('pay')
    const loaded = await desk.load(channelId)
    const since = await desk.control.lastSeq()
    await desk.control.fault({ upstream: 'polyv', path: '/auth/update', kind: 'apply_then_hang', times: 1 })
    const saving = await desk.save(loaded, (form) => {
      form.primary.drafts.pay.price = '7.77'
    })
    await desk.control.received({ since, path: WRITE_PATH })
    await sweep()
    await desk.load(channelId)
    expect(await driftsOf(channelId)).toEqual([])
    expect((await desk.settled(saving)).verdict).toBe('verified')
    await sweep()
    expect(await driftsOf(channelId)).toEqual([])
    expect(await sourcesOf(channelId)).toEqual(['first_read', 'ours'])
  })

  it('gives no weight to a look that is older than what was stored meanwhile', async () => {
    const channelId = await fresh('pay')
    const loaded = await desk.load(channelId)
    const { latestNumber, saveVersion } = await import('@/lib/channels/versions')
    const { getConditions } = await import('@/lib/polyv/get-conditions')
    const { inTransaction } = await import('@/lib/db')
    const seen = await latestNumber(desk.connectionId, channelId)
    const old = await getConditions(desk.connection, { kind: 'channel', channelId })
    await desk.settled(
      await desk.save(loaded, (form) => {
        form.primary.drafts.pay.price = '8.88'
      }),
    )
    await inTransaction((within) => saveVersion(within, desk.connectionId, channelId, old, { by: 'reading', seen }))
    expect(await sourcesOf(channelId)).toEqual(['first_read', 'ours'])
    expect(await driftsOf(channelId)).toEqual([])
  })

  it('goes on where it was cut short', async () => {
    const ids = (await desk.control.polyv()).channels
      .map(({ channelId }) => channelId)
      .filter((id) => !used.has(id))
      .sort((left, right) => left.length - right.length || (left > right ? 1 : -1))
    const [early, middle, late] = [ids[0] ?? '', ids[Math.floor(ids.length / 2)] ?? '', ids.at(-1) ?? '']
    await desk.sql(
      `update channel_sweep set state = 'running', started_at = clock_timestamp(), read_to = $1, channels_read = 5,
              beat_at = clock_timestamp() - interval '3 minutes'`,
      [middle],
    )
    const { readChannelSweep } = await import('@/lib/channels/sweep-state')
    expect((await readChannelSweep(desk.connectionId)).state).toBe('interrupted')
    for (const channelId of [early, late])
      await outside(channelId, { authType: 'wx', wxAuthExpireValue: '5d', enabled: 'Y' })
    await sweep()
    expect([await openOn(early), (await openOn(late))?.channelId]).toEqual([undefined, late])
    expect(await readChannelSweep(desk.connectionId)).toMatchObject({ state: 'done' })
    await sweep()
    expect((await openOn(early))?.channelId).toBe(early)
  })

  it('names what it could not read, keeps the rest, and settles a channel that is gone', async () => {
    const [hidden, gone] = [await fresh('info'), await fresh('code')]
    await outside(gone, { qcodeTips: '走之前改的' })
    await sweep()
    await desk.control.changePolyv({ channels: { remove: [{ channelId: gone }] } })
    await desk.control.fault({
      upstream: 'polyv',
      path: '/auth/get',
      kind: 'errcode',
      code: 400,
      message: 'something odd',
      match: { channelId: hidden },
    } as never)
    await sweep()
    const { readChannelSweep } = await import('@/lib/channels/sweep-state')
    const state = await readChannelSweep(desk.connectionId)
    expect(state.state).toBe('partial')
    expect(state.unreadableCount).toBeGreaterThan(0)
    expect((await driftsOf(gone)).map((row) => row.resolution)).toEqual(['gone'])
    const [row] = await desk.sql<{ gone_at: Date | null }>('select gone_at from channel where channel_id = $1', [gone])
    expect(row?.gone_at).toBeInstanceOf(Date)
  })
})

describe('lists', () => {
  it('shows the worst first, filters, and hands out every row without a secret', async () => {
    const { listChannelDrifts } = await import('@/lib/channels/list-drifts')
    const filter = { connectionId: desk.connectionId, view: 'open' as const, kind: null, q: '' }
    const { rows } = await listChannelDrifts(filter, null)
    const order = ['opened', 'doors', 'values']
    const places = rows.map(({ kind }) => order.indexOf(kind))
    expect(places).toEqual([...places].sort((left, right) => left - right))
    const paged: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listChannelDrifts(filter, cursor ?? null, 2)
      paged.push(...page.rows.map(({ id }) => id))
      cursor = page.next
    }
    expect(paged).toEqual(rows.map(({ id }) => id))
    const [first] = rows
    expect((await listChannelDrifts({ ...filter, q: first?.channelId ?? '' }, null)).rows).toHaveLength(1)
    expect(
      (await listChannelDrifts({ ...filter, kind: 'opened' }, null)).rows.every(({ kind }) => kind === 'opened'),
    ).toBe(true)
    expect(JSON.stringify(rows)).not.toMatch(/Leak2026|Other111|Theirs99|f1:/)
    const { exportChannelDrifts } = await import('@/lib/channels/export-drifts')
    const words = { kind: String, name: () => '', doors: () => '', field: () => '', resolution: () => '', join: '' }
    let exported = 0
    for await (const cells of exportChannelDrifts(filter, words)) exported += cells.length > 0 ? 1 : 0
    expect(exported).toBe(rows.length)
    const closed = await listChannelDrifts({ ...filter, view: 'closed' }, null)
    expect(new Set(closed.rows.map((row) => row.closed?.resolution))).toEqual(new Set(['replaced', 'returned', 'gone']))
  })
})
