import 'server-only'
import { isoOf } from '@/lib/audit/leaf'
import { columns, rowHash } from '@/lib/audit/record'
import type { FirstBad, Verification } from '@/lib/audit/verify'
import { LATE_MS } from '@/lib/audit/verify-sealed'
import type { Sql } from '@/lib/db'

const PAGE = 2_000
/** What a worker seals within a second or two has waited too long by then. */
const MOST_WAIT_MS = 60_000
const eventColumns = columns.map((column) => `event.${column}`).join(', ')

type EventRow = Record<string, unknown> & {
  id: string
  seq: string
  /** A number where it is infinite. */
  occurred_at: Date | number
  row_hash: string
  transaction_id: string
}
type Moment = { xmin: string; xmax: string; now: Date; sealed_before: string | null; sealed_at: Date | null }

/** Events without a leaf must be young, and what they were written as. */
export async function verifyUnsealed(sql: Sql, result: Verification): Promise<FirstBad | null> {
  const [moment] = await sql<Moment>(
    `select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, pg_snapshot_xmax(pg_current_snapshot())::text as xmax,
            clock_timestamp() as now, last.sealed_before, last.sealed_at
       from (select 1) one
       left join (select sealed_before, sealed_at from audit_batch order by batch_no desc limit 1) last on true`,
  )
  if (!moment) throw new Error('the database has no snapshot')
  for (let after: EventRow | null = null; ; ) {
    const rows: EventRow[] = await sql<EventRow>(
      `select ${eventColumns}, event.seq, event.occurred_at, event.transaction_id from audit_event event
        where not exists (select 1 from audit_leaf leaf where leaf.event_id = event.id and leaf.occurred_at = event.occurred_at)
          and ($1::timestamptz is null or (event.occurred_at, event.seq) > ($1, $2))
        order by event.occurred_at, event.seq limit ${PAGE}`,
      [after?.occurred_at ?? null, after?.seq ?? 0],
    )
    for (const { seq, occurred_at: at, transaction_id, row_hash, ...written } of rows) {
      const isInserted = isoOf(at) === null || liesBack(Number(at), BigInt(transaction_id), moment)
      const fault = isInserted ? 'inserted' : rowHash(written) === row_hash ? null : 'edited'
      if (fault) return { fault, seq, id: String(written.id), occurredAt: isoOf(at), batchNo: null }
      result.unsealed += 1
      const waited = moment.now.getTime() - Number(at)
      if (waited > Math.max(MOST_WAIT_MS, result.waitingMs ?? 0) && isOver(BigInt(transaction_id), moment))
        result.waitingMs = waited
    }
    const next = rows.at(-1)
    if (!next || rows.length < PAGE) return null
    after = next
  }
}

/**
 * Whether it should have been sealed with what is: by its transaction, unless transaction ids have begun anew since, as in
 * a database restored elsewhere; or by its time, which the clock now tells where it was ahead when the last batch was sealed.
 */
function liesBack(at: number, transactionId: bigint, { xmin, now, sealed_before, sealed_at }: Moment): boolean {
  if (sealed_before === null || sealed_at === null) return false
  const sealedBefore = BigInt(sealed_before)
  if (BigInt(xmin) >= sealedBefore && transactionId < sealedBefore) return true
  return at < Math.min(sealed_at.getTime(), now.getTime()) - LATE_MS
}

/** Whether nothing still running holds its seal back. */
const isOver = (transactionId: bigint, { xmin, xmax }: Moment): boolean =>
  transactionId < BigInt(xmin) || transactionId >= BigInt(xmax)
