import 'server-only'
import { columns, rowHash } from '@/lib/audit/record'
import type { Sql } from '@/lib/db'

export type Verification = { count: number; firstBad: { seq: string; id: string; occurredAt: string } | null }

type Row = Record<string, unknown> & { id: string; seq: string; occurred_at: Date; row_hash: string }

const PAGE = 2_000

/** Recomputes the hash of every event, oldest first, and stops at the first that is not what was written. */
export async function verifyEvents(sql: Sql): Promise<Verification> {
  let [count, after]: [number, { at: Date; seq: string } | null] = [0, null]
  for (;;) {
    const rows: Row[] = await sql<Row>(
      `select ${columns.join(', ')}, seq, occurred_at from audit_event
        where $1::timestamptz is null or (occurred_at, seq) > ($1, $2)
        order by occurred_at, seq limit ${PAGE}`,
      [after?.at ?? null, after?.seq ?? 0],
    )
    for (const { seq, occurred_at: occurredAt, row_hash: recorded, ...written } of rows) {
      if (rowHash(written) !== recorded)
        return { count, firstBad: { seq, id: written.id, occurredAt: occurredAt.toISOString() } }
      count += 1
    }
    const last = rows.at(-1)
    if (!last) return { count, firstBad: null }
    after = { at: last.occurred_at, seq: last.seq }
  }
}
