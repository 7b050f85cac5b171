import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type AuthDesk, openAuthDesk } from '@/tests/integration/auth-desk'

const request = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))

const own = 'http://localhost:3000'
let desk: AuthDesk
let door: (raw: unknown) => Promise<unknown>
let throwing: (raw: unknown) => Promise<{ ok: boolean; code?: string; referenceId?: string }>
let readDoor: typeof import('@/lib/route').route
const ran = vi.fn()
const cookies = { manager: '', support: '' }
const ids = { manager: '', support: '' }

beforeAll(async () => {
  desk = await openAuthDesk()
  const { action } = await import('@/lib/action')
  const { defineWrite } = await import('@/lib/write')
  readDoor = (await import('@/lib/route')).route
  const write = defineWrite({
    name: 'drama.grant',
    permission: 'grant.write',
    input: z.strictObject({ note: z.string('required').min(3, 'noteShort') }),
    target: ({ note }) => ({ type: 'drama', id: '100231', name: note }),
    run: async (input) => {
      ran(input)
      return { ok: true, data: input.note }
    },
  })
  door = action(write)
  throwing = action({
    ...write,
    run: async () => {
      throw new Error('connection lost at https://api.example/x?access_token=verysecret')
    },
  })
  for (const role of ['manager', 'support'] as const) {
    const person = await desk.addPerson(role)
    ids[role] = person.id
    cookies[role] = await desk.cookieOf(person.email)
  }
})
afterAll(() => desk.close())
beforeEach(() => ran.mockClear())

const from = (headers: Record<string, string>) => {
  request.headers = new Headers(headers)
}

describe('the one door for writes', () => {
  test.each<Record<string, string>>([{ origin: own }, { 'sec-fetch-site': 'same-origin' }])(
    'opens for the right role from %j',
    async (headers) => {
      from({ ...headers, cookie: cookies.manager })
      expect(await door({ note: 'hello' })).toEqual({ ok: true, data: 'hello' })
    },
  )

  test.each(['', 'countersign.session=forged.signature', 'countersign.session=%%%', 'x'.repeat(5_000)])(
    'stays shut for a stranger, without an event (%#)',
    async (cookie) => {
      const before = await desk.eventsOf('drama.grant')
      from({ origin: own, cookie })
      expect(await door({ note: 'hello' })).toEqual({ ok: false, code: 'signed_out' })
      expect(ran).not.toHaveBeenCalled()
      expect(await desk.eventsOf('drama.grant')).toHaveLength(before.length)
    },
  )

  test.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    {},
    { 'sec-fetch-site': 'cross-site' },
  ])('stays shut for the origin %j, on the record', async (headers) => {
    const before = await desk.eventsOf('drama.grant')
    from({ ...headers, cookie: cookies.manager })
    expect(await door({ note: 'hello' })).toEqual({ ok: false, code: 'foreign_origin' })
    expect(ran).not.toHaveBeenCalled()
    const events = await desk.eventsOf('drama.grant')
    expect(events).toHaveLength(before.length + 1)
    expect(events.at(-1)).toMatchObject({
      phase: 'denied',
      outcome: 'denied',
      actor_id: ids.manager,
      detail: { code: 'foreign_origin' },
    })
  })

  test('stays shut for a role that may not, and says whom and what it was aimed at', async () => {
    from({ origin: own, cookie: cookies.support })
    expect(await door({ note: 'hello' })).toEqual({ ok: false, code: 'forbidden' })
    expect(ran).not.toHaveBeenCalled()
    const events = await desk.eventsOf('drama.grant')
    expect(events.at(-1)).toMatchObject({
      phase: 'denied',
      actor_id: ids.support,
      target_id: '100231',
      detail: { code: 'forbidden' },
    })
  })

  test('records what a write itself refuses because it is another’s, once and with what it was aimed at', async () => {
    const { action } = await import('@/lib/action')
    const { revokeShare } = await import('@/lib/sharing/revoke-share')
    const { cancelExport } = await import('@/lib/exports/cancel-export')
    const { deleteView } = await import('@/lib/explorer/delete-view')
    const [shareId, exportId, id] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    await desk.sql(
      `insert into share (id, token_hash, subject_type, subject_id, subject_name, created_by, created_name, expires_at)
       values ($1, 'x', 'event', $1, '某事', $2, '某人', now() + interval '1 day')`,
      [shareId, ids.manager],
    )
    await desk.sql(
      `insert into audit_export (id, asked_by, asked_name, asked_role, format, locale, query, filter)
       values ($1, $2, '某人', 'manager', 'ndjson', 'en', '', '{}')`,
      [exportId, ids.manager],
    )
    await desk.sql(
      `insert into audit_view (id, owner_id, name, query, is_shared) values ($1, $2, '某视图', '', true)`,
      [id, ids.manager],
    )
    from({ origin: own, cookie: cookies.support })
    const refused = { ok: false, code: 'forbidden' }
    expect(await action(revokeShare)({ shareId })).toEqual(refused)
    expect(await action(cancelExport)({ exportId })).toEqual(refused)
    expect(await action(deleteView)({ id })).toEqual(refused)
    for (const [name, target] of [
      ['share.revoke', shareId],
      ['audit.export.cancel', exportId],
      ['audit.view.delete', id],
    ] as const)
      expect(await desk.eventsOf(name), name).toMatchObject([
        { phase: 'denied', outcome: 'denied', actor_id: ids.support, target_id: target, detail: { code: 'forbidden' } },
      ])
    const [share] = await desk.sql('select 1 from share where id = $1 and revoked_at is null', [shareId])
    expect(share).toBeDefined()
  })

  test('tells a role that may not nothing about the input', async () => {
    from({ origin: own, cookie: cookies.support })
    expect(await door({ note: 1 })).toEqual({ ok: false, code: 'forbidden' })
  })

  const cyclic: Record<string, unknown> = {}
  cyclic.self = cyclic
  test.each([
    undefined,
    null,
    1,
    'text',
    [],
    {},
    { note: 'x' },
    { note: 'hello', more: 1 },
    JSON.parse('{"note":"hello","__proto__":{"a":1}}'),
    new Map(),
    cyclic,
    () => 1,
  ])('refuses garbage (%#)', async (raw) => {
    from({ origin: own, cookie: cookies.manager })
    expect(await door(raw)).toMatchObject({ ok: false, code: 'invalid_input' })
    expect(ran).not.toHaveBeenCalled()
  })

  test('names the field and the rule it broke', async () => {
    from({ origin: own, cookie: cookies.manager })
    expect(await door({ note: 'x' })).toMatchObject({ fieldErrors: { note: 'noteShort' } })
    expect(await door({})).toMatchObject({ fieldErrors: { note: 'required' } })
  })

  test('gives a reference that finds the event when it fails unexpectedly, as unknown and not as failed', async () => {
    from({ origin: own, cookie: cookies.manager })
    const result = await throwing({ note: 'hello' })
    expect(result).toMatchObject({ ok: false, code: 'unexpected' })
    const event = (await desk.eventsOf('drama.grant')).find(({ id }) => id === result.referenceId)
    expect(event).toMatchObject({ phase: 'outcome', outcome: 'unknown' })
    expect(JSON.stringify([event, result])).not.toContain('verysecret')
  })

  test('shuts at the very next try once a person is disabled', async () => {
    const person = await desk.addPerson('manager')
    const cookie = await desk.cookieOf(person.email)
    from({ origin: own, cookie })
    expect(await door({ note: 'hello' })).toMatchObject({ ok: true })
    await desk.sql('update "user" set banned = true where id = $1', [person.id])
    expect(await door({ note: 'hello' })).toEqual({ ok: false, code: 'signed_out' })
  })
})

describe('the door for reads', () => {
  const read = async (headers: Record<string, string>, query = '?q=1') => {
    const { NextRequest } = await import('next/server')
    const get = readDoor({
      permission: 'desk.read',
      query: z.strictObject({ q: z.string() }),
      run: async ({ q }) => ({ q }),
    })
    return get(new NextRequest(`http://localhost:3000/api/x${query}`, { headers }), { params: Promise.resolve({}) })
  }

  test('answers every role, and tells caches nothing may be kept', async () => {
    const response = await read({ cookie: cookies.support })
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await response.json()).toEqual({ q: '1' })
  })

  test.each([
    [{}, 401],
    [{ cookie: 'countersign.session=forged.x' }, 401],
  ])('asks a stranger to sign in (%j)', async (headers, status) => {
    expect((await read(headers)).status).toBe(status)
  })

  test('refuses another site’s fetch and garbage', async () => {
    const headers = { cookie: cookies.support }
    expect((await read({ ...headers, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' })).status).toBe(403)
    expect((await read(headers, '?q=1&q=2')).status).toBe(400)
    expect((await read(headers, '?q=1&__proto__=2')).status).toBe(400)
    expect((await read(headers, '')).status).toBe(400)
  })
})
