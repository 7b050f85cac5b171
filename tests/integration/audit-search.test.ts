import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExplorerDesk, event, openExplorerDesk, person } from './explorer-desk'

let desk: ExplorerDesk
beforeAll(async () => {
  desk = await openExplorerDesk()
})
afterAll(() => desk.close())

const kindsOf = async (written: string) => (await desk.readAuditQuery(written)).problems.map(({ kind }) => kind)

describe('what was written', () => {
  it('is found by part of it, in whatever script, and not by the same parts elsewhere', async () => {
    const actorId = randomUUID()
    const [one, other] = await desk.write(
      event({
        actor: person(actorId),
        reason:
          'ops@qinyin.test: S级合约 HT-2026-118, 长安第3集 テスト公開 Привет, until 2026-11-21T14:02, ticket 5521.',
      }),
      event({ actor: person(actorId), reason: '118 集合 S 2026 11 21 3 HT qinyin 与 test' }),
    )
    for (const written of [
      '5521',
      'qinyin.test',
      'S级',
      '第3集',
      'HT-2026',
      '2026-11-21',
      'テスト',
      'привет',
      'a_b%',
    ]) {
      const ids = await desk.idsOf(`actor:${actorId} "${written}"`)
      expect(ids, written).toEqual(written === 'a_b%' ? [] : [one])
    }
    expect(await desk.idsOf(`actor:${actorId} -HT-2026`)).toEqual([other])
    expect(await desk.idsOf(`actor:${actorId} HT 2026 118`)).toEqual([other, one])
  })

  it('is found as before where it was written with other tokens', async () => {
    const { formerTokens } = await import('@/lib/audit/former-tokens')
    const actorId = randomUUID()
    const reason = 'see R-2041. for café テスト公開 and HT-2026-118'
    await desk.sql(
      `insert into audit_event (id, schema_version, phase, action, outcome, actor_type, actor_id, actor_name, actor_role, target_type,
                                target_id, target_name, reason, search_tokens, row_hash)
       values ($1::uuid, 1, 'outcome', 'licensee.update', 'succeeded', 'person', $1::text, '某人', 'manager', 'licensee', 'x', '某物', $2, $3, '-')`,
      [actorId, reason, formerTokens(reason)],
    )
    for (const written of [`"${reason}"`, 'R-2041.', 'café', 'テスト公開', 'HT-2026-118', 'HT-2026'])
      expect(await desk.idsOf(`actor:${actorId} ${written}`), written).toEqual([actorId])
  })

  it('says what no word can be found by, and leaves it out', async () => {
    const actorId = randomUUID()
    const [written] = await desk.write(event({ actor: person(actorId) }))
    expect(await kindsOf('🎬 drama:…,长安 -—— 长 S级 rid:%')).toEqual([
      'noWord',
      'noWord',
      'noWord',
      'shortWord',
      'noWord',
    ])
    expect(await desk.idsOf(`actor:${actorId} 🎬 drama:… -%`)).toEqual([written])
  })
})

describe('a thing', () => {
  it('is what an event is about, not who did it nor what somebody wrote of it', async () => {
    const actorId = randomUUID()
    const actor = person(actorId, '长乐未央')
    const [about, byName] = await desk.write(
      event({ actor, action: 'drama.sync', target: { type: 'drama', id: '10000037', name: '长安Ⅱ：旧梦' } }),
      event({
        actor,
        phase: 'requested',
        action: 'drama.grant',
        outcome: 'pending',
        target: { type: 'operation', id: 'o', name: 'R-9' },
        detail: { dramaNames: ['归墟'], licenseeNames: ['星河剧场'], note: '长安' },
        reason: '与长安旧梦一起',
      }),
    )
    for (const written of ['drama:长乐未央', 'licensee:长乐未央', 'drama:星河,长乐未央 licensee:未央', 'drama:一起'])
      expect(await desk.idsOf(`actor:${actorId} ${written}`), written).toEqual([])
    for (const written of ['drama:长安', 'drama:旧梦', 'drama:"长安II"', 'drama:10000037'])
      expect(await desk.idsOf(`actor:${actorId} ${written}`), written).toEqual([about])
    for (const written of ['drama:归墟', 'licensee:星河', '-drama:旧梦'])
      expect(await desk.idsOf(`actor:${actorId} ${written}`), written).toEqual([byName])
  })

  it('asked for by an export that waits from before is still read', async () => {
    const { toStoredFilter } = await import('@/lib/exports/stored-filter')
    const actorId = randomUUID()
    const [written] = await desk.write(event({ actor: person(actorId), reason: '惊蛰' }))
    const clause = { on: 'thing', families: ['licensee'], values: ['惊蛰'], isExcluded: false }
    const { events } = await desk.listEvents(toStoredFilter({ actorId, clauses: [clause] }))
    expect(events.map(({ id }) => id)).toEqual([written])
  })

  it('called by an upstream is looked for where upstreams put it', async () => {
    const actorId = randomUUID()
    const answer = { service: 'wechat' as const, endpoint: 'x', httpStatus: 200, latencyMs: 3 }
    const call = (errcode: string, errmsg: string, rid: string | null) =>
      event({ actor: person(actorId), phase: 'call', upstream: { ...answer, errcode, errmsg, rid } })
    const [asRid, inMessage] = await desk.write(
      call('0', 'ok', '200'),
      call('200', 'invalid rid: 6543f3-0d2c-11', null),
      call('200', 'no such thing', 'other-1'),
    )
    expect(await desk.idsOf(`actor:${actorId} rid:200`)).toEqual([asRid])
    expect(await desk.idsOf(`actor:${actorId} rid:6543F3-0d2c-11`)).toEqual([inMessage])
  })
})

it('a channel narrows the facet of targets, and a chosen target does not', async () => {
  const [actorId, id] = [randomUUID(), '7983898']
  await desk.write(
    event({ actor: person(actorId), target: { type: 'channel', id, name: '夜谈' } }),
    event({ actor: person(actorId), target: { type: 'drama', id: '1', name: '剧' } }),
  )
  const targets = async (written: string) =>
    (await desk.countFacets(await desk.filterOf(`actor:${actorId} ${written}`))).kinds.target.values.map(
      ({ value }) => value,
    )
  expect(await targets(`channel:${id}`)).toEqual(['channel'])
  expect(await targets(`target:channel:${id}`)).toEqual(['channel', 'drama'])
  expect(await targets(`target:channel channel:${id}`)).toEqual(['channel'])
})

it('a query of thousands of values makes a statement of bounded size', async () => {
  const { closedValues } = await import('@/lib/audit/query-words')
  const values = Array.from({ length: 990 }, (_, at) => `甲${at.toString(36)}`)
  const filter = await desk.filterOf(`outcome:${closedValues.outcome.join(',')} drama:${values.join(',')}`)
  const { text, values: places } = desk.selectEvents(filter, { limit: 51 })
  expect(places.length).toBeLessThan(4_000)
  expect(text.length).toBeLessThan(400_000)
  expect((await desk.listEvents(filter)).events).toEqual([])
})
