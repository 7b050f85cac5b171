import 'server-only'
import { readAuditQuery } from '@/lib/audit/audit-query'
import { withinMs } from '@/lib/audit/bounded'
import { findEnd, selectEvents } from '@/lib/audit/event-source'
import { getView } from '@/lib/explorer/queries'
import { MOST_COUNTED, type ViewCounts } from '@/lib/explorer/schema'

const LIMIT_MS = 300

/**
 * How many events each of these queries finds, never looking past the most that is told. One after another, so that tabs
 * never hold more than one of the connections the list itself needs; one that takes too long has no count.
 */
export async function countQueries(written: Readonly<Record<string, string>>): Promise<ViewCounts> {
  const counts: ViewCounts = {}
  for (const [key, query] of Object.entries(written)) {
    const { filter } = await readAuditQuery(query)
    const { text, values } = selectEvents(filter, { columns: 'occurred_at, seq', limit: MOST_COUNTED + 1 })
    const found = await withinMs(LIMIT_MS, async (sql) => {
      const [row] = await sql<{ count: number }>(`select count(*)::int as count from (${text}) found`, values)
      const count = row?.count ?? 0
      const isAtLeast = count > MOST_COUNTED || (await findEnd(filter, {}, sql)) !== null
      return { count: Math.min(count, MOST_COUNTED), isAtLeast }
    })
    if (found) counts[key] = found
  }
  return counts
}

/** The queries of saved views this person may open, by id. */
export async function queriesOf(ids: readonly string[], userId: string): Promise<Record<string, string>> {
  const views = await Promise.all(ids.map((id) => getView(id, userId)))
  return Object.fromEntries(views.flatMap((view) => (view ? [[view.id, view.query]] : [])))
}
