import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { sessionCookieName } from '@/lib/auth/cookie'
import { preparedSql as sql } from '@/lib/db'
import { env } from '@/lib/env'

type FoundSession = {
  sessionId: string
  expiresAt: Date
  touchedAt: Date
  userId: string
  name: string
  email: string
  role: string
  banned: boolean
}

/** The token of a session cookie whose signature is better-auth's own (`token.signature`, URL-encoded); else null. */
export function readSessionToken(cookieHeader: string | null): string | null {
  const value = cookieValue(cookieHeader ?? '', sessionCookieName)
  const dot = value?.lastIndexOf('.') ?? -1
  if (!value || dot < 1) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1))
  const right = Buffer.from(createHmac('sha256', env.AUTH_SECRET).update(token).digest('base64'))
  return given.length === right.length && timingSafeEqual(given, right) ? token : null
}

function cookieValue(header: string, name: string): string | null {
  const pair = header.split(/;\s*/).find((part) => part.startsWith(`${name}=`))
  try {
    return pair ? decodeURIComponent(pair.slice(name.length + 1)) : null
  } catch {
    return null
  }
}

/** Session and person in one round trip: every request and every write waits for this. */
export async function findSession(token: string): Promise<FoundSession | null> {
  const [row] = await sql<FoundSession>(
    `select session.id as "sessionId", session.expires_at as "expiresAt", session.updated_at as "touchedAt",
            person.id as "userId", person.name, person.email, person.role, person.banned
       from session join "user" person on person.id = session.user_id where session.token = $1`,
    [token],
  )
  return row ?? null
}
