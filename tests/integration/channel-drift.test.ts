import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ChannelDesk, hasType, openChannelDesk, WRITE_PATH } from './channel-desk'

let desk: ChannelDesk

beforeAll(async () => {
  desk = await openChannelDesk()
  const { syncChannels } = await import('@/lib/channels/sync-channels')
  await syncChannels(desk.connectionId)
  await sweep()
})
afterAll(async () => desk.close())
afterEach(async () => {
  await desk.control.clearFaults()
})

const sweep = async () => (await import('@/lib/channels/sweep-channels')).sweepChannels(desk.connectionId)
const openOn = async (channelId: string) => {
  const { openDriftOf } = await import('@/lib/channels/drift-queries')
  return (await openDriftOf(desk.connectionId, [channelId])).get(channelId)
}
const driftsOf = (channelId: string) =>
  desk.sql<{ id: string; kind: string; resolution: string | null; known_number: number; found_number: number }>(
    'select id, kind, resolution, known_number, found_number from channel_drift where channel_id = $1 order by found_at',
    [channelId],
  )
const eventsOf = (channelId: string) =>
  desk.sql<{ before: unknown; after: unknown; detail: { drift: string } }>(
    `select before, after, detail from audit_event where phase = 'drift' and target_id = $1 order by seq`,
    [channelId],
  )
const sourcesOf = async (channelId: string) =>
  (
    await desk.sql<{ source: string }>('select source from condition_version where channel_id = $1 order by number', [
      channelId,
    ])
  ).map((row) => row.source)
const used = new Set<string>()
const fresh = async (type: string) => {
  const channelId = await desk.find((one) => hasType(type)(one) && !used.has(one.channelId))
  used.add(channelId)
  return channelId
}
const outside = (channelId: string | null, fields: Record<string, unknown>, rank = 1) =>
  desk.control.changePolyv({ channelId, rank, fields })

/** Restores what was known before the open difference, as the preview would. */
const restore = async (channelId: string) => {
  const drift = await openOn(channelId)
  if (!drift) throw new Error('no open difference')
  return rollBack(channelId, drift.knownNumber)
}
const rollBack = async (channelId: string, version: number, base?: string) => {
  const { restoreConditions } = await import('@/lib/channels/restore-conditions')
  const input = {
    connectionId: desk.connectionId,
    channelId,
    requestKey: randomUUID(),
    version,
    base: base ?? (await desk.load(channelId)).fingerprint,
    reason: '回到旧版本',
  }
  return restoreConditions.run(input, desk.context)
}

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
    await outside(null, { payAuthTips: '后台改的默认' })
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

describe('settling a difference', () => {
  it('adopts it with a reason, once, and it is what we know from then on', async () => {
    const channelId = await fresh('pay')
    await outside(channelId, { price: 55 })
    await sweep()
    const drift = await openOn(channelId)
    const { adoptChannelDrift } = await import('@/lib/channels/adopt-channel-drift')
    const input = { connectionId: desk.connectionId, driftIds: [drift?.id ?? ''], reason: '运营在后台改价，已确认' }
    expect(await adoptChannelDrift.run(input, desk.context)).toMatchObject({ ok: true, data: { adopted: 1, left: 0 } })
    expect(await adoptChannelDrift.run(input, desk.context)).toMatchObject({ ok: true, data: { adopted: 0, left: 1 } })
    const events = await desk.sql<{ reason: string }>(
      `select reason from audit_event where action = 'channel.adopt' and target_id = $1`,
      [channelId],
    )
    expect(events.map(({ reason }) => reason)).toEqual([input.reason])
    expect((await sweep()).found).toBe(0)
    expect(await sourcesOf(channelId)).toEqual(['first_read', 'adopted'])
    await outside(channelId, { price: 56 })
    await sweep()
    expect((await driftsOf(channelId)).map((row) => row.known_number)).toEqual([1, 2])
  })

  it('restores the state before it, the secret code included, as the upstream had it', async () => {
    const channelId = await fresh('code')
    const before = (await desk.stored(channelId)).ranks
    await outside(channelId, { authType: 'public', authCode: 'Theirs99', qcodeTips: '后台提示' })
    await sweep()
    const item = await desk.settled(await restore(channelId))
    expect(item.verdict).toBe('verified')
    expect(JSON.stringify(item.intent)).not.toContain(String(before[1].authCode))
    const after = (await desk.stored(channelId)).ranks
    for (const name of ['enabled', 'authType', 'authCode', 'qcodeTips'])
      expect(after[1][name] ?? '').toEqual(before[1][name] ?? '')
    expect((await driftsOf(channelId)).map((row) => row.resolution)).toEqual(['operation'])
    expect(await sourcesOf(channelId)).toEqual(['first_read', 'outside', 'rollback'])
    const [version] = await desk.sql<{ restored_number: number }>(
      'select restored_number from condition_version where channel_id = $1 order by number desc limit 1',
      [channelId],
    )
    expect(version?.restored_number).toBe(1)
    expect((await sweep()).found).toBe(0)
  })
})

describe('rolling back', () => {
  it.each([
    ['custom', 'customKey', 'NewKey12'],
    ['external', 'externalKey', 'NewKey34'],
    ['direct', 'directKey', 'NewKey56'],
  ])('brings the former key of %s back', async (type, name, changed) => {
    const channelId = type === 'direct' ? await desk.find(hasType(type)) : await fresh(type)
    await outside(channelId, {
      authType: type,
      enabled: 'Y',
      directKey: 'Former01',
      ...(type === 'direct' ? {} : { directKey: null }),
    })
    const loaded = await desk.load(channelId)
    const former = (await desk.stored(channelId)).ranks[1][name]
    const version = loaded.version?.number ?? 0
    const saved = await desk.settled(
      await desk.save(loaded, (form) => {
        Object.assign(form.primary.drafts[type as 'direct'], { [name]: changed })
      }),
    )
    expect(saved.verdict).toBe('verified')
    expect((await desk.stored(channelId)).ranks[1][name]).toBe(changed)
    expect((await desk.settled(await rollBack(channelId, version))).verdict).toBe('verified')
    expect((await desk.stored(channelId)).ranks[1][name]).toBe(former)
  })

  it('sends nothing when the channel moved since the preview, or is that version already, or the version is unknown', async () => {
    const channelId = await fresh('phone')
    const loaded = await desk.load(channelId)
    await outside(channelId, { authTips: '预览之后改的' })
    const since = await desk.control.lastSeq()
    expect(await rollBack(channelId, 1, loaded.fingerprint)).toMatchObject({ ok: false, code: 'stale_base' })
    expect(await openOn(channelId)).toBeDefined()
    expect(await rollBack(channelId, 2)).toMatchObject({ ok: false, fieldErrors: { version: 'nothingToRestore' } })
    expect(await rollBack(channelId, 99)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await desk.writesSince(since)).toEqual([])
  })
})
