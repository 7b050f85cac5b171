import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/audit/event'
import { type AuthDesk, openAuthDesk } from '@/tests/integration/auth-desk'

let desk: AuthDesk
let lib: Awaited<ReturnType<typeof openLib>>

async function openLib() {
  const [{ addNote }, notes, audit, query, targets, { recordEvent }, { newId }] = await Promise.all([
    import('@/lib/notes/add-note'),
    import('@/lib/notes/queries'),
    import('@/lib/audit/queries'),
    import('@/lib/audit/audit-query'),
    import('@/lib/audit/target-id'),
    import('@/lib/audit/record'),
    import('@/lib/id'),
  ])
  return { addNote, ...notes, ...audit, ...query, ...targets, recordEvent, newId }
}

beforeAll(async () => {
  desk = await openAuthDesk()
  lib = await openLib()
})
afterAll(() => desk.close())

const person = (id: string = randomUUID(), name = '客服丙'): Actor => ({
  type: 'person',
  id,
  name,
  role: 'support',
  sessionPrint: null,
  ip: '10.0.0.1',
  userAgent: null,
})

const record = (channel: string) =>
  lib.recordEvent(desk.sql, {
    phase: 'outcome',
    action: 'channel.conditions.update',
    outcome: 'verified',
    actor: person(),
    target: { type: 'channel', id: channel, name: '会员夜' },
  })

async function write(input: Record<string, unknown>, actor = person()) {
  const parsed = lib.addNote.input.safeParse(input)
  if (!parsed.success) return parsed.error.issues[0]?.message
  return lib.addNote.run(parsed.data, { actor, requestId: 'r', session: {} as never })
}

describe('a note', () => {
  it('is an event: on what was noted, on the timeline of its target, counted, found by any word and by its ticket', async () => {
    const channel = randomUUID()
    const eventId = await record(channel)
    const text = `${'长文'.repeat(700)} 末尾的雾港灯塔 <img src=x onerror=alert(1)> \u202e倒写 \u0000`
    const result = await write({
      subjectType: 'event',
      subjectId: eventId,
      text,
      ticket: 'GD-5521',
      labels: ['待回访', '<b>粗</b>'],
    })
    expect(result).toMatchObject({ ok: true })

    const [note] = await lib.listNotes({ type: 'event', id: eventId })
    expect(note).toMatchObject({
      author: '客服丙',
      text: text.trim().replaceAll('\u0000', '\uFFFD'),
      ticket: 'GD-5521',
      labels: ['待回访', '<b>粗</b>'],
    })
    for (const words of ['雾港', '灯塔', 'GD-5521', '待回访'])
      expect(
        (await lib.listEvents({ text: words })).events.map(({ id }) => id),
        words,
      ).toContain(note?.id)

    const timeline = await lib.listEvents({ targetType: 'channel', targetId: channel })
    expect(timeline.events.map(({ id }) => id)).toEqual([note?.id, eventId])
    const noted = await lib.getEvent(eventId)
    if (!noted) throw new Error('the noted event is gone')
    expect((await lib.countNotes([noted])).get(eventId)).toBe(1)
    const written = await lib.getEvent(note?.id ?? '')
    expect(written).toMatchObject({ phase: 'note', action: 'audit.note', target: { type: 'event', id: eventId } })
    expect(await write({ subjectType: 'event', subjectId: note?.id, text: '备注的备注' })).toMatchObject({
      code: 'not_found',
    })
  })

  it('stands on the timeline of a grant under its drama and its licensee, and of no other', async () => {
    const [drama, appid] = [String(Date.now()), `wx${randomUUID().slice(0, 16).replaceAll('-', '0')}`]
    const eventId = await lib.recordEvent(desk.sql, {
      phase: 'outcome',
      action: 'drama.grant',
      outcome: 'verified',
      actor: person(),
      target: { type: 'drama_grant', id: `${drama}@${appid}`, name: '雾港来信' },
    })
    await write({ subjectType: 'event', subjectId: eventId, text: '对方已收到' })
    const shown = async (written: string) => {
      const { filter } = await lib.readAuditQuery(written)
      return (await lib.listEvents(filter)).events.map(({ action }) => action)
    }
    expect(await shown(`drama:${drama}`)).toEqual(['audit.note', 'drama.grant'])
    expect(await shown(`licensee:${appid}`)).toEqual(['audit.note', 'drama.grant'])
    expect(await shown(`drama:${drama} phase:note`)).toEqual(['audit.note'])
    expect(await shown(`drama:${drama} -phase:note`)).toEqual(['drama.grant'])
    expect(await shown(`licensee:${appid} -drama:${drama}`)).toEqual([])
    expect(await shown(`drama:${drama.slice(0, -1)}`)).toEqual([])
  })

  it('on an account default is on that account only, as the default itself', async () => {
    const [one, other] = [randomUUID(), randomUUID()]
    const target = { type: 'channel' as const, id: 'default', name: '默认' }
    const change = (connectionId: string) =>
      lib.recordEvent(desk.sql, {
        phase: 'outcome',
        action: 'channel.default.update',
        outcome: 'verified',
        actor: person(),
        target,
        connectionId,
      })
    const [first, foreign, last] = [await change(one), await change(other), await change(one)]
    await write({ subjectType: 'event', subjectId: foreign, text: '乙账户' })
    await write({ subjectType: 'event', subjectId: last, text: '甲账户' })
    const event = await lib.getEvent(first)
    if (!event) throw new Error('the event is gone')
    const { newer, older } = await lib.listNeighbours(event)
    expect([newer.map(({ reason, id }) => reason ?? id), older]).toEqual([['甲账户', last], []])
    const written = lib.writeTarget(event)
    const { filter, problems } = await lib.readAuditQuery(`target:${written}`)
    expect(problems).toEqual([])
    expect((await lib.listEvents(filter)).events.map(({ reason, id }) => reason ?? id)).toEqual(['甲账户', last, first])
    expect(lib.writeTarget({ ...event, target: { ...target, id: '7988182' } })).toBe('channel:7988182')
  })

  it('cannot be changed or taken away in the database', async () => {
    const eventId = await record(randomUUID())
    await write({ subjectType: 'event', subjectId: eventId, text: '原话' })
    for (const statement of [
      `update audit_event set reason = '改口' where action = 'audit.note'`,
      `delete from audit_event where action = 'audit.note'`,
    ])
      await expect(desk.sql(statement)).rejects.toThrow(/permission denied/)
    expect((await lib.listNotes({ type: 'event', id: eventId })).map(({ text }) => text)).toEqual(['原话'])
  })

  it('says of which field it is too long or missing, counted in characters as people count them', async () => {
    const eventId = await record(randomUUID())
    const subject = { subjectType: 'event', subjectId: eventId }
    expect(await write({ ...subject, text: '   ' })).toBe('textMissing')
    expect(await write({ ...subject, text: '😀'.repeat(2_001) })).toBe('textLong')
    expect(await write({ ...subject, text: '😀'.repeat(2_000) })).toMatchObject({ ok: true })
    expect(await write({ ...subject, text: '好', ticket: 'x'.repeat(61) })).toBe('ticketLong')
    expect(await write({ ...subject, text: '好', labels: ['1', '2', '3', '4', '5', '6'] })).toBe('labelsMany')
    expect(await write({ ...subject, text: '好', labels: ['字'.repeat(21)] })).toBe('labelLong')
    expect(await write({ ...subject, text: '好', extra: 1 })).toBeDefined()
    expect(await write({ subjectType: 'event', subjectId: lib.newId(), text: '好' })).toMatchObject({
      code: 'not_found',
    })
    expect(await write({ subjectType: 'operation', subjectId: lib.newId(), text: '好' })).toMatchObject({
      code: 'not_found',
    })
  })

  it('is refused after thirty in ten minutes, however many come at once', async () => {
    const eventId = await record(randomUUID())
    const hasty = person()
    const results = await Promise.all(
      Array.from({ length: 36 }, (_, index) =>
        write({ subjectType: 'event', subjectId: eventId, text: `第 ${index} 条` }, hasty),
      ),
    )
    const refused = results.filter((result) => typeof result === 'object' && !result.ok && result.code === 'too_many')
    expect(refused).toHaveLength(6)
    expect(await lib.listNotes({ type: 'event', id: eventId })).toHaveLength(30)
    expect(await write({ subjectType: 'event', subjectId: eventId, text: '另一人' })).toMatchObject({ ok: true })
  })
})
