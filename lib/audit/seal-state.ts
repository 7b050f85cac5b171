import 'server-only'
import type { Sql } from '@/lib/db'

export type SealState = {
  sealed: number
  batches: number
  lastSealedAt: Date | null
  /** Age of the oldest event that no seal covers, in milliseconds; 0 when there is none. */
  oldestUnsealedMs: number
}

/** How far the seal has come, from the last batch and the few events after it. */
export async function readSealState(sql: Sql): Promise<SealState> {
  const [row] = await sql<{
    tree_size: string | null
    batch_no: string | null
    sealed_at: Date | null
    unsealed_ms: number | null
  }>(
    `select last.tree_size, last.batch_no, last.sealed_at,
            extract(epoch from clock_timestamp() - min(event.occurred_at)) * 1000 as unsealed_ms
       from (select 1) always
       left join (select * from audit_batch order by batch_no desc limit 1) last on true
       left join audit_event event on event.transaction_id >= coalesce(last.sealed_before, 0)
                                  and not exists (select 1 from audit_leaf where audit_leaf.event_id = event.id)
      group by 1, 2, 3`,
  )
  return {
    sealed: Number(row?.tree_size ?? 0),
    batches: row?.batch_no == null ? 0 : Number(row.batch_no) + 1,
    lastSealedAt: row?.sealed_at ?? null,
    oldestUnsealedMs: Math.max(0, Number(row?.unsealed_ms ?? 0)),
  }
}
