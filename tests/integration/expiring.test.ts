import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ConnectionDesk, ensureSandboxConnections, openConnectionDesk } from './connection-desk'

/** Noon in Beijing. */
const NOW = new Date('2026-11-22T04:00:00Z')
const [STAR, FAR] = ['wx0000000000000001', 'wx0000000000000002']

let desk: ConnectionDesk
let connectionId = ''
beforeAll(async () => {
  desk = await openConnectionDesk()
  await ensureSandboxConnections()
  const [row] = await desk.sql<{ id: string }>(`select id from connection where kind = 'wechat'`)
  connectionId = row?.id ?? ''
})
afterAll(async () => {
  const { stopSender } = await import('@/lib/jobs/queue')
  await stopSender()
  await desk.close()
})
beforeEach(async () => {
  for (const table of ['expiry_notice', 'notice_dismissal', 'calendar_feed', '"grant"', 'account_grant', 'licensee'])
    await desk.sql(`delete from ${table}`)
  await desk.sql(
    `insert into licensee (appid, name, tags, contract_no, contract_ends_on)
     values ($1, '星河短剧', '{重点}', 'HT-1', '2027-06-30'), ($2, '远山剧场', '{}', null, null)`,
    [STAR, FAR],
  )
})

let next = 100_000
const grant = async (appid: string, expiresAt: string | null) => {
  next += 1
  await desk.sql(
    `insert into "grant" (connection_id, drama_id, appid, expires_at, read_at) values ($1, $2, $3, $4, now())`,
    [connectionId, String(next), appid, expiresAt],
  )
  return String(next)
}
const choice = (from: string, to: string, more: object = {}) => ({
  connectionId,
  from,
  to,
  appid: null,
  tag: null,
  contract: null,
  ...more,
})

async function makePerson(): Promise<string> {
  const id = randomUUID()
  await desk.sql(`insert into "user" (id, name, email, role) values ($1, '甲', $1 || '@x.test', 'support')`, [id])
  return id
}
const contextOf = (userId: string) => ({
  actor: {
    type: 'person' as const,
    id: userId,
    name: '甲',
    role: 'support',
    sessionPrint: null,
    ip: null,
    userAgent: null,
  },
  session: { user: { id: userId, name: '甲', email: '', role: 'support' as const }, sessionId: '', actor: {} as never },
  requestId: randomUUID(),
})

describe('the calendar', () => {
  it('counts by the day in Beijing, not by that of the machine', async () => {
    await grant(STAR, '2026-11-30T15:59:59Z')
    await grant(STAR, '2026-11-30T16:00:00Z')
    await grant(FAR, '2026-11-30T16:00:01Z')
    await grant(FAR, null)
    const { readDayLoads } = await import('@/lib/expiring/queries')
    expect(await readDayLoads(choice('2026-11-01', '2026-12-31'))).toEqual([
      { day: '2026-11-30', count: 1, licensees: 1, largest: [{ name: '星河短剧', count: 1 }] },
      {
        day: '2026-12-01',
        count: 2,
        licensees: 2,
        largest: expect.arrayContaining([{ name: '远山剧场', count: 1 }]),
      },
    ])
    expect(await readDayLoads(choice('2026-12-01', '2026-12-01'))).toHaveLength(1)
  })

  it('draws every one of the next days, those without anything too', async () => {
    const { countNextDays } = await import('@/lib/expiring/queries')
    const { addDays } = await import('@/lib/expiring/schema')
    const { formatDate } = await import('@/lib/format')
    const today = formatDate(new Date())
    await grant(STAR, `${addDays(today, 2)}T12:00:00+08:00`)
    await grant(FAR, `${addDays(today, 2)}T23:59:59+08:00`)
    await grant(FAR, `${addDays(today, 4)}T00:00:00+08:00`)
    const days = await countNextDays(today, 4)
    expect(days).toEqual([0, 0, 2, 0].map((count, index) => ({ day: addDays(today, index), count })))
    await desk.sql('update connection set is_enabled = false where id = $1', [connectionId])
    expect((await countNextDays(today, 4)).every(({ count }) => count === 0)).toBe(true)
    await desk.sql('update connection set is_enabled = true where id = $1', [connectionId])
  })

  it('narrows by licensee, tag and contract', async () => {
    await grant(STAR, '2026-12-05T04:00:00Z')
    await grant(STAR, '2027-07-05T04:00:00Z')
    await grant(FAR, '2026-12-05T04:00:00Z')
    const { sumLoads } = await import('@/lib/expiring/queries')
    const all = ['2026-11-01', '2027-12-31'] as const
    const countOf = async (more: object) => (await sumLoads(choice(...all, more))).count
    expect(await countOf({})).toBe(3)
    expect(await countOf({ appid: FAR })).toBe(1)
    expect(await countOf({ tag: '重点' })).toBe(2)
    expect(await countOf({ contract: 'covers' })).toBe(1)
    expect(await countOf({ contract: 'ends' })).toBe(1)
    expect(await countOf({ contract: 'none' })).toBe(1)
  })

  it('pages through more licensees and days than one page holds, none twice', async () => {
    await desk.sql(
      `insert into "grant" (connection_id, drama_id, appid, expires_at, read_at)
       select $1, (500000 + n)::text, 'wx' || lpad(to_hex(n % 130), 16, '0'), '2026-12-01T04:00:00Z'::timestamptz + (n % 2) * interval '1 day', now()
         from generate_series(1, 260) n`,
      [connectionId],
    )
    const { listLoads } = await import('@/lib/expiring/queries')
    const keys: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listLoads>> = await listLoads(choice('2026-11-01', '2026-12-31'), cursor)
      keys.push(...page.rows.map((row) => `${row.day} ${row.appid}`))
      cursor = page.next
    } while (cursor)
    expect(keys).toHaveLength(130)
    expect(new Set(keys).size).toBe(130)
    expect([...keys].sort()).toEqual(keys)
  })

  it('drafts exactly the chosen pairs, and refuses days the wrong way round or without anything', async () => {
    const first = await grant(STAR, '2026-12-05T04:00:00Z')
    const second = await grant(FAR, '2026-12-06T04:00:00Z')
    await grant(FAR, '2026-12-07T04:00:00Z')
    const { renewExpiring } = await import('@/lib/grants/renew-expiring')
    const context = contextOf(await makePerson())
    const made = await renewExpiring.run(choice('2026-12-05', '2026-12-06'), context)
    if (!made.ok) throw new Error(JSON.stringify(made))
    expect(made.data).toMatchObject({ cells: 2, notSlipped: 0 })
    const { readSlip } = await import('@/lib/grants/slips')
    const slip = await readSlip(made.data.slips[0]?.slipId ?? '')
    expect(slip?.content.dramaIds.sort()).toEqual([first, second].sort())
    expect(slip?.content.appids.sort()).toEqual([FAR, STAR].sort())
    const [stored] = await desk.sql<{ cell_count: number }>('select cell_count from slip where id = $1', [slip?.id])
    expect(stored?.cell_count).toBe(2)
    expect(await renewExpiring.run(choice('2026-12-06', '2026-12-05'), context)).toMatchObject({ ok: false })
    expect(await renewExpiring.run(choice('2027-01-05', '2027-01-06'), context)).toMatchObject({
      ok: false,
      code: 'not_found',
    })
  })
})

describe('reminders', () => {
  it('are made once per licensee and day at 30, 14, 7 and 1 days, however often and by however many workers', async () => {
    for (let count = 0; count < 3; count += 1) await grant(STAR, '2026-12-21T04:00:00Z')
    await grant(FAR, '2026-12-21T04:00:00Z')
    await grant(FAR, '2026-12-23T04:00:00Z')
    await grant(FAR, null)
    const { makeExpiryNotices } = await import('@/lib/expiring/make-notices')
    const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000)
    const made = await Promise.all([makeExpiryNotices(NOW), makeExpiryNotices(NOW), makeExpiryNotices(NOW)])
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(2)
    expect(await makeExpiryNotices(days(1))).toBe(1)
    const told: number[] = []
    for (let day = 2; day <= 30; day += 1) told.push(await makeExpiryNotices(days(day)))
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(9)
    const rows = await desk.sql<{ days: number }>(
      `select days from expiry_notice where appid = $1 order by days desc`,
      [STAR],
    )
    expect(rows.map((row) => row.days)).toEqual([30, 14, 7, 1])
  })

  it('show the nearest only, go away for who put them away, and for all when the grants are renewed', async () => {
    const drama = await grant(STAR, '2026-11-28T04:00:00Z')
    const { makeExpiryNotices } = await import('@/lib/expiring/make-notices')
    const { listNotices } = await import('@/lib/expiring/notices')
    const { dismissNotices } = await import('@/lib/expiring/dismiss-notices')
    const [own, other] = [await makePerson(), await makePerson()]
    await makeExpiryNotices(new Date('2026-11-14T04:00:00Z'))
    await makeExpiryNotices(NOW)
    const [group, ...rest] = await listNotices(own, NOW)
    expect(rest).toEqual([])
    expect(group).toMatchObject({ appid: STAR, licenseeName: '星河短剧', days: 7, count: 1, from: '2026-11-28' })
    await dismissNotices.run({ noticeIds: group?.noticeIds ?? [] }, contextOf(own))
    await dismissNotices.run({ noticeIds: group?.noticeIds ?? [] }, contextOf(own))
    expect(await listNotices(own, NOW)).toEqual([])
    expect(await listNotices(other, NOW)).toHaveLength(1)
    const dayBefore = new Date('2026-11-27T04:00:00Z')
    await makeExpiryNotices(dayBefore)
    expect((await listNotices(own, dayBefore)).map(({ days }) => days)).toEqual([1])
    await desk.sql(`update "grant" set expires_at = '2027-03-31T04:00:00Z' where drama_id = $1`, [drama])
    expect(await listNotices(own, dayBefore)).toEqual([])
    expect(await listNotices(other, dayBefore)).toEqual([])
  })
})

describe('the calendar feed', () => {
  async function makeFeed() {
    const { addFeed } = await import('@/lib/expiring/add-feed')
    const userId = await makePerson()
    const made = await addFeed.run({ locale: 'zh-CN' }, contextOf(userId))
    if (!made.ok) throw new Error(JSON.stringify(made))
    return { userId, token: /feed\/([\w-]+)\.ics$/.exec(made.data.path)?.[1] ?? '' }
  }

  it('keeps no token, opens with the newest only, and ends when revoked or when its owner is disabled', async () => {
    const { openFeed, findFeed } = await import('@/lib/expiring/feed')
    const { revokeFeed } = await import('@/lib/expiring/revoke-feed')
    const { addFeed } = await import('@/lib/expiring/add-feed')
    const { userId, token } = await makeFeed()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(JSON.stringify(await desk.sql('select * from calendar_feed'))).not.toContain(token)
    expect(JSON.stringify(await desk.sql(`select * from audit_event where action = 'feed.add'`))).not.toContain(token)
    expect(await findFeed(userId)).toMatchObject({ lastUsedAt: null })
    expect(await openFeed(token)).toMatchObject({ state: 'open', locale: 'zh-CN' })
    expect((await findFeed(userId))?.lastUsedAt).not.toBeNull()
    expect(await openFeed(token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')))).toEqual({ state: 'unknown' })
    const again = await addFeed.run({ locale: 'en' }, contextOf(userId))
    const second = again.ok ? (/feed\/([\w-]+)\.ics$/.exec(again.data.path)?.[1] ?? '') : ''
    expect(await openFeed(token)).toEqual({ state: 'gone' })
    expect(await openFeed(second)).toMatchObject({ state: 'open', locale: 'en' })
    await desk.sql('update "user" set banned = true where id = $1', [userId])
    expect(await openFeed(second)).toEqual({ state: 'gone' })
    await desk.sql('update "user" set banned = false where id = $1', [userId])
    expect(await revokeFeed.run({ confirmed: true }, contextOf(userId))).toMatchObject({ ok: true })
    expect(await revokeFeed.run({ confirmed: true }, contextOf(userId))).toMatchObject({ ok: false, code: 'not_found' })
    expect(await openFeed(second)).toEqual({ state: 'gone' })
    expect(await findFeed(userId)).toBeNull()
  })

  it('is read sixty times an hour and no more', async () => {
    const { openFeed } = await import('@/lib/expiring/feed')
    const { token } = await makeFeed()
    const doors = await Promise.all(Array.from({ length: 64 }, () => openFeed(token)))
    expect(doors.filter(({ state }) => state === 'open')).toHaveLength(60)
    expect(doors.filter(({ state }) => state === 'busy')).toHaveLength(4)
    await desk.sql(`update calendar_feed set window_start_at = now() - interval '61 minutes'`)
    expect(await openFeed(token)).toMatchObject({ state: 'open' })
  })

  it('has one all-day event per licensee and day, the same each time, and nothing but names and counts', async () => {
    await grant(STAR, '2026-11-30T16:30:00Z')
    await grant(STAR, '2026-12-01T04:00:00Z')
    await grant(FAR, '2026-12-01T04:00:00Z')
    await grant(FAR, null)
    const { writeFeed } = await import('@/lib/expiring/feed')
    const words = {
      calendar: '到期',
      event: (name: string, count: number) => `${name} ${count}`,
      eventText: (count: number) => String(count),
    }
    const text = await writeFeed(words, NOW)
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2)
    expect(text).toContain('DTSTART;VALUE=DATE:20261201')
    expect(text).toContain('DTEND;VALUE=DATE:20261202')
    expect(text).toContain('SUMMARY:星河短剧 2')
    expect(text).not.toMatch(/wx0000|1000\d\d/)
    const uids = (feed: string) => feed.match(/UID:.*/g)
    expect(uids(await writeFeed(words, new Date(NOW.getTime() + 3_600_000)))).toEqual(uids(text))
  })
})
