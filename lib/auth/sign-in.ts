import 'server-only'
import { APIError } from 'better-auth/api'
import type { z } from 'zod'
import type { Actor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { recordAlone } from '@/lib/audit/record-alone'
import { HashQueueFull } from '@/lib/auth/password-hash'
import type { RequestFacts } from '@/lib/auth/request-facts'
import type { signInSchema } from '@/lib/auth/schema'
import { auth } from '@/lib/auth/server'
import { describeAttempt, forgiveAttempt, reserveAttempt } from '@/lib/auth/throttle'
import { db, inTransaction } from '@/lib/db'
import { type ActionResult, failure, success } from '@/lib/errors'
import { log } from '@/lib/log'
import { fingerprint } from '@/lib/secrets/fingerprint'

/** `m…@demo.local`: enough to see a pattern in the log, not enough to collect addresses from it. */
function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@')
  return `${[...name][0] ?? ''}…@${domain}`
}

/**
 * Checks a password and starts a session. A wrong password, an unknown address and a person without a password cost the
 * same time and look the same. The session exists only if its event does.
 */
export async function signIn(
  { email, password }: z.output<typeof signInSchema>,
  facts: RequestFacts,
): Promise<ActionResult<{ cookies: string[] }>> {
  const attempt = describeAttempt(email, facts.ip)
  const { waitSeconds } = await reserveAttempt(attempt)
  if (waitSeconds !== null) {
    // Refusals inside a wait are counted by nobody's event: an endless guesser must not fill the log.
    log.warn({ requestId: facts.requestId, account: attempt.account, ip: facts.ip, waitSeconds }, 'sign-in throttled')
    return failure('too_many', { detail: { waitSeconds } })
  }
  const checked = await checkPassword(email, password, facts)
  if (checked === 'busy') {
    await forgiveAttempt(attempt, 'unchecked')
    return failure('too_many', { detail: { waitSeconds: 5 } })
  }
  if (checked === null) return refuse(email, facts)
  await forgiveAttempt(attempt, 'right')
  return start(checked, facts)
}

type Checked = { userId: string; token: string; cookies: string[] }

async function checkPassword(email: string, password: string, facts: RequestFacts): Promise<Checked | null | 'busy'> {
  try {
    const headers = new Headers({ 'x-countersign-address': facts.ip, 'user-agent': facts.userAgent ?? '' })
    const answer = await auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true })
    return { userId: answer.response.user.id, token: answer.response.token, cookies: answer.headers.getSetCookie() }
  } catch (error) {
    if (error instanceof HashQueueFull) return 'busy'
    if (error instanceof APIError && error.statusCode < 500) return null
    throw error
  }
}

async function refuse(email: string, facts: RequestFacts): Promise<ActionResult<never>> {
  const actor: Actor = {
    type: 'anonymous',
    id: 'anonymous',
    name: maskEmail(email),
    role: 'none',
    sessionPrint: null,
    ip: facts.ip,
    userAgent: facts.userAgent,
  }
  await recordAlone({
    phase: 'denied',
    action: 'session.refuse',
    outcome: 'denied',
    actor,
    requestId: facts.requestId,
    target: { type: 'session', id: fingerprint(email), name: maskEmail(email) },
    detail: { cause: 'credentials' },
  })
  return failure('invalid_input', { detail: { cause: 'credentials' } })
}

async function start(
  { userId, token, cookies }: Checked,
  facts: RequestFacts,
): Promise<ActionResult<{ cookies: string[] }>> {
  try {
    await inTransaction(async (transaction) => {
      const [session] = await transaction<{ id: string; name: string; role: string }>(
        `select session.id, person.name, person.role from session join "user" person on person.id = session.user_id
          where session.token = $1 and person.id = $2 and not person.banned`,
        [token, userId],
      )
      if (!session) throw new Error('the session ended while it began')
      const print = fingerprint(session.id)
      await recordEvent(transaction, {
        phase: 'outcome',
        action: 'session.start',
        outcome: 'succeeded',
        actor: {
          type: 'person',
          id: userId,
          name: session.name,
          role: session.role,
          sessionPrint: print,
          ip: facts.ip,
          userAgent: facts.userAgent,
        },
        requestId: facts.requestId,
        target: { type: 'session', id: print, name: session.name },
      })
    })
    return success({ cookies })
  } catch (error) {
    await db.session.deleteMany({ where: { token } })
    log.error({ error, requestId: facts.requestId }, 'a sign-in could not be recorded')
    return failure('not_recorded')
  }
}
