import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type AuthDesk, openAuthDesk } from '@/tests/integration/auth-desk'

const request = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))

let desk: AuthDesk
let door: (raw: unknown) => Promise<unknown>
let support = ''
const ran = vi.fn()
const input = { connectionId: randomUUID(), channelId: '4021046', rank: 1 }

beforeAll(async () => {
  desk = await openAuthDesk()
  const { action } = await import('@/lib/action')
  const { revealCode } = await import('@/lib/channels/reveal-code')
  door = action({ ...revealCode, run: async () => ran() })
  support = await desk.cookieOf((await desk.addPerson('support')).email)
})
afterAll(() => desk.close())

it('support asks for a code: refused before anything is read, and the attempt names the channel', async () => {
  request.headers = new Headers({ origin: 'http://localhost:3000', cookie: support })
  expect(await door(input)).toMatchObject({ ok: false, code: 'forbidden' })
  expect(ran).not.toHaveBeenCalled()
  const { sql } = await import('@/lib/db')
  expect(
    await sql(`select phase, outcome, target_type, target_id from audit_event where action = 'secret.reveal'`),
  ).toEqual([{ phase: 'denied', outcome: 'denied', target_type: 'channel', target_id: '4021046' }])
})

it('a stranger asks for a code: refused', async () => {
  request.headers = new Headers({ origin: 'http://localhost:3000' })
  expect(await door(input)).toMatchObject({ ok: false, code: 'signed_out' })
  expect(ran).not.toHaveBeenCalled()
})

it('another site asks in a manager’s name: refused', async () => {
  const cookie = await desk.cookieOf((await desk.addPerson('manager')).email)
  request.headers = new Headers({ origin: 'https://evil.example', cookie })
  expect(await door(input)).toMatchObject({ ok: false, code: 'foreign_origin' })
  expect(ran).not.toHaveBeenCalled()
})
