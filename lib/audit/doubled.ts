import 'server-only'
import { isoOf } from '@/lib/audit/leaf'
import type { FirstBad } from '@/lib/audit/verify'
import type { Sql } from '@/lib/db'

/**
 * A leaf stands for one event. That there is no second one of the same id and time is what the unique key of each month
 * keeps; only where somebody has taken that away are the events held against each other.
 */
export async function findDoubled(sql: Sql): Promise<FirstBad | null> {
  const unguarded = await sql(
    `select 1 from pg_inherits month
      where month.inhparent = 'audit_event'::regclass
        and not exists (
          select 1 from pg_index key
           where key.indrelid = month.inhrelid and key.indisunique and key.indisvalid and key.indisready
             and key.indpred is null and key.indexprs is null and key.indnkeyatts = 2
             and (select array_agg(attname::text order by attname) from pg_attribute
                   where attrelid = month.inhrelid and attnum = any (key.indkey)) = '{id,occurred_at}')
      limit 1`,
  )
  if (unguarded.length === 0) return null
  const [doubled] = await sql<{ seq: string; id: string; at: Date | number; batch_no: string | null }>(
    `select event.seq, event.id, event.occurred_at as at, leaf.batch_no
       from audit_event event
       join (select id, occurred_at from audit_event group by 1, 2 having count(*) > 1) twice using (id, occurred_at)
       left join audit_leaf leaf on leaf.event_id = event.id
      order by event.occurred_at, event.seq = leaf.seq, event.seq limit 1`,
  )
  if (!doubled) return null
  const { seq, id, at, batch_no: batchNo } = doubled
  return { fault: 'inserted', seq, id, occurredAt: isoOf(at), batchNo: batchNo === null ? null : Number(batchNo) }
}
