import 'server-only'
import { sql } from '@/lib/db'

/** Whom to write to at these licensees, as the address book has it; those without a contact are left out. */
export async function findContacts(appids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (appids.length === 0) return new Map()
  const rows = await sql<{ appid: string; contact: string }>(
    `select appid, contact from licensee where appid = any($1) and coalesce(contact, '') <> ''`,
    [[...new Set(appids)]],
  )
  return new Map(rows.map(({ appid, contact }) => [appid, contact]))
}
