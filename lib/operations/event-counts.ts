import 'server-only'
import { sql } from '@/lib/db'
import { instantOf, isId } from '@/lib/id'

const MOST = 1_000

/** How many events an operation has, counted no further than a thousand, and which of them is the last. */
export async function eventCounts(
  operationId: string,
): Promise<{ count: number; isMore: boolean; lastEventId: string | null }> {
  if (!isId(operationId)) return { count: 0, isMore: false, lastEventId: null }
  const since = new Date(instantOf(operationId).getTime() - 60_000)
  const [[counted], [last]] = await Promise.all([
    sql<{ count: number }>(
      `select count(*)::int as count from
         (select 1 from audit_event where operation_id = $1 and occurred_at >= $2 limit ${MOST + 1}) bounded`,
      [operationId, since],
    ),
    sql<{ id: string }>(
      `select id from audit_event where operation_id = $1 and occurred_at >= $2 order by occurred_at desc, seq desc limit 1`,
      [operationId, since],
    ),
  ])
  const count = counted?.count ?? 0
  return { count: Math.min(count, MOST), isMore: count > MOST, lastEventId: last?.id ?? null }
}
