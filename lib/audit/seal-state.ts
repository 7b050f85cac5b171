import 'server-only'
import type { Sql } from '@/lib/db'

export type SealState = {
  sealed: number
  batches: number
  lastSealedAt: Date | null
  /** Age of the oldest event that no seal covers, in milliseconds; 0 when there is none. */
  oldestUnsealedMs: number
}

const DAY_MS = 86_400_000

/** How far the seal has come, from the last batch and the few events after it. */
export async function readSealState(sql: Sql): Promise<SealState> {
  const [last] = await sql<{ tree_size: string; batch_no: string; sealed_at: Date; from: string; since: Date }>(
    `select tree_size, batch_no, sealed_at, least(sealed_at, clock_timestamp()) as since,
            case when pg_snapshot_xmin(pg_current_snapshot())::text::bigint < sealed_before then 0 else sealed_before end as "from"
       from audit_batch order by batch_no desc limit 1`,
  )
  return {
    sealed: Number(last?.tree_size ?? 0),
    batches: last ? Number(last.batch_no) + 1 : 0,
    lastSealedAt: last?.sealed_at ?? null,
    oldestUnsealedMs: await oldestUnsealed(sql, last?.from ?? '0', last?.since ?? null),
  }
}

/** Each event after the last batch is looked up among the leaves by itself: joined, all of both would be read. */
async function oldestUnsealed(sql: Sql, from: string, since: Date | null): Promise<number> {
  const [row] = await sql<{ age_ms: string | null }>(
    `select extract(epoch from clock_timestamp() - min(event.occurred_at)) * 1000 as age_ms
       from audit_event event
       left join lateral (select true as is_there from audit_leaf where event_id = event.id limit 1) leaf on true
      where event.transaction_id >= $1 and event.occurred_at >= $2 and event.occurred_at < $3 and leaf.is_there is null`,
    [from, new Date((since?.getTime() ?? DAY_MS) - DAY_MS), new Date(Date.now() + DAY_MS)],
  )
  return Math.max(0, Number(row?.age_ms ?? 0))
}
