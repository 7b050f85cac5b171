import { randomBytes, randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor, NewEvent } from '@/lib/audit/event'
import type { AuditFilter } from '@/lib/audit/filter'
import { createTestDatabase, type TestDatabase } from '@/tests/fixtures'

let database: TestDatabase
type Lib = Awaited<ReturnType<typeof openLib>>
let lib: Lib
const connectionId = randomUUID()

async function openLib() {
  const [{ pool, sql }, record, queries, stories, query, facets, histogram, source, culprits, cursor, ids] =
    await Promise.all([
      import('@/lib/db'),
      import('@/lib/audit/record'),
      import('@/lib/audit/queries'),
      import('@/lib/audit/stories'),
      import('@/lib/audit/audit-query'),
      import('@/lib/audit/facets'),
      import('@/lib/audit/histogram'),
      import('@/lib/audit/event-source'),
      import('@/lib/audit/culprits'),
      import('@/lib/audit/cursor'),
      import('@/lib/id'),
    ])
  return {
    pool,
    sql,
    ...record,
    ...queries,
    ...stories,
    ...query,
    ...facets,
    ...histogram,
    ...source,
    ...culprits,
    ...cursor,
    ...ids,
  }
}

beforeAll(async () => {
  database = await createTestDatabase()
  const key = randomBytes(32).toString('base64')
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    APP_KEYS: `k1:${key}`,
    AUTH_SECRET: key,
    FINGERPRINT_KEY: `f1:${key}`,
  })
  lib = await openLib()
  await lib.sql(
    `insert into connection (id, kind, name, base_url, account_id, secret_ciphertext, calls_per_second, updated_at)
     values ($1, 'wechat', '汀洲', 'http://127.0.0.1:1', 'wx1', '', 2, now())`,
    [connectionId],
  )
})

afterAll(async () => {
  await lib.pool.end()
  await database.drop()
})

async function asOwner(...statements: string[]) {
  const owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  for (const statement of statements) await owner.query(statement)
  await owner.end()
}

const person = (id: string, name = '运营甲'): Actor => ({
  type: 'person',
  id,
  name,
  role: 'manager',
  sessionPrint: null,
  ip: '10.0.0.7',
  userAgent: null,
})
const event = (more: Partial<NewEvent> = {}): NewEvent => ({
  phase: 'outcome',
  action: 'licensee.update',
  outcome: 'succeeded',
  actor: person('p1'),
  target: { type: 'licensee', id: 'wx1', name: '星河剧场' },
  ...more,
})
const write = (...events: NewEvent[]) => lib.recordEvents(lib.sql, events)
const filterOf = async (written: string) => (await lib.readAuditQuery(written)).filter
const idsOf = async (written: string) => (await lib.listEvents(await filterOf(written))).events.map(({ id }) => id)

async function operation(verdict: string | null): Promise<{ id: string; number: number }> {
  const id = lib.newId()
  const [row] = await lib.sql<{ number: number }>(
    `insert into operation (id, action, connection_id, request_key, request_hash, reason, summary, actor_id, actor_name, actor_role, state, verdict, finished_at)
     values ($1, 'drama.grant', $2, $3, '', '', '{}', 'p1', '甲', 'manager', $4, $5, case when $5::text is null then null else now() end) returning number`,
    [id, connectionId, randomUUID(), verdict ? 'done' : 'queued', verdict],
  )
  return { id, number: row?.number ?? 0 }
}

/** What an operation writes: what was asked, its call, its cells, and the final word. */
async function grant(
  actorId: string,
  verdict: 'verified' | 'failed' | 'partial',
  cells: number,
  licensee = '星河剧场',
) {
  const { id, number } = await operation(verdict)
  const shared = { actor: person(actorId), action: 'drama.grant' as const, operationId: id }
  const receipt = { type: 'operation' as const, id, name: `R-${number}` }
  const [asked] = await write(
    event({
      ...shared,
      phase: 'requested',
      outcome: 'pending',
      target: { type: 'drama_grant', id: 'wx0', name: '汀洲' },
    }),
    event({ ...shared, phase: 'call', target: receipt }),
    ...Array.from({ length: cells }, (_, cell) =>
      event({
        ...shared,
        itemId: lib.newId(),
        outcome: verdict,
        target: { type: 'drama_grant', id: `${cell}@wx9`, name: `夜航${cell} → ${licensee}` },
      }),
    ),
    event({ ...shared, outcome: verdict, target: receipt }),
  )
  return { id, number, asked: asked ?? '' }
}

describe('a query', () => {
  it('finds a deed by how it stands by now, in the row that asked for it', async () => {
    const actorId = randomUUID()
    const [good, bad] = [await grant(actorId, 'verified', 2), await grant(actorId, 'failed', 2)]
    const [denied] = await write(event({ actor: person(actorId), phase: 'denied', outcome: 'denied' }))
    expect(await idsOf(`actor:${actorId}`)).toEqual([denied, bad.asked, good.asked])
    expect(await idsOf(`actor:${actorId} outcome:failed`)).toEqual([bad.asked])
    expect(await idsOf(`actor:${actorId} 结果:失败,已拒绝`)).toEqual([denied, bad.asked])
    expect(await idsOf(`actor:${actorId} -outcome:failed`)).toEqual([denied, good.asked])
    expect(await idsOf(`actor:${actorId} outcome:failed outcome:verified`)).toEqual([])
    expect(await idsOf(`operation:R-${bad.number} outcome:failed`)).toHaveLength(4)
  })

  it('tells outside changes and sensitive reads from what they are stored as', async () => {
    const actorId = randomUUID()
    const [drift, read, done] = await write(
      event({ actor: person(actorId), phase: 'drift', action: 'grant.drift', outcome: 'mismatch' }),
      event({ actor: person(actorId), phase: 'read', action: 'secret.reveal' }),
      event({ actor: person(actorId) }),
    )
    expect(await idsOf(`actor:${actorId} outcome:drift`)).toEqual([drift])
    expect(await idsOf(`actor:${actorId} outcome:mismatch`)).toEqual([])
    expect(await idsOf(`actor:${actorId} outcome:read`)).toEqual([read])
    expect(await idsOf(`actor:${actorId} outcome:succeeded`)).toEqual([done])
  })

  it('takes people by name, addresses, things by id or name, rid and what upstreams said', async () => {
    const { id } = { id: randomUUID() }
    await lib.sql(`insert into "user" (id, name, email, role) values ($1, '沈知微', $1 || '@x.test', 'manager')`, [id])
    const upstream = {
      service: 'wechat' as const,
      endpoint: 'authorizedrama',
      httpStatus: 200,
      errcode: '10090038',
      errmsg: '对方没有微短剧类目',
      rid: '6a1f-Q9x',
      latencyMs: 3,
    }
    const [first, second] = await write(
      event({
        actor: { ...person(id, '沈知微'), ip: '192.0.2.77' },
        action: 'channel.conditions.update',
        target: { type: 'channel', id: '7988555', name: '夜谈会' },
        reason: '工单 8842',
      }),
      event({
        actor: person(id, '沈知微'),
        phase: 'call',
        upstream,
        detail: { message: '剧目尚未过审', rid: 'item-rid-77' },
      }),
    )
    for (const written of [
      'actor:沈知微 夜谈',
      'ip:192.0.2.77',
      'channel:7988555',
      '频道:夜谈',
      '工单 8842',
      'target:channel:7988555 -ip:10.0.0.7',
    ])
      expect(await idsOf(written), written).toEqual([first])
    for (const written of [
      'rid:6a1f-q9x',
      '微短剧类目',
      '10090038',
      '尚未过审',
      'rid:item-rid-77',
      'actor:沈知微 phase:call',
    ])
      expect(await idsOf(written), written).toEqual([second])
    for (const written of ['channel:夜航 ip:192.0.2.77', 'actor:沈知 夜谈', 'drama:夜谈', 'operation:R-999999999'])
      expect(await idsOf(written), written).toEqual([])
  })

  it('says what it could not use and goes on with the rest', async () => {
    const { problems, filter } = await lib.readAuditQuery(
      'outcome:weird created:2026-02-30 actor:无此人 operation:x target:y phase:call',
    )
    expect(problems.map(({ kind }) => kind).sort()).toEqual(
      ['badTime', 'badValue', 'badValue', 'noReceipt', 'nobody'].sort(),
    )
    expect(filter.clauses?.map(({ on }) => on)).toEqual(['actor', 'operation', 'phase'])
  })

  it.each([
    "'; drop table audit_event; --",
    '\u0000',
    '-\u0000 -"$1"',
    'ip:\u0000 rid:\u0000 actor:\u0000',
    'target:channel:\u0000',
    '%',
    'x'.repeat(100_000),
  ])('takes hostile text as text: %j', async (written) =>
    expect(await idsOf(`${written} actor:${randomUUID()}`)).toEqual([]),
  )
})

describe('facets', () => {
  it('count by every filter but their own, and add up to the total', async () => {
    const word = `并${randomUUID().slice(0, 8)}`
    const [one, two] = [randomUUID(), randomUUID()]
    await write(
      ...[one, one, one, two].map((id) =>
        event({ actor: person(id, id === one ? '甲' : '乙'), outcome: 'failed', reason: word }),
      ),
      ...[one, two, two].map((id) =>
        event({
          actor: person(id),
          action: 'drama.sync',
          target: { type: 'drama', id: '1', name: '剧' },
          reason: word,
        }),
      ),
    )
    const counts = async (written: string) => {
      const { total, kinds, isAtLeast, trouble } = await lib.countFacets(await filterOf(`${word} ${written}`))
      const flat = Object.fromEntries(
        Object.entries(kinds).map(([kind, { values }]) => [
          kind,
          Object.fromEntries(values.map(({ value, count }) => [value, count])),
        ]),
      )
      return { total, isAtLeast, trouble, ...flat }
    }
    expect(await counts('')).toEqual({
      total: 7,
      isAtLeast: false,
      trouble: 4,
      outcome: { failed: 4, succeeded: 3 },
      actor: { [one]: 4, [two]: 3 },
      action: { licensee: 4, drama: 3 },
      target: { licensee: 4, drama: 3 },
    })
    expect(await counts(`actor:${one} outcome:failed`)).toEqual({
      total: 3,
      isAtLeast: false,
      trouble: 3,
      outcome: { failed: 3, succeeded: 1 },
      actor: { [one]: 3, [two]: 1 },
      action: { licensee: 3 },
      target: { licensee: 3 },
    })
    const { filter } = await lib.readAuditQuery(word)
    const now = Date.now()
    const { bars, countedFrom } = await lib.countByTime(filter, lib.chooseDomain(filter, null, now))
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(7)
    expect(bars.reduce((sum, { trouble }) => sum + trouble, 0)).toBe(4)
    expect(bars.length).toBeLessThanOrEqual(121)
    expect(countedFrom).toBeNull()
  })

  it('names the condition that keeps everything out', async () => {
    const actorId = randomUUID()
    await write(event({ actor: person(actorId) }))
    const { terms } = await lib.readAuditQuery(`actor:${actorId} 绝不存在的词 licensee:星河`)
    expect(await lib.findCulprits(terms)).toEqual([1])
  })
})

describe('one line for an operation', () => {
  const walk = async (filter: AuditFilter, size: number) => {
    const seen: { id: string; more: number }[] = []
    let after: string | null = null
    for (;;) {
      const cursor = lib.readCursor(after)
      const page: Awaited<ReturnType<Lib['listStories']>> = await lib.listStories(
        filter,
        cursor && { after: cursor },
        size,
      )
      seen.push(
        ...page.events.map(({ operation: of, id }) => ({ id: of?.id ?? id, more: page.folded[id]?.count ?? 0 })),
      )
      if (page.older === null) return seen
      after = page.older
    }
  }

  it('stands for all of it that fits, once, however the pages fall', async () => {
    const [actorId, name] = [randomUUID(), `合${randomUUID().slice(0, 6)}`]
    const made: string[] = []
    for (let count = 0; count < 5; count += 1) made.unshift((await grant(actorId, 'partial', 12, name)).id)
    for (const size of [2, 3, 50]) {
      const lines = await walk(await filterOf(name), size)
      expect(
        lines.map(({ id }) => id),
        String(size),
      ).toEqual(made)
      expect(lines.every(({ more }) => more === 11)).toBe(true)
    }
    expect(await walk(await filterOf(`${name} show:all`), 50)).toHaveLength(60)
  })
})

describe('keyset paging under filters of several branches', () => {
  it('shows each event once both ways while others arrive', async () => {
    const actorId = randomUUID()
    const events = Array.from({ length: 30 }, (_, index) =>
      event({ actor: person(actorId), outcome: (['failed', 'denied', 'unknown'] as const)[index % 3] ?? 'failed' }),
    )
    const ids = (await write(...events)).toReversed()
    const filter = await filterOf(`actor:${actorId} outcome:failed,denied,unknown`)
    const seen: string[] = []
    let page = await lib.listEvents(filter, null, 7)
    seen.push(...page.events.map(({ id }) => id))
    while (page.older) {
      await write(event({ actor: person(actorId), outcome: 'failed' }))
      const after = lib.readCursor(page.older)
      if (!after) throw new Error('no cursor')
      page = await lib.listEvents(filter, { after }, 7)
      seen.push(...page.events.map(({ id }) => id))
    }
    expect(seen).toEqual(ids)
    const back: string[] = []
    while (page.newer) {
      const before = lib.readCursor(page.newer)
      if (!before) throw new Error('no cursor')
      page = await lib.listEvents(filter, { before }, 7)
      back.unshift(...page.events.map(({ id }) => id))
    }
    expect(back.filter((id) => ids.includes(id))).toEqual(ids.slice(0, ids.length - 2))
    expect(
      await lib.countNewer(
        filter,
        lib.readCursor(lib.writeCursor({ occurredAt: new Date(0).toISOString(), seq: '0' })) ?? {
          at: new Date(),
          seq: 0n,
        },
      ),
    ).toEqual({ count: 34, isMore: false })
  })
})

describe('at 60,000 events', () => {
  beforeAll(async () => {
    await lib.sql(
      `insert into audit_event (id, occurred_at, schema_version, phase, action, outcome, actor_type, actor_id, actor_name, actor_role,
                                ip, target_type, target_id, target_name, search_tokens, row_hash)
       select gen_random_uuid(), now() - n * interval '5 seconds', 1, 'outcome', 'licensee.update', case when n % 50 = 0 then 'failed' else 'succeeded' end,
              'person', 'bulk' || n % 40, '某人', 'manager', '198.51.100.' || n % 200, 'licensee', 'bulk' || n % 900, '某物',
              array['常见', 'bulk' || n % 900], '-'
         from generate_series(1, 60000) n`,
    )
    await asOwner('analyze audit_event')
  })

  it.each([
    ['常见', 51],
    ['常见 actor:bulk7', 2_100],
    ['outcome:failed,denied,unknown', 200],
    ['ip:198.51.100.7', 51],
    ['bulk77', 200],
    ['-outcome:succeeded', 20_001],
    ['-常见', 20_001],
  ])('%s looks at no more rows than it needs and scans no partition', async (written, most) => {
    const { text, values } = lib.selectEvents(await filterOf(written), { limit: 51 })
    const plan = await lib.sql<{ 'QUERY PLAN': string }>(`explain (analyze, buffers off) ${text}`, values)
    const told = plan.map((row) => row['QUERY PLAN']).join('\n')
    expect(told).not.toMatch(/Seq Scan on audit_event_2\d{3}_\d\d .*rows=[1-9]\d{3,}/)
    const rows = [...told.matchAll(/audit_event_\w+.*actual time=\S+ rows=([\d.]+)/g)].map((match) => Number(match[1]))
    expect(Math.max(0, ...rows), told).toBeLessThanOrEqual(most)
  })

  it('counts no further than it shows, and says so', async () => {
    const { total, isAtLeast, kinds } = await lib.countFacets(await filterOf('常见'))
    expect([total, isAtLeast]).toEqual([10_000, true])
    expect(kinds.actor.isAtLeast).toBe(true)
    const filter = await filterOf('')
    const { bars } = await lib.countByTime(filter, lib.chooseDomain(filter, null, Date.now()))
    expect(Math.max(...bars.map(({ count }) => count))).toBeLessThanOrEqual(250)
    expect(bars.some((bar) => bar.isAtLeast)).toBe(true)
  })

  it('stops looking for what is left out, and goes on from there when asked', async () => {
    const filter = await filterOf(
      '-常见 actor:bulk1,bulk2,bulk3,bulk4,bulk5,bulk6,bulk7,bulk8,bulk9,bulk10,bulk11,bulk12,bulk13,bulk14,bulk15,bulk16,bulk17,bulk18,bulk19,bulk20',
    )
    const first = await lib.listEvents(filter)
    expect(first.events).toEqual([])
    expect(first.isCut).toBe(true)
    const after = lib.readCursor(first.older)
    if (!after) throw new Error('nowhere to go on')
    expect((await lib.listEvents(filter, { after })).isCut).toBeUndefined()
  })
})
