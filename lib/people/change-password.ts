import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import { recordAlone } from '@/lib/audit/record-alone'
import { HashQueueFull, hashPassword, verifyPassword } from '@/lib/auth/password-hash'
import { isOwnPassword } from '@/lib/auth/password-schema'
import { describeAttempt, forgiveAttempt, reserveAttempt } from '@/lib/auth/throttle'
import { inTransaction, sql } from '@/lib/db'
import { failure, success } from '@/lib/errors'
import { endSessions, personTarget, storePassword } from '@/lib/people/people'
import { passwordChangeSchema } from '@/lib/people/schema'
import { defineWrite } from '@/lib/write'

/** Changes one's own password, with the current one, and ends every other session of one's own. */
export const changePassword = defineWrite({
  name: 'person.password.change',
  permission: 'account.write',
  input: passwordChangeSchema,
  run: async ({ currentPassword, newPassword }, { actor, session, requestId }) => {
    if (isOwnPassword(newPassword, [session.user.name, session.user.email]))
      return failure('invalid_input', { fieldErrors: { newPassword: 'passwordOwn' } })
    const attempt = describeAttempt(session.user.email, actor.ip ?? 'unknown')
    const { waitSeconds } = await reserveAttempt(attempt)
    if (waitSeconds !== null) return failure('too_many', { detail: { waitSeconds } })
    const [account] = await sql<{ password: string | null }>(
      `select password from account where user_id = $1 and provider_id = 'credential'`,
      [session.user.id],
    )
    try {
      if (!(await verifyPassword({ hash: account?.password ?? '', password: currentPassword }))) {
        await recordAlone({
          phase: 'denied',
          action: 'person.password.change',
          outcome: 'denied',
          actor,
          requestId,
          target: personTarget(session.user),
          detail: { cause: 'currentPassword' },
        })
        return failure('invalid_input', { fieldErrors: { currentPassword: 'currentPasswordWrong' } })
      }
      await forgiveAttempt(attempt, 'right')
      const hash = await hashPassword(newPassword)
      return await inTransaction(async (transaction) => {
        await storePassword(transaction, session.user.id, hash)
        const endedSessions = await endSessions(transaction, session.user.id, session.sessionId)
        await recordEvent(transaction, {
          phase: 'outcome',
          action: 'person.password.change',
          outcome: 'succeeded',
          actor,
          requestId,
          target: personTarget(session.user),
          detail: { endedSessions },
        })
        return success({ endedSessions })
      })
    } catch (error) {
      if (!(error instanceof HashQueueFull)) throw error
      await forgiveAttempt(attempt, 'unchecked')
      return failure('too_many', { detail: { waitSeconds: 5 } })
    }
  },
})
