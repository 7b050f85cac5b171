import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor, NewEvent } from '@/lib/audit/event'
import { enterTestDatabase, type TestDatabase } from '@/tests/fixtures'

let database: TestDatabase
type Lib = Awaited<ReturnType<typeof openLib>>
let lib: Lib

async function openLib() {
  const [{ pool, sql }, { recordEvents }, queries, { newId }, { readCursor }] = await Promise.all([
    import('@/lib/db'),
    import('@/lib/audit/record'),
    import('@/lib/audit/queries'),
    import('@/lib/id'),
    import('@/lib/audit/cursor'),
  ])
  return { pool, sql, recordEvents, newId, readCursor, ...queries }
}

beforeAll(async () => {
  database = await enterTestDatabase()
  lib = await openLib()
})

afterAll(async () => {
  await lib.pool.end()
  await database.drop()
})

const person = (id: string, name = '运营甲'): Actor => ({
  type: 'person',
  id,
  name,
  role: 'manager',
  sessionPrint: null,
  ip: '10.0.0.1',
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

async function readAll(
  filter: Parameters<Lib['listEvents']>[0],
  size: number,
  between: () => Promise<unknown> = async () => {},
) {
  const ids: string[] = []
  let after: string | null = null
  for (;;) {
    const cursor = lib.readCursor(after)
    const page: Awaited<ReturnType<Lib['listEvents']>> = await lib.listEvents(filter, cursor && { after: cursor }, size)
    ids.push(...page.events.map(({ id }) => id))
    if (page.older === null) return ids
    after = page.older
    await between()
  }
}

describe('paging', () => {
  it('shows each event once, in order, however many arrive meanwhile', async () => {
    const actorId = randomUUID()
    const ids = await lib.recordEvents(
      lib.sql,
      Array.from({ length: 23 }, (_, index) =>
        event({ actor: person(actorId), target: { type: 'licensee', id: `t${index}`, name: '甲' } }),
      ),
    )
    const more = () => lib.recordEvents(lib.sql, [event({ actor: person(actorId) }), event({ actor: person(actorId) })])
    expect(await readAll({ actorId }, 5, more)).toEqual(ids.toReversed())
  })

  it('keeps events of the very same millisecond apart by their sequence', async () => {
    const actorId = randomUUID()
    const ids = await lib.recordEvents(
      lib.sql,
      Array.from({ length: 400 }, () => event({ actor: person(actorId) })),
    )
    const seen = await readAll({ actorId }, 7)
    expect(seen).toHaveLength(400)
    expect(new Set(seen)).toEqual(new Set(ids))
  })

  it('goes back to exactly the page it came from', async () => {
    const actorId = randomUUID()
    await lib.recordEvents(
      lib.sql,
      Array.from({ length: 12 }, () => event({ actor: person(actorId) })),
    )
    const first = await lib.listEvents({ actorId }, null, 5)
    expect(first.newer).toBeNull()
    const after = lib.readCursor(first.older)
    if (!after) throw new Error('the first page has no end')
    const second = await lib.listEvents({ actorId }, { after }, 5)
    const before = lib.readCursor(second.newer)
    if (!before) throw new Error('the second page has no start')
    const again = await lib.listEvents({ actorId }, { before }, 5)
    expect(again.events).toEqual(first.events)
    expect(again.newer).toBeNull()
    expect(again.older).toBe(first.older)
  })
})

describe('filters', () => {
  it('narrow by person, family, target, outcome, time and text together', async () => {
    const actorId = randomUUID()
    const channel = { type: 'channel' as const, id: '7988182', name: '会员夜' }
    const [wanted] = await lib.recordEvents(lib.sql, [
      event({
        actor: person(actorId),
        action: 'channel.conditions.update',
        outcome: 'failed',
        target: channel,
        reason: '工单 5521',
      }),
      event({ actor: person(actorId), action: 'channel.conditions.update', outcome: 'verified', target: channel }),
      event({ actor: person(actorId), action: 'drama.grant', outcome: 'failed', target: channel }),
      event({ actor: person(actorId), action: 'channel.sync', outcome: 'failed', target: { ...channel, id: '1' } }),
      event({ action: 'channel.conditions.update', outcome: 'failed', target: channel, reason: '工单 5521' }),
    ])
    const filter = {
      actorId,
      action: 'channel.*',
      targetType: 'channel' as const,
      targetId: '7988182',
      outcomes: ['failed', 'denied'] as const,
      from: new Date(Date.now() - 60_000),
      until: new Date(Date.now() + 60_000),
      text: '5521 会员',
    }
    expect((await lib.listEvents(filter)).events.map(({ id }) => id)).toEqual([wanted])
    expect((await lib.listEvents({ ...filter, until: new Date(Date.now() - 30_000) })).events).toEqual([])
    expect(await lib.hasEvents({ ...filter, actorId: 'nobody' })).toBe(false)
  })

  it('finds two Chinese characters, ids and parts of neither', async () => {
    const name = '雪落青檐'
    const [id] = await lib.recordEvents(lib.sql, [event({ target: { type: 'drama', id: '9007199254740995', name } })])
    for (const text of ['青檐', '落青', '雪落青檐', '9007199254740995', 'ＷＸ1 青檐'.slice(4)])
      expect(
        (await lib.listEvents({ text })).events.map((found) => found.id),
        text,
      ).toContain(id)
    for (const text of ['雪青', '檐青', '900719925474099', '！？', '%', '_'])
      expect(
        (await lib.listEvents({ text })).events.map((found) => found.id),
        text,
      ).not.toContain(id)
  })

  it('take hostile text as text', async () => {
    for (const text of ["'; drop table audit_event; --", '\u0000', '\\', '{"a":1}', '$1', 'x'.repeat(5_000)]) {
      expect((await lib.listEvents({ text, targetId: text, actorId: text })).events).toEqual([])
    }
  })

  it('show one row per deed until calls, items or a target are asked for', async () => {
    const actorId = randomUUID()
    const shared = { actor: person(actorId), action: 'drama.grant' as const, operationId: lib.newId() }
    const operation = { type: 'operation' as const, id: shared.operationId, name: 'R-1' }
    const grant = { type: 'drama_grant' as const, id: `1@${actorId}`, name: '长安旧梦 → 星河剧场' }
    await lib.recordEvents(lib.sql, [
      event({ ...shared, phase: 'requested', outcome: 'pending', target: { ...grant, id: 'wx1' } }),
      event({ ...shared, phase: 'call', target: operation }),
      event({ ...shared, itemId: lib.newId(), outcome: 'verified', target: grant }),
      event({ ...shared, outcome: 'partial', target: operation }),
    ])
    const phasesOf = async (filter: Parameters<Lib['listEvents']>[0]) =>
      (await lib.listEvents(filter)).events.map(({ phase, outcome }) => `${phase} ${outcome}`)
    expect(await phasesOf({ actorId })).toEqual(['requested pending'])
    expect(await phasesOf({ actorId, outcomes: ['partial'], everything: true })).toEqual(['outcome partial'])
    expect(await phasesOf({ actorId, everything: true })).toHaveLength(4)
    expect(await phasesOf({ operationId: shared.operationId })).toHaveLength(4)
    expect(await phasesOf({ targetType: 'drama_grant', targetId: grant.id })).toEqual(['outcome verified'])
  })

  it('count no further than asked', async () => {
    const actorId = randomUUID()
    await lib.recordEvents(
      lib.sql,
      Array.from({ length: 12 }, () => event({ actor: person(actorId) })),
    )
    expect(await lib.countEvents({ actorId }, 10)).toEqual({ count: 10, isMore: true })
    expect(await lib.countEvents({ actorId }, 12)).toEqual({ count: 12, isMore: false })
  })
})

describe('one event', () => {
  it('is found by its permalink, hostile text and all, inside the partition its id points to', async () => {
    const hostile = '<script>alert("甲")</script>\u0000 {actor}'
    const [id] = await lib.recordEvents(lib.sql, [
      event({
        reason: hostile,
        target: { type: 'channel', id: hostile, name: hostile },
        before: { a: hostile },
        after: { a: 1 },
      }),
    ])
    const found = await lib.getEvent(id ?? '')
    expect(found?.reason).toBe(hostile.replaceAll('\u0000', '\uFFFD'))
    expect(found?.changedKeys).toEqual(['a'])
    expect(found?.rowHash).toMatch(/^[0-9a-f]{64}$/)
    const plan = await lib.sql<{ 'QUERY PLAN': string }>(
      `explain select * from audit_event where id = '${id}' and occurred_at between now() - interval '1 minute' and now() + interval '1 minute'`,
    )
    const scanned = new Set(plan.flatMap((row) => /on (audit_event_\w+)/.exec(row['QUERY PLAN'])?.[1] ?? []))
    expect(scanned.size).toBeLessThanOrEqual(3)
  })

  it.each(['', 'x', '1', "' or 1=1", '01a20021-b14d-7515-9868-f0147fad158b', '00000000-0000-4000-8000-000000000000'])(
    'is nothing for %j',
    async (id) => expect(await lib.getEvent(id)).toBeNull(),
  )

  it('knows what happened to the same target before and after', async () => {
    const target = { type: 'channel' as const, id: randomUUID(), name: '会员夜' }
    const ids = await lib.recordEvents(
      lib.sql,
      Array.from({ length: 5 }, () => event({ target })),
    )
    const middle = await lib.getEvent(ids[2] ?? '')
    if (!middle) throw new Error('not found')
    const { newer, older } = await lib.listNeighbours(middle)
    expect(newer.map(({ id }) => id)).toEqual([ids[4], ids[3]])
    expect(older.map(({ id }) => id)).toEqual([ids[1], ids[0]])
  })
})

/** What autovacuum does by itself a minute later. */
async function analyze() {
  const owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query('analyze audit_event')
  await owner.end()
}

describe('the list at 100,000 events', () => {
  it('never sorts or counts the whole log', async () => {
    await lib.sql(
      `insert into audit_event (id, occurred_at, schema_version, phase, action, outcome, actor_type, actor_id, actor_name, actor_role,
                                target_type, target_id, target_name, row_hash)
       select gen_random_uuid(), now() - n * interval '7 seconds', 1, case when n % 5 = 0 then 'outcome' else 'call' end, 'licensee.update', 'succeeded',
              'person', 'bulk' || n % 40, '某人', 'manager', 'licensee', 'bulk' || n % 900, '某物', '-'
         from generate_series(1, 100000) n`,
    )
    await analyze()
    const { selectEvents } = await import('@/lib/audit/event-source')
    for (const filter of [
      {},
      { actorId: 'bulk7' },
      { everything: true },
      { targetType: 'licensee' as const, targetId: 'bulk3' },
    ]) {
      const { text: statement, values } = selectEvents(filter, { limit: 51 })
      const plan = await lib.sql<{ 'QUERY PLAN': string }>(`explain (analyze, buffers off) ${statement}`, values)
      const text = plan.map((row) => row['QUERY PLAN']).join('\n')
      const rows = [...text.matchAll(/actual time=\S+ rows=([\d.]+)/g)].map((match) => Number(match[1]))
      expect(Math.max(...rows), `${JSON.stringify(filter)}\n${text}`).toBeLessThan(2_000)
      expect(text).not.toMatch(/Seq Scan on audit_event_2\d{3}_\d\d .*rows=[1-9]\d{3,}/)
    }
  })
})
