import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { sessionCookieName } from '@/lib/auth/cookie'
import { isHttps } from '@/lib/auth/origin'
import { readRequestFacts } from '@/lib/auth/request-facts'
import { readSession } from '@/lib/auth/session'
import { inTransaction } from '@/lib/db'

/** Ends the session of this request, if there is one. Returns the cookie that clears the browser's. */
export async function signOut(headers: Headers): Promise<string> {
  const session = await readSession(headers)
  if (session) {
    await inTransaction(async (sql) => {
      const ended = await sql('delete from session where id = $1 returning id', [session.sessionId])
      if (ended.length === 0) return
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'session.end',
        outcome: 'succeeded',
        actor: session.actor,
        requestId: readRequestFacts(headers).requestId,
        target: { type: 'session', id: session.actor.sessionPrint ?? '', name: session.user.name },
      })
    })
  }
  return `${sessionCookieName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`
}
