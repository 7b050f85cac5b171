import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'

/** Where an event stands in the sealed log, and the first head that speaks for it. */
export type EventPlace = { leafNo: number; batchNo: number; sealedAt: string; keyId: string }

/** Null in the second or two before a seal covers the event. */
export async function placeOf(eventId: string): Promise<EventPlace | null> {
  if (!isId(eventId)) return null
  const [row] = await sql<{ leaf_no: string; batch_no: string; sealed_at: Date; key_id: string }>(
    `select leaf.leaf_no, batch.batch_no, batch.sealed_at, batch.key_id
       from audit_leaf leaf join audit_batch batch using (batch_no) where leaf.event_id = $1`,
    [eventId],
  )
  if (!row) return null
  return {
    leafNo: Number(row.leaf_no),
    batchNo: Number(row.batch_no),
    sealedAt: row.sealed_at.toISOString(),
    keyId: row.key_id,
  }
}
