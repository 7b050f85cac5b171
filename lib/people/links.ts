import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import type { Sql } from '@/lib/db'
import { newId } from '@/lib/id'
import type { LinkPurpose, MadeLink } from '@/lib/people/schema'

const hoursOf: Record<LinkPurpose, number> = { invite: 72, reset: 24 }

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

type LinkFor = { purpose: LinkPurpose; person: { id: string; name: string }; createdById: string }

/** Makes the only valid link of a person: whatever was sent to them before stops working. */
export async function makeLink(sql: Sql, { purpose, person, createdById }: LinkFor): Promise<MadeLink> {
  const token = randomBytes(32).toString('base64url')
  await sql('update one_time_link set used_at = now() where user_id = $1 and used_at is null', [person.id])
  const [row] = await sql<{ expires_at: Date }>(
    `insert into one_time_link (id, token_hash, purpose, user_id, created_by_id, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(hours => $6)) returning expires_at`,
    [newId(), hashToken(token), purpose, person.id, createdById, hoursOf[purpose]],
  )
  if (!row) throw new Error('the link was not stored')
  return { path: `/invite/${token}`, purpose, expiresAt: row.expires_at.toISOString(), personName: person.name }
}

type OpenLink = { id: string; purpose: LinkPurpose; personId: string; name: string; email: string; role: string }

const openLinks = `select link.id, link.purpose, person.id as "personId", person.name, person.email, person.role
    from one_time_link link join "user" person on person.id = link.user_id
   where link.token_hash = $1 and link.used_at is null and link.expires_at > now() and not person.banned`

/** The link behind a token while it can still be used. Looking changes nothing. */
export async function findOpenLink(sql: Sql, token: string): Promise<OpenLink | null> {
  const [link] = await sql<OpenLink>(openLinks, [hashToken(token)])
  return link ?? null
}

/** Uses the link up inside the transaction of `sql`. Of two who try at once, one gets null. */
export async function takeLink(sql: Sql, token: string): Promise<OpenLink | null> {
  const [taken] = await sql(
    'update one_time_link set used_at = now() where token_hash = $1 and used_at is null and expires_at > now() returning user_id',
    [hashToken(token)],
  )
  if (!taken) return null
  const [link] = await sql<OpenLink>(
    `select link.id, link.purpose, person.id as "personId", person.name, person.email, person.role
       from one_time_link link join "user" person on person.id = link.user_id
      where link.token_hash = $1 and not person.banned for update of person`,
    [hashToken(token)],
  )
  return link ?? null
}
