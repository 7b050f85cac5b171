import 'server-only'
import type { WrittenHead } from '@/lib/audit/heads'
import { columns } from '@/lib/audit/record'
import type { Sql } from '@/lib/db'

/** A leaf, and the event it stands for unless that is gone. Times are as PostgreSQL writes them, see `toIso`. */
export type SealedRow = {
  leaf_no: string
  batch_no: string
  event_id: string
  seq: string
  at: string
  leaf_hash: Buffer
  event?: EventRow | undefined
}
export type EventRow = { id: string; seq: string; at: string; row_hash: string } & Record<string, unknown>

/** A head as it stands in the database; hashes and signature in base64, as heads on disk have them. */
export type BatchRow = {
  batch_no: string
  tree_size: string
  root: string
  previous: string
  sealed_at: string
  key_id: string
  signature: string
}

export const headOf = (row: BatchRow): WrittenHead => ({
  batchNo: Number(row.batch_no),
  treeSize: Number(row.tree_size),
  root: row.root,
  previous: row.previous,
  sealedAt: toIso(row.sealed_at),
  keyId: row.key_id,
  signature: row.signature,
})

const PAGE = 2_000
const FAR = new Date('9999-01-01')
/** To the millisecond and without its zone; `toIso` gives it back the form that is hashed. */
const plain = (column: string) => `(${column} at time zone 'UTC')::text`
export const toIso = (text: string): string =>
  `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20).padEnd(3, '0')}Z`
/** PostgreSQL breaks base64 into lines. */
const base64 = (column: string) => `translate(encode(${column}, 'base64'), E'\n', '')`

export const BATCH_COLUMNS = `batch_no, tree_size, ${base64('root')} as root, ${base64('previous')} as previous,
  ${plain('sealed_at')} as sealed_at, key_id, ${base64('signature')} as signature`

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

/** Every batch below `end`, a page at a time, in the order of its number. */
export const batchesOf = (sql: Sql, end: number): AsyncGenerator<BatchRow[]> =>
  ahead(
    (after) =>
      sql<BatchRow>(
        `select ${BATCH_COLUMNS} from audit_batch where batch_no > $1 and batch_no < $2 order by batch_no limit ${PAGE}`,
        [after, end],
      ),
    (row) => Number(row.batch_no),
  )

/** One past the newest batch: what is sealed while a verification runs is the next one's. */
export async function endOfBatches(sql: Sql): Promise<number> {
  const [last] = await sql<{ batch_no: string }>('select batch_no from audit_batch order by batch_no desc limit 1')
  return last ? Number(last.batch_no) + 1 : 0
}

/** Lists come as the JSON text that is hashed. */
const eventColumns = columns
  .map((column) =>
    column === 'changed_keys' || column === 'search_tokens'
      ? `to_json(event.${column})::text as ${column}`
      : `event.${column}`,
  )
  .join(', ')
const EVENTS = `select event.seq, ${plain('event.occurred_at')} as at, ${eventColumns} from audit_event event`

/** Every leaf with its event, a page at a time, in the order of its number. */
export const leavesOf = (sql: Sql): AsyncGenerator<SealedRow[]> => leavesOfMonth(sql, new Date(0), FAR)

/** As `leavesOf`, only those whose events happened in a stretch of time. */
export const leavesOfMonth = (sql: Sql, begin: Date, end: Date): AsyncGenerator<SealedRow[]> =>
  ahead(
    (after) => readLeaves(sql, after, begin, end),
    (row) => Number(row.leaf_no),
  )

/** Leaves follow each other nearly as their events did, so that a stretch of time holds a page's events, or most of them. */
async function readLeaves(sql: Sql, after: number, begin: Date, end: Date): Promise<SealedRow[]> {
  const leaves = await sql<SealedRow>(
    `select leaf_no, batch_no, event_id, seq, ${plain('occurred_at')} as at, leaf_hash from audit_leaf
      where leaf_no > $1 and occurred_at >= $2 and occurred_at < $3 order by leaf_no limit ${PAGE}`,
    [after, begin, end],
  )
  let [from, until] = [leaves[0]?.at ?? '', '']
  for (const { at } of leaves) {
    if (at < from) from = at
    if (at > until) until = at
  }
  if (leaves.length === 0) return []
  const found = new Map<string, EventRow>()
  const take = (rows: readonly EventRow[]) => {
    for (const row of rows) found.set(`${row.id}${row.at}`, row)
  }
  take(
    await sql<EventRow>(`${EVENTS} where occurred_at >= $1 and occurred_at <= $2 limit ${PAGE * 2}`, [
      `${from}Z`,
      `${until}Z`,
    ]),
  )
  for (const leaf of leaves) leaf.event = found.get(leaf.event_id + leaf.at)
  const apart = leaves.filter((leaf) => !leaf.event)
  if (apart.length > 0) {
    take(
      await sql<EventRow>(
        `${EVENTS} where (occurred_at, id) in (select * from unnest($1::timestamptz[], $2::uuid[]))
                     and occurred_at >= $3 and occurred_at <= $4`,
        [apart.map((leaf) => `${leaf.at}Z`), apart.map((leaf) => leaf.event_id), `${from}Z`, `${until}Z`],
      ),
    )
    for (const leaf of apart) leaf.event = found.get(leaf.event_id + leaf.at)
  }
  return leaves
}
