import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExplorerDesk, event, openExplorerDesk, person } from './explorer-desk'

let desk: ExplorerDesk
beforeAll(async () => {
  desk = await openExplorerDesk()
})
afterAll(() => desk.close())

describe('a query', () => {
  it('finds a deed by how it stands by now, in the row that asked for it', async () => {
    const actorId = randomUUID()
    const [good, bad] = [await desk.grant(actorId, 'verified', 2), await desk.grant(actorId, 'failed', 2)]
    const [denied] = await desk.write(event({ actor: person(actorId), phase: 'denied', outcome: 'denied' }))
    expect(await desk.idsOf(`actor:${actorId}`)).toEqual([denied, bad.asked, good.asked])
    expect(await desk.idsOf(`actor:${actorId} outcome:failed`)).toEqual([bad.asked])
    expect(await desk.idsOf(`actor:${actorId} 结果:失败,已拒绝`)).toEqual([denied, bad.asked])
    expect(await desk.idsOf(`actor:${actorId} -outcome:failed`)).toEqual([denied, good.asked])
    expect(await desk.idsOf(`actor:${actorId} outcome:failed outcome:verified`)).toEqual([])
    expect(await desk.idsOf(`operation:R-${bad.number} outcome:failed`)).toHaveLength(4)
  })

  it('tells outside changes and sensitive reads from what they are stored as', async () => {
    const actorId = randomUUID()
    const [drift, read, done] = await desk.write(
      event({ actor: person(actorId), phase: 'drift', action: 'grant.drift', outcome: 'mismatch' }),
      event({ actor: person(actorId), phase: 'read', action: 'secret.reveal' }),
      event({ actor: person(actorId) }),
    )
    expect(await desk.idsOf(`actor:${actorId} outcome:drift`)).toEqual([drift])
    expect(await desk.idsOf(`actor:${actorId} outcome:mismatch`)).toEqual([])
    expect(await desk.idsOf(`actor:${actorId} outcome:read`)).toEqual([read])
    expect(await desk.idsOf(`actor:${actorId} outcome:succeeded`)).toEqual([done])
  })

  it('takes people by name, addresses, things by id or name, rid and what upstreams said', async () => {
    const { id } = { id: randomUUID() }
    await desk.sql(`insert into "user" (id, name, email, role) values ($1, '沈知微', $1 || '@x.test', 'manager')`, [id])
    const upstream = {
      service: 'wechat' as const,
      endpoint: 'authorizedrama',
      httpStatus: 200,
      errcode: '10090038',
      errmsg: '对方没有微短剧类目',
      rid: '6a1f-Q9x',
      latencyMs: 3,
    }
    const [first, second] = await desk.write(
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
      expect(await desk.idsOf(written), written).toEqual([first])
    for (const written of [
      'rid:6a1f-q9x',
      '微短剧类目',
      '10090038',
      '尚未过审',
      'rid:item-rid-77',
      'actor:沈知微 phase:call',
    ])
      expect(await desk.idsOf(written), written).toEqual([second])
    for (const written of ['channel:夜航 ip:192.0.2.77', 'actor:沈知 夜谈', 'drama:夜谈', 'operation:R-999999999'])
      expect(await desk.idsOf(written), written).toEqual([])
  })

  it('says what it could not use and goes on with the rest', async () => {
    const { problems, filter } = await desk.readAuditQuery(
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
    expect(await desk.idsOf(`${written} actor:${randomUUID()}`)).toEqual([]),
  )
})

describe('facets', () => {
  it('count by every filter but their own, and add up to the total', async () => {
    const word = `并${randomUUID().slice(0, 8)}`
    const [one, two] = [randomUUID(), randomUUID()]
    await desk.write(
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
      const { total, kinds, isAtLeast, trouble } = await desk.countFacets(await desk.filterOf(`${word} ${written}`))
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
    const { filter } = await desk.readAuditQuery(word)
    const now = Date.now()
    const { bars, countedFrom } = await desk.countByTime(filter, desk.chooseDomain(filter, null, now))
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(7)
    expect(bars.reduce((sum, { trouble }) => sum + trouble, 0)).toBe(4)
    expect(bars.length).toBeLessThanOrEqual(121)
    expect(countedFrom).toBeNull()
  })

  it('names the condition that keeps everything out', async () => {
    const actorId = randomUUID()
    await desk.write(event({ actor: person(actorId) }))
    const { terms } = await desk.readAuditQuery(`actor:${actorId} 绝不存在的词 licensee:星河`)
    expect(await desk.findCulprits(terms)).toEqual([1])
  })
})

describe('the events of a channel', () => {
  it('hold the schedules it is in, once each, and none of another', async () => {
    const [change, scheduleId, dropped] = [randomUUID(), randomUUID(), '7988303']
    await desk.sql(
      `insert into channel_change (id, connection_id, owner_id, owner_name) values ($1, $2, 'p1', '运营甲')`,
      [change, desk.connectionId],
    )
    for (const [at, channel] of ['7988301', '7988302', dropped].entries())
      await desk.sql(
        `insert into channel_change_item (change_id, channel_id, position, name, is_removed) values ($1, $2, $3, '夜谈会', $4)`,
        [change, channel, at, channel === dropped],
      )
    await desk.sql(
      `insert into channel_schedule (id, connection_id, change_id, due_at, reason, if_moved, bases, person_id, person_name)
       values ($1, $2, $3, now() + interval '1 day', '晚场', 'refuse', '{}', 'p1', '运营甲')`,
      [scheduleId, desk.connectionId, change],
    )
    const target = { type: 'channel' as const, id: '7988301', name: '夜谈会' }
    const [own, waits, changed, ran] = await desk.write(
      event({ action: 'channel.conditions.update', target }),
      event({ action: 'channel.schedule.add', target: { type: 'channel_schedule', id: scheduleId, name: '明晚' } }),
      event({
        action: 'channel.schedule.update',
        target: { type: 'channel_schedule', id: scheduleId, name: '明晚' },
        before: { channels: ['7988301', dropped] },
        after: { channels: ['7988301', '7988302'] },
      }),
      event({ action: 'channel.schedule.run', target: { type: 'channel_schedule', id: scheduleId, name: '明晚' } }),
    )
    expect(await desk.idsOf('channel:7988301')).toEqual([ran, changed, waits, own])
    expect(await desk.idsOf('channel:7988302')).toEqual([ran, changed, waits])
    expect(await desk.idsOf('channel:7988302,7988301 action:channel.schedule.add')).toEqual([waits])
    expect(await desk.idsOf('channel:7988301 -action:channel.conditions.update')).toEqual([ran, changed, waits])
    expect(await desk.idsOf(`channel:${dropped}`)).toEqual([changed])
    const { total } = await desk.countFacets(await desk.filterOf('channel:7988301'))
    expect(total).toBe(4)
  })
})
