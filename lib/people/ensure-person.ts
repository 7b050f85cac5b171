import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { hashPassword } from '@/lib/auth/password-hash'
import type { Role } from '@/lib/auth/permissions'
import { inTransaction, sql } from '@/lib/db'
import { newId } from '@/lib/id'
import { personTarget, storePassword } from '@/lib/people/people'

type Newcomer = { name: string; email: string; password: string; role: Role }

/** Adds a person with a password unless the address is known already: an existing person is never touched. */
export async function ensurePerson({ name, email, password, role }: Newcomer): Promise<'added' | 'known'> {
  const [known] = await sql('select 1 from "user" where email = $1', [email])
  if (known) return 'known'
  const hash = await hashPassword(password)
  return inTransaction(async (transaction) => {
    const person = { id: newId(), name }
    const added = await transaction(
      `insert into "user" (id, name, email, role) values ($1, $2, $3, $4) on conflict (email) do nothing returning id`,
      [person.id, name, email, role],
    )
    if (added.length === 0) return 'known'
    await storePassword(transaction, person.id, hash)
    await recordEvent(transaction, {
      phase: 'outcome',
      action: 'person.join',
      outcome: 'succeeded',
      actor: systemActor('start'),
      target: personTarget(person),
      after: { name, email, role },
    })
    return 'added'
  })
}
