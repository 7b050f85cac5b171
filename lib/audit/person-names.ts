import 'server-only'
import type { Term } from '@/lib/audit/query-terms'
import { sql } from '@/lib/db'

/** Names of the people a query gives by their id. */
export async function namesOfTerms(terms: readonly Term[]): Promise<ReadonlyMap<string, string>> {
  const ids = terms.flatMap((term) => (term.key === 'actor' || term.key === 'person' ? [...term.values] : []))
  if (ids.length === 0) return new Map()
  const rows = await sql<{ id: string; name: string }>('select id, name from "user" where id = any($1) limit 200', [
    ids.map((id) => id.replaceAll('\u0000', '')),
  ])
  return new Map(rows.map(({ id, name }) => [id, name]))
}
