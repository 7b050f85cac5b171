import { verifyEvents } from '@/lib/audit/verify'
import { sql } from '@/lib/db'
import { getProgress } from '@/lib/operations/progress'
import type { Subject } from '@/tests/faults/subject'

/** What must hold of any finished operation, whatever went wrong while it ran. */
export async function checkInvariants(subject: Subject, operationId: string): Promise<string[]> {
  return [
    ...(await nothingUnrecorded(subject, operationId)),
    ...(await everyIntentEnded(operationId)),
    ...(await countsAgree(operationId)),
  ]
}

/** What the sandbox received and applied is covered by calls and items that were committed before. */
async function nothingUnrecorded(subject: Subject, operationId: string): Promise<string[]> {
  const violations: string[] = []
  const requests = await subject.requests()
  const calls = await sql<{ state: string; started_at: Date }>(
    'select state, started_at from operation_call where operation_id = $1 order by number',
    [operationId],
  )
  if (requests.length > calls.length)
    violations.push(`${requests.length} requests left for ${calls.length} recorded calls`)
  requests.forEach((request, index) => {
    const intent = calls[index]?.started_at.getTime() ?? Number.POSITIVE_INFINITY
    if (Date.parse(request.at) < intent) violations.push(`request ${index + 1} left before its call was committed`)
  })
  if (calls.some((call) => call.state === 'open')) violations.push('a call is still open')
  const sent = new Set(
    (
      await sql<{ target_key: string }>(
        'select target_key from operation_item where operation_id = $1 and sent_at is not null and attempts > 0',
        [operationId],
      )
    ).map((item) => item.target_key),
  )
  for (const [key, times] of await subject.applications())
    if (times > 0 && !sent.has(key)) violations.push(`${key}: applied, but never recorded as sent`)
  return violations
}

async function everyIntentEnded(operationId: string): Promise<string[]> {
  const violations: string[] = []
  const [row] = await sql<{ requested: number; outcomes: number; items: number; finished: number; open: number }>(
    `select count(*) filter (where phase = 'requested' and action <> 'operation.cancel')::int as requested,
            count(distinct item_id) filter (where phase in ('outcome', 'reconcile') and item_id is not null)::int as outcomes,
            count(*) filter (where phase = 'outcome' and item_id is null)::int as finished,
            (select count(*) from operation_item where operation_id = $1 and verdict not in ('skipped', 'blocked'))::int as items,
            (select count(*) from operation_item where operation_id = $1 and (verdict is null or settled_at is null))::int as open
       from audit_event where operation_id = $1`,
    [operationId],
  )
  if (row?.requested !== 1) violations.push(`${row?.requested} events say it was requested`)
  if (row?.finished !== 1) violations.push(`${row?.finished} events say it ended`)
  if (row?.outcomes !== row?.items) violations.push(`${row?.outcomes} items have an outcome event, of ${row?.items}`)
  if (row?.open !== 0) violations.push(`${row?.open} items have no verdict`)
  return violations
}

/** The counts a person is shown, the counts in the log and the rows agree. */
async function countsAgree(operationId: string): Promise<string[]> {
  const rows = await sql<{ verdict: string; count: number }>(
    'select verdict, count(*)::int as count from operation_item where operation_id = $1 group by verdict',
    [operationId],
  )
  const [event] = await sql<{ counts: Record<string, number> }>(
    `select detail->'counts' as counts from audit_event
      where operation_id = $1 and phase = 'outcome' and item_id is null order by seq desc limit 1`,
    [operationId],
  )
  const shown = await getProgress(operationId)
  const violations: string[] = []
  for (const { verdict, count } of rows) {
    const onScreen = (shown?.counts as Record<string, number> | undefined)?.[verdict]
    if (onScreen !== count) violations.push(`the receipt says ${onScreen} ${verdict}, the ledger ${count}`)
    if (event?.counts[verdict] !== count)
      violations.push(`the log says ${event?.counts[verdict]} ${verdict}, the ledger ${count}`)
  }
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  if (shown?.total !== total) violations.push(`the receipt counts ${shown?.total} items of ${total}`)
  return violations
}

/** What must hold of the whole database after all runs: one call per target, nothing left over, no event altered. */
export async function checkDatabase(): Promise<string[]> {
  const violations: string[] = []
  const lanes = await sql(
    `select 1 from operation_item where state in ('in_flight', 'unknown', 'reconciling')
      group by connection_id, target_key having count(*) > 1`,
  )
  if (lanes.length > 0) violations.push(`${lanes.length} targets have two open calls`)
  const [left] = await sql<{ operations: number; calls: number }>(
    `select (select count(*) from operation where state <> 'done')::int as operations,
            (select count(*) from operation_call where state = 'open')::int as calls`,
  )
  if (left?.operations || left?.calls)
    violations.push(`${left.operations} operations and ${left.calls} calls are left open`)
  const { firstBad } = await verifyEvents(sql)
  if (firstBad) violations.push(`event ${firstBad.seq} is not what was written`)
  return violations
}
