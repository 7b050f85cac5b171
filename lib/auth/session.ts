import 'server-only'
import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor } from '@/lib/audit/event'
import { can, type Permission, type Role, toRole } from '@/lib/auth/permissions'
import { recordRefusal } from '@/lib/auth/refusals'
import { readRequestFacts } from '@/lib/auth/request-facts'
import { toReturnPath } from '@/lib/auth/return-path'
import { findSession, readSessionToken } from '@/lib/auth/session-token'
import { sql } from '@/lib/db'
import { toLoggedPath } from '@/lib/log'
import { fingerprint } from '@/lib/secrets/fingerprint'

export const IDLE_SESSION_MS = 30 * 60_000
const TOUCH_EVERY_MS = 60_000

export type CurrentSession = {
  user: { id: string; name: string; email: string; role: Role }
  sessionId: string
  actor: Actor
}

/**
 * The session behind these headers, read from the database each time: ended sessions, disabled people and changed roles
 * count at the next request. Null when there is none, when it sat idle for 30 minutes, or after 12 hours.
 */
export async function readSession(requestHeaders: Headers, now = new Date()): Promise<CurrentSession | null> {
  const token = readSessionToken(requestHeaders.get('cookie'))
  const found = token === null ? null : await findSession(token)
  if (!found || found.banned) return null
  const role = toRole(found.role)
  const idleMs = now.getTime() - found.touchedAt.getTime()
  if (!role || idleMs > IDLE_SESSION_MS || found.expiresAt <= now) return null
  if (idleMs > TOUCH_EVERY_MS)
    await sql('update session set updated_at = $2 where id = $1 and updated_at < $2', [found.sessionId, now])
  const facts = readRequestFacts(requestHeaders)
  const { userId: id, name, email } = found
  return {
    user: { id, name, email, role },
    sessionId: found.sessionId,
    actor: {
      type: 'person',
      id,
      name,
      role,
      sessionPrint: fingerprint(found.sessionId),
      ip: facts.ip,
      userAgent: facts.userAgent,
    },
  }
}

/** Read once per request, however many components ask. */
export const currentSession = cache(async (): Promise<CurrentSession | null> => readSession(await headers()))

/** For pages and layouts: whoever is not signed in is sent to sign in, and comes back to the same address. */
export async function requireSession(): Promise<CurrentSession> {
  const session = await currentSession()
  if (session) return session
  const from = toReturnPath((await headers()).get('x-current-path'))
  return redirect(from === '/' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(from)}`)
}

/** For the title of a page, which is made beside the page and not behind its door. */
export const mayRead = async (): Promise<boolean> => can((await currentSession())?.user.role, 'desk.read')

/** For pages: like `requireSession`, and answers 403 to a role that lacks the permission; that is an event too. */
export async function requirePermission(permission: Permission): Promise<CurrentSession> {
  const session = await requireSession()
  if (can(session.user.role, permission)) return session
  const requestHeaders = await headers()
  const name = toLoggedPath(requestHeaders.get('x-current-path') ?? '')
  const { requestId } = readRequestFacts(requestHeaders)
  await recordRefusal({
    actor: session.actor,
    action: 'request.refuse',
    code: 'forbidden',
    requestId,
    target: { type: 'system', id: 'page', name },
  })
  return forbidden()
}
