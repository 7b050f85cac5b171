import { sql } from '@/lib/db'
import type { Stage } from '@/tests/faults/stage'
import type { Subject } from '@/tests/faults/subject'

/** Holds what we claim against what the sandbox has: its state and its journal, not our own tables, decide. */
export async function judge(subject: Subject, operationId: string, since: number, stage: Stage): Promise<string[]> {
  const violations: string[] = []
  const [operation] = await sql<{ verdict: string }>('select verdict from operation where id = $1', [operationId])
  const items = await sql<{ target_key: string; verdict: string }>(
    'select target_key, verdict from operation_item where operation_id = $1',
    [operationId],
  )
  const [holds, applications] = [await subject.holds(), await subject.applications()]
  for (const item of items) {
    const isThere = holds.get(item.target_key)
    if (item.verdict === 'verified' && !isThere)
      violations.push(`${item.target_key}: verified, but the upstream does not hold it`)
    if (item.verdict === 'failed' && isThere) violations.push(`${item.target_key}: failed, but the upstream holds it`)
    if (item.verdict !== 'verified')
      violations.push(`${item.target_key}: ended ${item.verdict} although the upstream was well`)
    const times = applications.get(item.target_key) ?? 0
    if (times !== 1) violations.push(`${item.target_key}: applied ${times} times`)
  }
  if (items.length !== holds.size) violations.push(`${items.length} items for ${holds.size} targets`)
  if (operation?.verdict !== 'verified') violations.push(`the operation ended ${operation?.verdict}`)

  const sent = (await stage.control.journal({ since, path: subject.writePath })).length
  const calls = await sql<{ state: string }>('select state from operation_call where operation_id = $1', [operationId])
  if (sent > calls.length) violations.push(`${sent} requests left for ${calls.length} recorded calls`)
  if (calls.some((call) => call.state === 'open')) violations.push('a call is still open')
  const [events] = await sql<{ requested: string; outcomes: string }>(
    `select count(*) filter (where phase = 'requested') as requested,
            count(*) filter (where phase in ('outcome', 'reconcile') and item_id is not null) as outcomes
       from audit_event where operation_id = $1`,
    [operationId],
  )
  if (events?.requested !== '1') violations.push(`${events?.requested} events say it was requested`)
  if (Number(events?.outcomes) !== items.length)
    violations.push(`${events?.outcomes} outcome events for ${items.length} items`)
  return violations
}
