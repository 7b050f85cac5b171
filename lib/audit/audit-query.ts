import 'server-only'
import { type ReadQuery, toFilter } from '@/lib/audit/query-filter'
import { parseQuery } from '@/lib/audit/query-parser'
import type { Term } from '@/lib/audit/query-terms'

export type AuditQuery = ReadQuery & { terms: Term[] }

/** A written query, what it asks of the log, and what of it could not be meant. */
export async function readAuditQuery(written: string): Promise<AuditQuery> {
  const { terms, problems } = parseQuery(written)
  const read = await toFilter(terms)
  return { terms, filter: read.filter, problems: [...problems, ...read.problems] }
}
