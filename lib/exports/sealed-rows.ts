import 'server-only'
import { setImmediate } from 'node:timers/promises'
import { toConditions } from '@/lib/audit/conditions'
import type { AuditFilter } from '@/lib/audit/filter'
import { pool, sql } from '@/lib/db'

/** Rows held at a time. */
const MOST_ROWS = 2_000
const FIRST_LEAVES = 2_000
const MOST_LEAVES = 256_000

/** Columns of `event` and `operation`. As text, the driver parses nothing: an export of a million rows is mostly that. */
export type ReadAs = { columns: string; isText: boolean }
export type Sealed<Row> = Row & { leaf_no: string }
export type RowWindow<Row> = {
  rows: Sealed<Row>[]
  /** Leaves looked at so far. */
  scanned: number
}

/**
 * The events that fit, in the order they were sealed, among the first `treeSize` leaves. Read a stretch of the log at a
 * time: short where much fits, long where little does. One stretch is fetched while the one before is written.
 */
export async function* sealedRows<Row = object>(
  filter: AuditFilter,
  treeSize: number,
  read: ReadAs,
): AsyncGenerator<RowWindow<Row>> {
  let leaves = FIRST_LEAVES
  const readFrom = async (from: number): Promise<RowWindow<Row>> => {
    const to = Math.min(treeSize, from + leaves)
    const rows = await readStretch<Row>(filter, from, to, read)
    if (rows.length > MOST_ROWS / 2) leaves = Math.max(FIRST_LEAVES, Math.round(leaves / 2))
    else if (rows.length < MOST_ROWS / 8) leaves = Math.min(MOST_LEAVES, leaves * 2)
    const last = rows.at(-1)
    return { rows, scanned: rows.length === MOST_ROWS && last ? Number(last.leaf_no) + 1 : to }
  }
  let coming: Promise<RowWindow<Row>> | null = treeSize > 0 ? readFrom(0) : null
  while (coming) {
    const window: RowWindow<Row> = await coming
    coming = window.scanned < treeSize ? readFrom(window.scanned) : null
    // Whoever stops half-way leaves it unread.
    coming?.catch(() => undefined)
    // The question leaves this process only when the work stands still for a moment.
    await setImmediate()
    yield window
  }
}

async function readStretch<Row>(filter: AuditFilter, from: number, to: number, read: ReadAs): Promise<Sealed<Row>[]> {
  const [ends] = await sql<{ first: Date | null; last: Date | null }>(
    'select min(occurred_at) as first, max(occurred_at) as last from audit_leaf where leaf_no >= $1 and leaf_no < $2',
    [from, to],
  )
  if (!ends?.first || !ends.last) return []
  const conditions = toConditions(filter)
  conditions.add((first, last) => `occurred_at between ${first} and ${last}`, ends.first, ends.last)
  const { values } = conditions
  const place = (value: unknown) => `$${values.push(value)}`
  const text = `select ${read.columns}, leaf.leaf_no
       from audit_leaf leaf
       join (select * from audit_event ${conditions.where}) event
         on event.occurred_at = leaf.occurred_at and event.id = leaf.event_id
       left join operation on operation.id = event.operation_id
      where leaf.leaf_no >= ${place(from)} and leaf.leaf_no < ${place(to)}
      order by leaf.leaf_no limit ${MOST_ROWS}`
  const found = await pool.query({ text, values, ...(read.isText ? { types: asText } : {}) })
  return found.rows as Sealed<Row>[]
}

const asText = { getTypeParser: () => (value: string) => value }
