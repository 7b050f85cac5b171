import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import type { Role } from '@/lib/auth/permissions'
import { db, inTransaction } from '@/lib/db'
import { env } from '@/lib/env'
import { ensurePerson } from '@/lib/people/ensure-person'
import { closeShares, endSessions, personTarget } from '@/lib/people/people'

/** Everybody's in the demo, and printed at start: it opens nothing but invented data in the sandbox. */
export const DEMO_PASSWORD = 'countersign-demo'

export const demoPeople: readonly { name: string; email: string; role: Role }[] = [
  { name: '主管丁', email: 'admin@demo.local', role: 'admin' },
  { name: '运营甲', email: 'manager@demo.local', role: 'manager' },
  { name: '客服丙', email: 'support@demo.local', role: 'support' },
]

const demoEmails = demoPeople.map((person) => person.email)
const RETIRED = 'demo'

/** Demo sign-ins exist only while every upstream is the sandbox and nobody named an administrator. */
export function hasDemoPeople(): boolean {
  const simulated = env.SANDBOX_UPSTREAMS.split(',').map((name) => name.trim())
  return !env.ADMIN_EMAIL && ['wechat', 'polyv'].every((name) => simulated.includes(name))
}

type DemoPerson = (typeof demoPeople)[number]

/** Adds the demo people where they belong and returns them; elsewhere nobody is added. */
export async function ensureDemoPeople(): Promise<readonly DemoPerson[]> {
  if (!hasDemoPeople()) return []
  await db.user.updateMany({
    where: { email: { in: demoEmails }, banReason: RETIRED },
    data: { banned: false, banReason: null },
  })
  for (const person of demoPeople) await ensurePerson({ ...person, password: DEMO_PASSWORD })
  return demoPeople
}

/** Shuts the demo people out of a desk that went live: everybody knows their password. */
export async function retireDemoPeople(): Promise<void> {
  if (hasDemoPeople()) return
  await inTransaction(async (sql) => {
    const retired = await sql<{ id: string; name: string }>(
      `update "user" set banned = true, ban_reason = $2, updated_at = now() where email = any($1) and not banned returning id, name`,
      [demoEmails, RETIRED],
    )
    for (const person of retired) {
      const endedSessions = await endSessions(sql, person.id)
      const closedShares = await closeShares(sql, person.id, '')
      await recordEvent(sql, {
        phase: 'outcome',
        action: 'person.disable',
        outcome: 'succeeded',
        actor: systemActor('start'),
        target: personTarget(person),
        before: { disabled: false },
        after: { disabled: true },
        detail: { endedSessions, closedShares },
      })
    }
  })
}
