import { enterTestDatabase } from '@/tests/fixtures'

/** A real database and the settings of a desk on loopback. Call it before importing anything of lib. */
export async function openAuthDesk(settings: Record<string, string> = {}) {
  const database = await enterTestDatabase({
    DATABASE_POOL_SIZE: '10',
    PORT: '3000',
    SANDBOX_UPSTREAMS: 'wechat,polyv',
    ...settings,
  })
  const { pool, sql, db } = await import('@/lib/db')
  const { ensurePerson } = await import('@/lib/people/ensure-person')
  const { readSession } = await import('@/lib/auth/session')
  const { signIn } = await import('@/lib/auth/sign-in')

  const facts = (ip = '10.0.0.1') => ({ ip, userAgent: 'test', requestId: crypto.randomUUID() })
  const password = 'a long enough password'
  let count = 0

  /** A person of their own with a password, and their e-mail address. */
  const addPerson = async (role: 'admin' | 'manager' | 'support', name = '某人') => {
    count += 1
    const email = `${role}-${count}@desk.test`
    await ensurePerson({ name, email, password, role })
    const [row] = await sql<{ id: string }>('select id from "user" where email = $1', [email])
    return { id: row?.id ?? '', email, name, role }
  }

  /** Signs in and returns what the browser would send back. */
  const cookieOf = async (email: string, secret = password) => {
    count += 1
    const result = await signIn({ email, password: secret }, facts(`10.1.0.${count % 250}`))
    if (!result.ok) throw new Error(`not signed in: ${result.code}`)
    return result.data.cookies.map((cookie) => cookie.split(';')[0]).join('; ')
  }

  const sessionOf = (cookie: string) => readSession(new Headers({ cookie }))

  /** The context a write gets from its door. */
  const contextOf = async (email: string) => {
    const session = await sessionOf(await cookieOf(email))
    if (!session) throw new Error('no session')
    return { actor: session.actor, session, requestId: crypto.randomUUID() }
  }

  const eventsOf = (action: string) =>
    sql<{
      id: string
      phase: string
      outcome: string
      actor_id: string
      target_id: string
      detail: Record<string, unknown> | null
      everything: string
    }>(
      'select id, phase, outcome, actor_id, target_id, detail, event::text as everything from audit_event event where action = $1 order by seq',
      [action],
    )

  const close = async () => {
    await db.$disconnect()
    await pool.end()
    await database.drop()
  }

  return {
    ownerUrl: database.ownerUrl,
    sql,
    facts,
    password,
    addPerson,
    cookieOf,
    sessionOf,
    contextOf,
    eventsOf,
    close,
  }
}

export type AuthDesk = Awaited<ReturnType<typeof openAuthDesk>>
