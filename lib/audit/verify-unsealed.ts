import 'server-only'
import { columns, rowHash } from '@/lib/audit/record'
import type { FirstBad, Verification } from '@/lib/audit/verify'
import { LATE_MS } from '@/lib/audit/verify-sealed'
import type { Sql } from '@/lib/db'

const PAGE = 2_000
const eventColumns = columns.map((column) => `event.${column}`).join(', ')

type EventRow = Record<string, unknown> & {
  id: string
  seq: string
  occurred_at: Date
  row_hash: string
  transaction_id: string
}

/** Events without a leaf must be young, and what they were written as. */
export async function verifyUnsealed(sql: Sql, result: Verification): Promise<FirstBad | null> {
  const [last] = await sql<{ sealed_before: string; sealed_at: Date }>(
    'select sealed_before, sealed_at from audit_batch order by batch_no desc limit 1',
  )
  for (let after: EventRow | null = null; ; ) {
    const rows: EventRow[] = await sql<EventRow>(
      `select ${eventColumns}, event.seq, event.occurred_at, event.transaction_id from audit_event event
        where not exists (select 1 from audit_leaf leaf where leaf.event_id = event.id and leaf.occurred_at = event.occurred_at)
          and ($1::timestamptz is null or (event.occurred_at, event.seq) > ($1, $2))
        order by event.occurred_at, event.seq limit ${PAGE}`,
      [after?.occurred_at ?? null, after?.seq ?? 0],
    )
    for (const { seq, occurred_at, transaction_id, row_hash, ...written } of rows) {
      const isOld =
        last !== undefined &&
        (BigInt(transaction_id) < BigInt(last.sealed_before) ||
          occurred_at.getTime() < last.sealed_at.getTime() - LATE_MS)
      const fault = isOld ? 'inserted' : rowHash(written) === row_hash ? null : 'edited'
      if (fault) return { fault, seq, id: String(written.id), occurredAt: occurred_at.toISOString(), batchNo: null }
      result.unsealed += 1
    }
    const next = rows.at(-1)
    if (!next || rows.length < PAGE) return null
    after = next
  }
}
