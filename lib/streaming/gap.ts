import 'server-only'
import { preparedSql as sql } from '@/lib/db'
import type { StreamedEvent } from '@/lib/streaming/read-batch'

/** What the seal still knows of an event that is no longer there. */
export type Leaf = { leaf: number; eventId: string; seq: string; at: Date }

const told = {
  actor: { type: 'system', id: 'stream', name: 'stream' },
  target: { type: 'system', id: 'log', name: 'log' },
}

/** Stands for an event that is gone although its month is not: somebody took it out of the database. */
export const toMissing = ({ leaf, eventId, seq, at }: Leaf): StreamedEvent => ({
  leaf,
  line: {
    id: `audit.missing:${leaf}`,
    seq,
    leaf,
    occurredAt: at.toISOString(),
    phase: 'panic',
    action: 'audit.missing',
    outcome: 'failed',
    ...told,
    detail: { eventId },
  },
})

/** Stands for a run of events that left with their month. */
export const toRetired = ({ leaf, seq, at }: Leaf, next: number, month: string): StreamedEvent => ({
  leaf,
  line: {
    id: `audit.retired:${leaf}-${next - 1}`,
    seq,
    leaf,
    occurredAt: at.toISOString(),
    phase: 'note',
    action: 'audit.retired',
    outcome: 'succeeded',
    ...told,
    detail: { month, firstLeaf: leaf, lastLeaf: next - 1, count: next - leaf },
  },
})

/** The leaf behind a run of leaves of one month, before `end` where there is one. */
export async function endOfRun(leaf: number, month: string, end: number | null): Promise<number> {
  const [row] = await sql<{ next: string }>(
    `select coalesce((select leaf_no from audit_leaf
                       where leaf_no > $1 and leaf_no < $2 and to_char(occurred_at at time zone 'UTC', 'YYYY-MM') <> $3
                       order by leaf_no limit 1),
                     (select max(leaf_no) + 1 from audit_leaf where leaf_no < $2)) as next`,
    [leaf, end ?? Number.MAX_SAFE_INTEGER, month],
  )
  return Number(row?.next ?? leaf + 1)
}
