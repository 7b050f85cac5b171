import 'server-only'
import type { Role } from '@/lib/auth/permissions'
import { env } from '@/lib/env'
import { ensurePerson } from '@/lib/people/ensure-person'

/** Everybody's in the demo, and printed at start: it opens nothing but invented data in the sandbox. */
export const DEMO_PASSWORD = 'countersign-demo'

export const demoPeople: readonly { name: string; email: string; role: Role }[] = [
  { name: '主管丁', email: 'admin@demo.local', role: 'admin' },
  { name: '运营甲', email: 'manager@demo.local', role: 'manager' },
  { name: '客服丙', email: 'support@demo.local', role: 'support' },
]

/** Demo sign-ins exist only while every upstream is the sandbox and nobody named an administrator. */
export function hasDemoPeople(): boolean {
  const simulated = env.SANDBOX_UPSTREAMS.split(',').map((name) => name.trim())
  return !env.ADMIN_EMAIL && ['wechat', 'polyv'].every((name) => simulated.includes(name))
}

/** Adds the demo people where they belong; elsewhere nobody is added. */
export async function ensureDemoPeople(): Promise<number> {
  if (!hasDemoPeople()) return 0
  const results = await Promise.all(demoPeople.map((person) => ensurePerson({ ...person, password: DEMO_PASSWORD })))
  return results.filter((result) => result === 'added').length
}
