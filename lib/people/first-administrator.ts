import 'server-only'
import { isOwnPassword } from '@/lib/auth/password-schema'
import { emailSchema, newPasswordSchema } from '@/lib/auth/schema'
import { env } from '@/lib/env'
import { ensurePerson } from '@/lib/people/ensure-person'

/**
 * Creates the administrator named by `ADMIN_EMAIL` and `ADMIN_PASSWORD`, once: later changes of the variables change nobody.
 * @throws Error with one sentence when only one is set or the value cannot be used.
 */
export async function ensureFirstAdministrator(): Promise<'added' | 'known' | 'unset'> {
  if (!env.ADMIN_EMAIL && !env.ADMIN_PASSWORD) return 'unset'
  const email = emailSchema.safeParse(env.ADMIN_EMAIL)
  if (!email.success) throw new Error('ADMIN_EMAIL must be an e-mail address when ADMIN_PASSWORD is set.')
  const password = newPasswordSchema.safeParse(env.ADMIN_PASSWORD)
  if (!password.success)
    throw new Error(
      'ADMIN_PASSWORD must have 12 to 128 characters, and none that everybody tries first, when ADMIN_EMAIL is set.',
    )
  if (isOwnPassword(password.data, [email.data])) throw new Error('ADMIN_PASSWORD must not be made of ADMIN_EMAIL.')
  return ensurePerson({
    name: email.data.split('@')[0] ?? 'admin',
    email: email.data,
    password: password.data,
    role: 'admin',
  })
}
