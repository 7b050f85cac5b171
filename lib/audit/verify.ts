import 'server-only'
import { compareHeads } from '@/lib/audit/compare-heads'
import { findDoubled } from '@/lib/audit/doubled'
import { verifyKeys } from '@/lib/audit/verify-keys'
import { verifySealed } from '@/lib/audit/verify-sealed'
import { verifyUnsealed } from '@/lib/audit/verify-unsealed'
import type { Sql } from '@/lib/db'

export type Fault =
  | 'edited'
  | 'missing'
  | 'inserted'
  | 'leaf_changed'
  | 'leaf_missing'
  | 'late'
  | 'root_differs'
  | 'chain_broken'
  | 'signature_invalid'
  | 'key_unknown'
  | 'key_differs'
  | 'tail_missing'
  | 'head_differs'
  | 'retired_differs'
  | 'node_differs'

export type FirstBad = {
  fault: Fault
  /** The event's sequence number; for what is missing, the one it had. Null where only the batch is known. */
  seq: string | null
  id: string | null
  occurredAt: string | null
  batchNo: number | null
}

/** A database older than the record outside it, as after a restored backup. */
export type Behind = {
  /** Events still sealed here, and when the last of them was. */
  sealed: number
  sealedAt: string | null
  /** Events and batches that were sealed after that, by the record on disk, and until when. */
  missing: number
  batches: number
  recordedAt: string
}

export type Verification = {
  /** Events found to be what was written and sealed. */
  count: number
  /** Written in the last moments: their own hash holds, no batch covers them yet. */
  unsealed: number
  /** Age of the oldest of these that nothing but a sealer holds up, where it is over a minute. */
  waitingMs?: number
  batches: number
  /** Heads found outside the database; the other batches have theirs in the database alone. */
  headsCompared: number
  firstBad: FirstBad | null
  behind?: Behind | null
  /** Months that retention took away, as their signed manifests say; their leaves still hold the tree together. */
  retired?: { month: string; events: number }[]
}

/**
 * Recomputes everything: each event's hash, each leaf, the tree, every head and the signatures that vouch for it, and the
 * heads written outside the database. Stops at the first thing that is not what was written. Memory stays flat.
 */
export async function verifyEvents(sql: Sql): Promise<Verification> {
  const result: Verification = { count: 0, unsealed: 0, batches: 0, headsCompared: 0, firstBad: null }
  result.firstBad =
    (await findDoubled(sql)) ??
    (await verifySealed(sql, result)) ??
    (await verifyUnsealed(sql, result)) ??
    (await verifyKeys(sql))
  if (!result.firstBad) {
    const { compared, firstBad, behind } = await compareHeads(sql, result.batches)
    result.headsCompared = compared
    result.firstBad = firstBad
    if (behind) result.behind = behind
  }
  return result
}
