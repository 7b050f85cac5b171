import 'server-only'
import { withinMs } from '@/lib/audit/bounded'
import { selectEvents } from '@/lib/audit/event-source'
import { toFilter } from '@/lib/audit/query-filter'
import type { Term } from '@/lib/audit/query-terms'

const MOST_PROBES = 8
const LIMIT_MS = 250

/** The places of the terms without which something would fit; a probe that takes too long finds nothing. */
export async function findCulprits(terms: readonly Term[]): Promise<number[]> {
  const culprits: number[] = []
  for (const [index] of terms.slice(0, MOST_PROBES).entries()) {
    const { filter } = await toFilter(terms.filter((_, other) => other !== index))
    const { text, values } = selectEvents(filter, { limit: 1, columns: 'occurred_at, seq' })
    const found = await withinMs(LIMIT_MS, (sql) => sql(text, values))
    if (found && found.length > 0) culprits.push(index)
  }
  return culprits
}
