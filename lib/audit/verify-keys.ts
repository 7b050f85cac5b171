import 'server-only'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import type { FirstBad } from '@/lib/audit/verify'
import type { Sql } from '@/lib/db'

/** Every key that the table lists must be the trusted one of its id. One that is not is named by where it says it begins. */
export async function verifyKeys(sql: Sql): Promise<FirstBad | null> {
  // Read first: what is introduced meanwhile is then among the trusted ones.
  const listed = await sql<{ key_id: string; public_key: Buffer; from_batch: string }>(
    'select key_id, public_key, from_batch from audit_key order by from_batch, key_id',
  )
  const trusted = await trustedKeys(sql)
  const other = listed.find((row) => !trusted.get(row.key_id)?.equals(row.public_key))
  if (!other) return null
  const [first] = await sql<{ seq: string; event_id: string; occurred_at: Date }>(
    `select leaf.seq, leaf.event_id, leaf.occurred_at
       from audit_batch batch
       join lateral (
         select * from audit_leaf
          where leaf_no >= coalesce((select tree_size from audit_batch where batch_no = batch.batch_no - 1), 0)
          order by leaf_no limit 1
       ) leaf on true
      where batch.batch_no = $1`,
    [other.from_batch],
  )
  return {
    fault: 'key_differs',
    seq: first?.seq ?? null,
    id: first?.event_id ?? null,
    occurredAt: first?.occurred_at.toISOString() ?? null,
    batchNo: Number(other.from_batch),
  }
}
