import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AuthDesk, openAuthDesk } from '@/tests/integration/auth-desk'

let desk: AuthDesk
let signIn: typeof import('@/lib/auth/sign-in').signIn
let signOut: typeof import('@/lib/auth/sign-out').signOut
let throttle: typeof import('@/lib/auth/throttle')

beforeAll(async () => {
  desk = await openAuthDesk()
  signIn = (await import('@/lib/auth/sign-in')).signIn
  signOut = (await import('@/lib/auth/sign-out')).signOut
  throttle = await import('@/lib/auth/throttle')
})
afterAll(() => desk.close())

describe('signing in', () => {
  test('starts a session with a guarded cookie and leaves an event', async () => {
    const person = await desk.addPerson('manager')
    const result = await signIn({ email: person.email, password: desk.password }, desk.facts())
    const [cookie] = result.ok ? result.data.cookies : []
    expect(cookie).toMatch(/^countersign\.session=[^;]{40,}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await desk.sessionOf(cookie?.split(';')[0] ?? '')).toMatchObject({
      user: { id: person.id, role: 'manager' },
    })
    const events = await desk.eventsOf('session.start')
    expect(events.filter((event) => event.actor_id === person.id)).toHaveLength(1)
    const token = cookie?.split(/[=;]/)[1]?.split('.')[0] ?? 'none'
    expect(JSON.stringify(events)).not.toContain(token)
  })

  test('refuses a wrong password on the record, without password or address in it', async () => {
    const person = await desk.addPerson('support')
    const result = await signIn({ email: person.email, password: 'not the password at all' }, desk.facts('10.0.0.2'))
    expect(result).toMatchObject({ ok: false, code: 'invalid_input', detail: { cause: 'credentials' } })
    const text = (await desk.eventsOf('session.refuse')).map((event) => event.everything).join()
    expect(text).toContain('s…@desk.test')
    expect(text).not.toContain(person.email)
    expect(text).not.toContain('not the password')
  })

  test('lets one person in from many windows at once, each success taking back what others count', async () => {
    const person = await desk.addPerson('support')
    const attempt = throttle.describeAttempt(person.email, '10.0.0.9')
    const once = async () => {
      await throttle.reserveAttempt(attempt)
      await throttle.forgiveAttempt(attempt, 'right')
    }
    for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 4 }, once))
    expect(await throttle.reserveAttempt(attempt)).toEqual({ waitSeconds: null })
  })

  test('takes as long and says the same for an address nobody has', async () => {
    const person = await desk.addPerson('support')
    const time = async (email: string) => {
      const started = performance.now()
      const result = await signIn({ email, password: 'guess guess guess' }, desk.facts('10.0.0.3'))
      return { tookMs: performance.now() - started, result }
    }
    const rounds = [1, 2, 3]
    const known: number[] = []
    const unknown: number[] = []
    for (const round of rounds) {
      const right = await time(person.email)
      const wrong = await time(`nobody-${round}@desk.test`)
      expect(wrong.result).toEqual(right.result)
      known.push(right.tookMs)
      unknown.push(wrong.tookMs)
    }
    const ratio = Math.min(...unknown) / Math.min(...known)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  test('checks five of twenty guesses made at once by two processes', async () => {
    const person = await desk.addPerson('manager')
    const otherProcess = await importAgain()
    const guess = (module: { signIn: typeof signIn }, index: number) =>
      module.signIn({ email: person.email, password: `guess number ${index}` }, desk.facts(`10.2.0.${index}`))
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => guess(index % 2 === 0 ? { signIn } : otherProcess, index)),
    )
    const codes = results.map((result) => (result.ok ? 'ok' : result.code))
    expect(codes.filter((code) => code === 'invalid_input')).toHaveLength(5)
    expect(codes.filter((code) => code === 'too_many')).toHaveLength(15)
    const right = await signIn({ email: person.email, password: desk.password }, desk.facts('10.2.1.1'))
    expect(right).toMatchObject({ ok: false, code: 'too_many', detail: { waitSeconds: expect.any(Number) } })
    await otherProcess.close()
  })

  test('lets the person in after the wait', async () => {
    const person = await desk.addPerson('manager')
    for (let index = 0; index < 5; index += 1)
      await signIn({ email: person.email, password: 'wrong wrong wrong' }, desk.facts(`10.3.0.${index}`))
    expect(await signIn({ email: person.email, password: desk.password }, desk.facts('10.3.1.1'))).toMatchObject({
      code: 'too_many',
    })
    await desk.sql(
      `update sign_in_throttle set blocked_until = now() - interval '1 second' where blocked_until is not null`,
    )
    expect(await signIn({ email: person.email, password: desk.password }, desk.facts('10.3.1.1'))).toMatchObject({
      ok: true,
    })
  })

  test('stops an address after thirty failures over many accounts', async () => {
    const { describeAttempt, reserveAttempt } = throttle
    const tries = Array.from({ length: 40 }, (_, index) =>
      reserveAttempt(describeAttempt(`spray-${index}@desk.test`, '10.4.0.1')),
    )
    const waits = (await Promise.all(tries)).map(({ waitSeconds }) => waitSeconds)
    expect(waits.filter((wait) => wait === null)).toHaveLength(30)
    const [counted] = await desk.sql<{ failures: number }>(
      `select failures from sign_in_throttle where key = 'address:10.4.0.1'`,
    )
    expect(counted?.failures).toBe(30)
  })
})

describe('a session', () => {
  test('ends after 30 idle minutes and not before', async () => {
    const person = await desk.addPerson('support')
    const cookie = await desk.cookieOf(person.email)
    const set = (minutes: number) =>
      desk.sql('update session set updated_at = now() - make_interval(mins => $2) where user_id = $1', [
        person.id,
        minutes,
      ])
    await set(29)
    expect(await desk.sessionOf(cookie)).not.toBeNull()
    const [touched] = await desk.sql<{ fresh: boolean }>(
      `select updated_at > now() - interval '1 minute' as fresh from session where user_id = $1`,
      [person.id],
    )
    expect(touched?.fresh).toBe(true)
    await set(31)
    expect(await desk.sessionOf(cookie)).toBeNull()
  })

  test('ends after 12 hours however busy', async () => {
    const person = await desk.addPerson('support')
    const cookie = await desk.cookieOf(person.email)
    const [session] = await desk.sql<{ hours: number }>(
      'select extract(epoch from expires_at - created_at) / 3600 as hours from session where user_id = $1',
      [person.id],
    )
    expect(Number(session?.hours)).toBeCloseTo(12, 1)
    await desk.sql(`update session set expires_at = now() - interval '1 second' where user_id = $1`, [person.id])
    expect(await desk.sessionOf(cookie)).toBeNull()
  })

  test('needs the signature, not only the stored token', async () => {
    const person = await desk.addPerson('support')
    await desk.cookieOf(person.email)
    const [session] = await desk.sql<{ token: string }>('select token from session where user_id = $1', [person.id])
    expect(await desk.sessionOf(`countersign.session=${session?.token}`)).toBeNull()
    expect(
      await desk.sessionOf(`countersign.session=${session?.token}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D`),
    ).toBeNull()
  })

  test('signing out ends it on the server, once on the record', async () => {
    const person = await desk.addPerson('support')
    const cookie = await desk.cookieOf(person.email)
    expect(await signOut(new Headers({ cookie }))).toContain('Max-Age=0')
    await signOut(new Headers({ cookie }))
    expect(await desk.sessionOf(cookie)).toBeNull()
    expect((await desk.eventsOf('session.end')).filter((event) => event.actor_id === person.id)).toHaveLength(1)
  })
})

/** The same code a second time, with a pool of its own, as another process would run it. */
async function importAgain() {
  const shared = globalThis as { countersignPool?: unknown; countersignPrisma?: unknown }
  const kept = { pool: shared.countersignPool, prisma: shared.countersignPrisma }
  delete shared.countersignPool
  delete shared.countersignPrisma
  vi.resetModules()
  const again = await import('@/lib/auth/sign-in')
  const { db, pool } = await import('@/lib/db')
  shared.countersignPool = kept.pool
  shared.countersignPrisma = kept.prisma
  return {
    signIn: again.signIn,
    close: async () => {
      await db.$disconnect()
      await pool.end()
    },
  }
}
