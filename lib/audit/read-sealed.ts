import 'server-only'
import { columns } from '@/lib/audit/record'
import type { Head } from '@/lib/audit/signing'
import type { Sql } from '@/lib/db'

/** A leaf and the event it stands for, as far as that is still there. */
export type SealedRow = {
  leaf_no: string
  batch_no: string
  event_id: string
  seq: string
  occurred_at: Date
  leaf_hash: Buffer
  event: (Record<string, unknown> & { seq: string; occurred_at: Date; row_hash: string }) | undefined
}
export type BatchRow = {
  batch_no: string
  tree_size: string
  root: Buffer
  previous: Buffer
  sealed_at: Date
  key_id: string
  signature: Buffer
}

export const headOf = (row: BatchRow): Head => ({
  batchNo: Number(row.batch_no),
  treeSize: Number(row.tree_size),
  root: row.root,
  previous: row.previous,
  sealedAt: row.sealed_at,
  keyId: row.key_id,
})

const PAGE = 2_000

/** Reads the page after while the one before is looked at. */
async function* ahead<Row>(
  read: (after: number) => Promise<Row[]>,
  numberOf: (row: Row) => number,
): AsyncGenerator<Row[]> {
  for (let coming = read(-1); ; ) {
    const rows = await coming
    const last = rows.at(-1)
    if (!last) return
    coming = read(numberOf(last))
    // Whoever stops half-way leaves it unread.
    coming.catch(() => undefined)
    yield rows
  }
}

/** Every batch, a page at a time, in the order of its number. */
export const batchesOf = (sql: Sql, after = -1): AsyncGenerator<BatchRow[]> =>
  ahead(
    (from) =>
      sql<BatchRow>(
        `select batch_no, tree_size, root, previous, sealed_at, key_id, signature from audit_batch
          where batch_no > $1 order by batch_no limit ${PAGE}`,
        [Math.max(from, after)],
      ),
    (row) => Number(row.batch_no),
  )

/** Every leaf with its event, a page at a time, in the order of its number. */
export const leavesOf = (sql: Sql): AsyncGenerator<SealedRow[]> =>
  ahead(
    (from) => readLeaves(sql, from),
    (row) => Number(row.leaf_no),
  )

const eventColumns = columns.map((column) => `event.${column}`).join(', ')

async function readLeaves(sql: Sql, after: number): Promise<SealedRow[]> {
  const leaves = await sql<Omit<SealedRow, 'event'>>(
    `select leaf_no, batch_no, event_id, seq, occurred_at, leaf_hash from audit_leaf
      where leaf_no > $1 order by leaf_no limit ${PAGE}`,
    [after],
  )
  // Key by key: each finds its month, and nothing else of it is read.
  const events = await sql<NonNullable<SealedRow['event']> & { id: string }>(
    `select ${eventColumns}, event.seq, event.occurred_at
       from unnest($1::timestamptz[], $2::uuid[]) as leaf(occurred_at, id)
       cross join lateral (select * from audit_event where occurred_at = leaf.occurred_at and id = leaf.id offset 0) event`,
    [leaves.map((leaf) => leaf.occurred_at), leaves.map((leaf) => leaf.event_id)],
  )
  const found = new Map(events.map((event) => [event.id, event]))
  return leaves.map((leaf) => ({ ...leaf, event: found.get(leaf.event_id) }))
}
