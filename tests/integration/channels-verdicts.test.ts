import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ChannelDesk, field, hasType, isOwn, openChannelDesk, type StoredChannel } from './channel-desk'

let desk: ChannelDesk

beforeAll(async () => {
  desk = await openChannelDesk()
  const { syncChannels } = await import('@/lib/channels/sync-channels')
  await syncChannels(desk.connectionId)
})
afterAll(async () => desk.close())
afterEach(async () => {
  await desk.control.clearFaults()
  await desk.control.switches({ polyvReplicaLagMs: 0, readReturnsOnceWhitelist: true })
  await desk.sql('update connection set closed_at = null, closed_reason = null')
})

describe('telling the truth', () => {
  it('is partial when viewers meet the account default instead', async () => {
    const channelId = await desk.find((one) => !isOwn(one) && field(one, 'authType') === 'pay')
    const loaded = await desk.load(channelId)
    expect(loaded.followsDefault).toBe(true)
    const item = await desk.settled(
      await desk.save(loaded, (form) => {
        form.primary.drafts.pay.price = '6.66'
      }),
    )
    expect(item).toMatchObject({ verdict: 'partial', cause: 'follows_default' })
  })

  it('sounds the alarm when a channel write lands on the account default', async () => {
    const channelId = await desk.find(hasType('direct'))
    await desk.control.fault({ upstream: 'polyv', path: '/auth/update', kind: 'write_global', times: 1 })
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.direct.directKey = 'moved1'
      }),
    )
    expect(item).toMatchObject({ verdict: 'mismatch', cause: 'default_touched' })
    const events = await desk.sql(`select 1 from audit_event where phase = 'panic' and operation_id is not null`)
    expect(events).toHaveLength(1)
    expect(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.direct.directKey = 'moved2'
      }),
    ).toMatchObject({ ok: false, code: 'connection_closed' })
  })

  it('waits for a lagging replica', async () => {
    const channelId = await desk.find(hasType('wx'))
    const loaded = await desk.load(channelId)
    await desk.control.switches({ polyvReplicaLagMs: 700 })
    const item = await desk.settled(
      await desk.save(loaded, (form) => {
        Object.assign(form.primary.drafts.wx, { amount: '7', unit: 'day' })
      }),
    )
    expect(item.verdict).toBe('verified')
  })

  it('is a mismatch when success changed nothing', async () => {
    const channelId = await desk.find(hasType('wx'))
    await desk.control.fault({ upstream: 'polyv', path: '/auth/update', kind: 'silent_noop', times: 1 })
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        Object.assign(form.primary.drafts.wx, { amount: '8', unit: 'day' })
      }),
    )
    expect(item.verdict).toBe('mismatch')
    expect(item.fields).toContainEqual({ path: 'primary.wx.duration', reading: 'differs' })
  })

  it.each([
    ['apply_then_reset', 1],
    ['reset_before_apply', 2],
    ['apply_then_hang', 1],
  ] as const)('settles an unknown outcome by reading: %s', async (kind, writes) => {
    const channelId = await desk.find(hasType('code'))
    const since = await desk.control.lastSeq()
    await desk.control.fault({ upstream: 'polyv', path: '/auth/update', kind, times: 1, ms: 1_500 })
    const hint = `次 ${since}`
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.code.hint = hint
      }),
    )
    expect(item.verdict).toBe('verified')
    expect(await desk.writesSince(since)).toHaveLength(writes)
    expect(field(await desk.stored(channelId), 'qcodeTips')).toBe(hint)
  })

  it('slows down and tries again when told it is too fast', async () => {
    const channelId = await desk.find(hasType('code'))
    await desk.control.fault({
      upstream: 'polyv',
      path: '/auth/update',
      kind: 'errcode',
      code: 400,
      message: 'qps exceeds number of calls',
      times: 1,
    })
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.code.hint = '慢一点'
      }),
    )
    expect(item.verdict).toBe('verified')
  })

  it('lists a field the upstream does not give back as not readable', async () => {
    await desk.control.switches({ readReturnsOnceWhitelist: false })
    const channelId = await desk.find(hasType('phone'))
    const item = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.phone.once = true
        form.primary.drafts.phone.entryText = '会员入口二'
      }),
    )
    expect(item.verdict).toBe('verified')
    expect(item.fields).toContainEqual({ path: 'primary.phone.once', reading: 'not_readable' })
    const only = await desk.settled(
      await desk.save(await desk.load(channelId), (form) => {
        form.primary.drafts.phone.once = true
      }),
    )
    expect(only).toMatchObject({ verdict: 'partial', cause: 'hidden_fields' })
  })
})

describe('lists and versions', () => {
  it('finds by name, pinyin, number, type and state, page by page, each channel once', async () => {
    const { listChannels } = await import('@/lib/channels/list-channels')
    const all = { q: '', type: '', rank: '', status: '', follows: '', drift: '' }
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listChannels(desk.connectionId, all, cursor ? { direction: 'after', channelId: cursor } : null)
      seen.push(...page.channels.map((one) => one.channelId))
      cursor = page.next
    }
    const { channels } = await desk.control.polyv()
    expect(seen.length).toBe(new Set(seen).size)
    expect(seen.sort()).toEqual(channels.map((one) => one.channelId).sort())
    const byPinyin = await listChannels(desk.connectionId, { ...all, q: 'wangchuan' }, null)
    expect(byPinyin.channels.length).toBeGreaterThan(0)
    expect(byPinyin.channels.every((one) => one.name.includes('望川'))).toBe(true)
    const paid = await listChannels(desk.connectionId, { ...all, type: 'pay' }, null)
    expect(
      paid.channels.every((one) =>
        [one.doors?.primary, one.doors?.secondary].some((door) => door?.enabled && door.type === 'pay'),
      ),
    ).toBe(true)
    const live = await listChannels(desk.connectionId, { ...all, status: 'live' }, null)
    expect(live.total).toBe(channels.filter((one) => (one as StoredChannel).watchStatus === 'live').length)
  })

  it('remembers a change made outside as a version of its own', async () => {
    const channelId = await desk.find(hasType('info'))
    await desk.load(channelId)
    await desk.control.changePolyv({ channelId, rank: 1, fields: { infoDesc: '后台写的' } })
    const { version } = await desk.load(channelId)
    expect(version).toMatchObject({ source: 'outside' })
    const again = await desk.load(channelId)
    expect(again.version?.number).toBe(version?.number)
    await desk.settled(
      await desk.save(again, (form) => {
        form.primary.drafts.info.description = '我们写的'
      }),
    )
    expect((await desk.load(channelId)).version).toMatchObject({ source: 'ours', number: (version?.number ?? 0) + 1 })
  })
})
