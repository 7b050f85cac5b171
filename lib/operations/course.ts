import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'
import type { Course } from '@/lib/operations/schema'

type CourseRow = {
  calls: number
  unanswered: number
  first_call_at: Date | null
  last_call_at: Date | null
  endpoint: string | null
  p50: number | null
  p95: number | null
  read_back: number
  last_read_at: Date | null
  reconciled: number
  cancel_requested_at: Date | null
  alarm_at: Date | null
}

/** What an operation went through, from its calls and items, in figures. */
export async function getCourse(operationId: string): Promise<Course | null> {
  if (!isId(operationId)) return null
  const [row] = await sql<CourseRow>(
    `select calls.*, items.*, operation.cancel_requested_at,
            (select min(occurred_at) from audit_event
              where operation_id = operation.id and occurred_at >= operation.created_at - interval '1 minute' and phase = 'panic') as alarm_at
       from operation,
            lateral (select count(*)::int as calls, (count(*) filter (where state = 'unknown'))::int as unanswered,
                            min(started_at) as first_call_at, max(finished_at) as last_call_at, min(endpoint) as endpoint,
                            percentile_disc(0.5) within group (order by latency_ms) as p50,
                            percentile_disc(0.95) within group (order by latency_ms) as p95
                       from operation_call where operation_id = operation.id) calls,
            lateral (select count(read_back_at)::int as read_back, max(read_back_at) as last_read_at,
                            (count(*) filter (where absent_read_at is not null and settled_at is not null))::int as reconciled
                       from operation_item where operation_id = operation.id) items
      where operation.id = $1`,
    [operationId],
  )
  if (!row) return null
  const iso = (moment: Date | null) => moment?.toISOString() ?? null
  return {
    calls: row.calls,
    unanswered: row.unanswered,
    firstCallAt: iso(row.first_call_at),
    lastCallAt: iso(row.last_call_at),
    endpoint: row.endpoint,
    p50Ms: row.p50,
    p95Ms: row.p95,
    readBack: row.read_back,
    lastReadAt: iso(row.last_read_at),
    reconciled: row.reconciled,
    cancelAskedAt: iso(row.cancel_requested_at),
    alarmAt: iso(row.alarm_at),
  }
}
