import 'server-only'
import { type Role, toRole } from '@/lib/auth/permissions'
import { IDLE_SESSION_MS } from '@/lib/auth/session'
import { sql } from '@/lib/db'
import { findOpenLink } from '@/lib/people/links'

export type PersonState = 'active' | 'invited' | 'link_expired' | 'disabled'
export type PersonRow = {
  id: string
  name: string
  email: string
  role: string
  state: PersonState
  sessionCount: number
  /** What of theirs is shown outside now. */
  openShares: number
  lastSeenAt: string | null
}
export type SessionRow = {
  id: string
  ip: string | null
  userAgent: string | null
  startedAt: string
  lastSeenAt: string
}

const live = `session.expires_at > now() and session.updated_at > now() - make_interval(secs => ${IDLE_SESSION_MS / 1_000})`

/** Everybody who has or had access, administrators first. */
export async function listPeople(): Promise<PersonRow[]> {
  const rows = await sql<Omit<PersonRow, 'lastSeenAt'> & { lastSeenAt: Date | null }>(
    `select person.id, person.name, person.email, person.role,
            case when person.banned then 'disabled'
                 when exists (select 1 from account where account.user_id = person.id and account.password is not null) then 'active'
                 when exists (select 1 from one_time_link link where link.user_id = person.id and link.used_at is null and link.expires_at > now()) then 'invited'
                 else 'link_expired' end as state,
            (select count(*)::int from session where session.user_id = person.id and ${live}) as "sessionCount",
            (select count(*)::int from share where created_by = person.id and revoked_at is null and expires_at > now()) as "openShares",
            greatest((select max(updated_at) from session where session.user_id = person.id), started.occurred_at) as "lastSeenAt"
       from "user" person
       left join lateral (select occurred_at from audit_event event
                           where event.actor_id = person.id and event.action = 'session.start'
                           order by occurred_at desc, seq desc limit 1) started on true
      order by person.banned, array_position(array['admin', 'manager', 'support'], person.role), person.name`,
  )
  return rows.map((row) => ({ ...row, lastSeenAt: row.lastSeenAt?.toISOString() ?? null }))
}

/** The sessions of one person that still work, last used first. */
export async function listSessions(personId: string): Promise<SessionRow[]> {
  const rows = await sql<{
    id: string
    ip: string | null
    userAgent: string | null
    startedAt: Date
    lastSeenAt: Date
  }>(
    `select id, nullif(ip_address, '') as ip, nullif(user_agent, '') as "userAgent", created_at as "startedAt", updated_at as "lastSeenAt"
       from session where user_id = $1 and ${live} order by updated_at desc`,
    [personId],
  )
  return rows.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  }))
}

/** What the page behind a one-time link may show; null for a link that is wrong, used, expired or withdrawn. */
export async function readLink(
  token: string,
): Promise<{ purpose: 'invite' | 'reset'; name: string; email: string; role: string } | null> {
  if (!/^[\w-]{43}$/.test(token)) return null
  const link = await findOpenLink(sql, token)
  return link && { purpose: link.purpose, name: link.name, email: link.email, role: link.role }
}

/** The role somebody has now, for work that runs after they asked for it; null once they are disabled or gone. */
export async function currentRoleOf(personId: string): Promise<Role | null> {
  const [person] = await sql<{ role: string }>('select role from "user" where id = $1 and not banned', [personId])
  return person ? toRole(person.role) : null
}

/** The name of one person by id; null when there is nobody. */
export async function getPersonName(personId: string): Promise<string | null> {
  const [person] = await sql<{ name: string }>('select name from "user" where id = $1', [
    personId.replaceAll('\u0000', ''),
  ])
  return person?.name ?? null
}
