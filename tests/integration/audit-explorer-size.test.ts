import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExplorerDesk, event, openExplorerDesk, person } from './explorer-desk'

let desk: ExplorerDesk
beforeAll(async () => {
  desk = await openExplorerDesk()
})
afterAll(() => desk.close())

describe('keyset paging under filters of several branches', () => {
  it('shows each event once both ways while others arrive', async () => {
    const actorId = randomUUID()
    const events = Array.from({ length: 30 }, (_, index) =>
      event({ actor: person(actorId), outcome: (['failed', 'denied', 'unknown'] as const)[index % 3] ?? 'failed' }),
    )
    const ids = (await desk.write(...events)).toReversed()
    const filter = await desk.filterOf(`actor:${actorId} outcome:failed,denied,unknown`)
    const seen: string[] = []
    let page = await desk.listEvents(filter, null, 7)
    seen.push(...page.events.map(({ id }) => id))
    while (page.older) {
      await desk.write(event({ actor: person(actorId), outcome: 'failed' }))
      const after = desk.readCursor(page.older)
      if (!after) throw new Error('no cursor')
      page = await desk.listEvents(filter, { after }, 7)
      seen.push(...page.events.map(({ id }) => id))
    }
    expect(seen).toEqual(ids)
    const back: string[] = []
    while (page.newer) {
      const before = desk.readCursor(page.newer)
      if (!before) throw new Error('no cursor')
      page = await desk.listEvents(filter, { before }, 7)
      back.unshift(...page.events.map(({ id }) => id))
    }
    expect(back.filter((id) => ids.includes(id))).toEqual(ids.slice(0, ids.length - 2))
    expect(
      await desk.countNewer(
        filter,
        desk.readCursor(desk.writeCursor({ occurredAt: new Date(0).toISOString(), seq: '0' })) ?? {
          at: new Date(),
          seq: 0n,
        },
      ),
    ).toEqual({ count: 34, isMore: false })
  })
})

describe('at 60,000 events', () => {
  beforeAll(async () => {
    await desk.sql(
      `insert into audit_event (id, occurred_at, schema_version, phase, action, outcome, actor_type, actor_id, actor_name, actor_role,
                                ip, target_type, target_id, target_name, search_tokens, row_hash)
       select gen_random_uuid(), now() - n * interval '5 seconds', 1, 'outcome', 'licensee.update', case when n % 50 = 0 then 'failed' else 'succeeded' end,
              'person', 'bulk' || n % 40, '某人', 'manager', '198.51.100.' || n % 200, 'licensee', 'bulk' || n % 900, '某物',
              array['常见', 'bulk' || n % 900], '-'
         from generate_series(1, 60000) n`,
    )
    await desk.sql(
      `insert into audit_event (id, occurred_at, schema_version, phase, action, outcome, operation_id, item_id, actor_type, actor_id, actor_name,
                                actor_role, target_type, target_id, target_name, row_hash)
       select gen_random_uuid(), now() - n * interval '5 seconds', 1, 'outcome', 'drama.grant', 'unknown', gen_random_uuid(),
              case when n % 4000 = 0 then null else gen_random_uuid() end, 'person', 'granter', '某人', 'manager', 'drama_grant', n::text, '某剧', '-'
         from generate_series(1, 40000) n`,
    )
    await desk.asOwner('analyze audit_event')
  })

  it.each([
    ['常见', 200],
    ['常见 actor:bulk7', 2_100],
    ['outcome:failed,denied,unknown', 200],
    ['ip:198.51.100.7', 51],
    ['outcome:unknown', 60],
    ['actor:granter', 60],
    ['action:drama.grant', 60],
    ['bulk77', 200],
    ['-outcome:succeeded', 20_001],
    ['-常见', 20_001],
  ])('%s looks at no more rows than it needs and scans no partition', async (written, most) => {
    const { text, values } = desk.selectEvents(await desk.filterOf(written), { limit: 51 })
    const plan = await desk.sql<{ 'QUERY PLAN': string }>(`explain (analyze, buffers off) ${text}`, values)
    const told = plan.map((row) => row['QUERY PLAN']).join('\n')
    expect(told).not.toMatch(/Seq Scan on audit_event_2\d{3}_\d\d .*rows=[1-9]\d{3,}/)
    const met = [...told.matchAll(/audit_event_\w+.*actual time=\S+ rows=([\d.]+)|Rows Removed by Filter: (\d+)/g)]
    const rows = met.map(([, found, removed]) => Number(found ?? removed))
    expect(Math.max(0, ...rows), told).toBeLessThanOrEqual(most)
  })

  it('counts no further than it shows, and says so', async () => {
    const { total, isAtLeast, kinds } = await desk.countFacets(await desk.filterOf('常见'))
    expect([total, isAtLeast]).toEqual([10_000, true])
    expect(kinds.actor.isAtLeast).toBe(true)
    const filter = await desk.filterOf('')
    const { bars } = await desk.countByTime(filter, desk.chooseDomain(filter, null, Date.now()))
    expect(Math.max(...bars.map(({ count }) => count))).toBeLessThanOrEqual(250)
    expect(bars.some((bar) => bar.isAtLeast)).toBe(true)
  })

  it('stops looking for what is left out, and goes on from there when asked', async () => {
    const filter = await desk.filterOf(
      '-常见 actor:bulk1,bulk2,bulk3,bulk4,bulk5,bulk6,bulk7,bulk8,bulk9,bulk10,bulk11,bulk12,bulk13,bulk14,bulk15,bulk16,bulk17,bulk18,bulk19,bulk20',
    )
    const first = await desk.listEvents(filter)
    expect(first.events).toEqual([])
    expect(first.isCut).toBe(true)
    const after = desk.readCursor(first.older)
    if (!after) throw new Error('nowhere to go on')
    expect((await desk.listEvents(filter, { after })).isCut).toBeUndefined()
  })
})

describe('behind 20,000 events that are left out', () => {
  const written = 'outcome:succeeded,failed -actor:system:sweeper action:licensee.update'
  beforeAll(async () => {
    await desk.sql(
      `insert into audit_event (id, occurred_at, schema_version, phase, action, outcome, actor_type, actor_id, actor_name, actor_role,
                                target_type, target_id, target_name, row_hash)
       select gen_random_uuid(), now() - n * interval '10 milliseconds', 1, 'outcome', 'licensee.update', 'succeeded', 'system',
              'system:sweeper', 'sweeper', 'system', 'licensee', 'swept', '某物', '-' from generate_series(1, 20100) n`,
    )
    await desk.asOwner('analyze audit_event')
  })

  it('no page goes further than the shortest of its branches', async () => {
    const filter = await desk.filterOf(written)
    const wanted = await desk.sql<{ id: string }>(
      `select id from audit_event where action = 'licensee.update' and outcome in ('succeeded', 'failed') and actor_id <> 'system:sweeper'
        order by occurred_at desc, seq desc limit 200`,
    )
    const seen: string[] = []
    let page = await desk.listEvents(filter, null, 60)
    for (;;) {
      seen.push(...page.events.map(({ id }) => id))
      const after = desk.readCursor(page.older)
      if (seen.length >= 200 || !after) break
      page = await desk.listEvents(filter, { after }, 60)
    }
    expect(seen.slice(0, 200)).toEqual(wanted.map(({ id }) => id))
  })

  it('no count is told as if it were whole', async () => {
    const { countQueries } = await import('@/lib/explorer/count-views')
    const filter = await desk.filterOf('outcome:succeeded -actor:system:sweeper')
    const { bars, countedFrom } = await desk.countByTime(filter, desk.chooseDomain(filter, null, Date.now()))
    expect(countedFrom !== null || bars.some(({ isAtLeast }) => isAtLeast)).toBe(true)
    const counts = await countQueries({ swept: written })
    expect(counts.swept?.isAtLeast ?? true).toBe(true)
  })
})
