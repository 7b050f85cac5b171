import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { HashQueueFull, hashPassword } from '@/lib/auth/password-hash'
import { isOwnPassword } from '@/lib/auth/password-schema'
import type { RequestFacts } from '@/lib/auth/request-facts'
import { describeAttempt, forgiveAttempt, reserveAttempt } from '@/lib/auth/throttle'
import { inTransaction, sql } from '@/lib/db'
import { type ActionResult, failure, success } from '@/lib/errors'
import { findOpenLink, takeLink } from '@/lib/people/links'
import { endSessions, personTarget, storePassword } from '@/lib/people/people'
import type { JoinInput } from '@/lib/people/schema'

/**
 * Sets name and password of whoever holds the link, once. Their sessions end and their account's sign-in wait is lifted.
 * A wrong, used, expired or withdrawn link is one and the same `not_found`.
 */
export async function joinByLink(
  { token, name, password }: JoinInput,
  facts: RequestFacts,
): Promise<ActionResult<{ email: string }>> {
  const attempt = describeAttempt(null, facts.ip)
  const { waitSeconds } = await reserveAttempt(attempt)
  if (waitSeconds !== null) return failure('too_many', { detail: { waitSeconds } })
  const open = await findOpenLink(sql, token)
  if (!open) return failure('not_found')
  if (isOwnPassword(password, [open.name, open.email, name ?? '']))
    return failure('invalid_input', { fieldErrors: { password: 'passwordOwn' } })
  const hash = await hashPassword(password).catch((error: unknown) => {
    if (error instanceof HashQueueFull) return null
    throw error
  })
  if (hash === null) return failure('too_many', { detail: { waitSeconds: 5 } })
  const result = await inTransaction(async (transaction): Promise<ActionResult<{ email: string }>> => {
    const link = await takeLink(transaction, token)
    if (!link) return failure('not_found')
    const isInvite = link.purpose === 'invite'
    const chosenName = isInvite && name ? name : link.name
    await transaction('update "user" set name = $2, updated_at = now() where id = $1', [link.personId, chosenName])
    await storePassword(transaction, link.personId, hash)
    const endedSessions = await endSessions(transaction, link.personId)
    await recordEvent(transaction, {
      phase: 'outcome',
      action: isInvite ? 'person.join' : 'person.password.reset',
      outcome: 'succeeded',
      actor: {
        type: 'person',
        id: link.personId,
        name: chosenName,
        role: link.role,
        sessionPrint: null,
        ip: facts.ip,
        userAgent: facts.userAgent,
      },
      requestId: facts.requestId,
      target: personTarget({ id: link.personId, name: chosenName }),
      detail: { byLink: link.purpose, endedSessions },
      ...(chosenName === link.name ? {} : { before: { name: link.name }, after: { name: chosenName } }),
    })
    return success({ email: link.email })
  })
  if (result.ok) await forgiveAttempt(describeAttempt(result.data.email, facts.ip), 'right')
  return result
}
