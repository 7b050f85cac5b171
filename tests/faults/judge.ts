import { sql } from '@/lib/db'
import { checkInvariants } from '@/tests/faults/invariants'
import type { Subject } from '@/tests/faults/subject'

const MOST_TOLD = 5

/**
 * Holds what we claim against what the sandbox has: its state and its journal, not our own tables, decide. For faults
 * after which all must be well: everything verified, each target written exactly once.
 */
export async function judge(subject: Subject, operationId: string): Promise<string[]> {
  const violations: string[] = []
  const [operation] = await sql<{ verdict: string }>('select verdict from operation where id = $1', [operationId])
  const items = await itemsOf(operationId)
  const [holds, applications] = [await subject.holds(), await subject.applications()]
  violations.push(...liesOf(items, holds))
  for (const item of items) {
    if (item.verdict !== 'verified')
      violations.push(`${item.target_key}: ended ${item.verdict} although the upstream was well`)
    const times = applications.get(item.target_key) ?? 0
    if (times !== 1) violations.push(`${item.target_key}: applied ${times} times`)
  }
  if (items.length !== holds.size) violations.push(`${items.length} items for ${holds.size} targets`)
  if (operation?.verdict !== 'verified') violations.push(`the operation ended ${operation?.verdict}`)
  return shorten([...violations, ...(await checkInvariants(subject, operationId))])
}

type JudgedItem = { target_key: string; state: string; verdict: string | null; cause: string | null }

export const itemsOf = (operationId: string): Promise<JudgedItem[]> =>
  sql<JudgedItem>('select target_key, state, verdict, cause from operation_item where operation_id = $1', [operationId])

/** Verdicts that the upstream's own state contradicts. */
export function liesOf(items: readonly JudgedItem[], holds: ReadonlyMap<string, boolean>): string[] {
  return items.flatMap(({ target_key: key, verdict }) => {
    const isThere = holds.get(key)
    if (verdict === 'verified' && !isThere) return [`${key}: verified, but the upstream does not hold it`]
    if ((verdict === 'failed' || verdict === 'cancelled') && isThere)
      return [`${key}: ${verdict}, but the upstream holds it`]
    return []
  })
}

/** A bulk that went wrong says so a few times, not two thousand. */
export const shorten = (violations: string[]): string[] =>
  violations.length <= MOST_TOLD
    ? violations
    : [...violations.slice(0, MOST_TOLD), `and ${violations.length - MOST_TOLD} more`]
