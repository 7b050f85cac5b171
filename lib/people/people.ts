import 'server-only'
import type { Target } from '@/lib/audit/event'
import type { Sql } from '@/lib/db'
import { newId } from '@/lib/id'

export type Person = { id: string; name: string; email: string; role: string; banned: boolean }

export const personTarget = (person: { id: string; name: string }): Target => ({
  type: 'person',
  id: person.id,
  name: person.name,
})

/** Locks a person for the rest of the transaction. */
export async function lockPerson(sql: Sql, personId: string): Promise<Person | null> {
  const [person] = await sql<Person>('select id, name, email, role, banned from "user" where id = $1 for update', [
    personId,
  ])
  return person ?? null
}

/**
 * True when nobody but this person could still manage the desk. Locks every administrator, in one order, so that two who
 * demote each other at the same moment cannot both succeed.
 */
export async function isLastAdministrator(sql: Sql, personId: string): Promise<boolean> {
  const rows = await sql<{ id: string }>(
    `select person.id from "user" person where person.role = 'admin' and not person.banned order by person.id for update`,
  )
  const [able] = await sql<{ count: number }>(
    `select count(*)::int as count from account where provider_id = 'credential' and password is not null and user_id = any($1)`,
    [rows.map((row) => row.id).filter((id) => id !== personId)],
  )
  return rows.some((row) => row.id === personId) && (able?.count ?? 0) === 0
}

/** Ends the sessions of a person at once; their next request finds none. Returns how many. */
export async function endSessions(sql: Sql, personId: string, exceptSessionId: string | null = null): Promise<number> {
  const ended = await sql('delete from session where user_id = $1 and id is distinct from $2 returning id', [
    personId,
    exceptSessionId,
  ])
  return ended.length
}

/**
 * Closes what a person showed outside, for good. Returns how many. Waits for a share of theirs that is just being made, and
 * one that is tried later finds them disabled.
 */
export async function closeShares(sql: Sql, personId: string, closedBy: string): Promise<number> {
  await sql(`select pg_advisory_xact_lock(hashtextextended('share:' || $1, 0))`, [personId])
  const closed = await sql(
    `update share set revoked_at = clock_timestamp(), revoked_name = $2
      where created_by = $1 and revoked_at is null and expires_at > clock_timestamp() returning 1`,
    [personId, closedBy],
  )
  return closed.length
}

/** Sets the password a person signs in with, whether or not they had one. */
export async function storePassword(sql: Sql, personId: string, hash: string): Promise<void> {
  const updated = await sql(
    `update account set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential' returning id`,
    [personId, hash],
  )
  if (updated.length > 0) return
  await sql(
    `insert into account (id, account_id, provider_id, user_id, password) values ($1, $2, 'credential', $2, $3)`,
    [newId(), personId, hash],
  )
}
