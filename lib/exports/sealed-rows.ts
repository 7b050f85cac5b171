import 'server-only'
import { queryRows } from '@/lib/audit/arriving-rows'
import { toConditions } from '@/lib/audit/conditions'
import type { AuditFilter } from '@/lib/audit/filter'
import { sql } from '@/lib/db'

/** So many rows PostgreSQL sorts in its memory. */
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
 * The events that fit, in the order they were sealed, among the first `treeSize` leaves. Asked for a stretch of the log at a
 * time: short where much fits, long where little does. PostgreSQL looks for one while the one before is written.
 */
export async function* sealedRows<Row = object>(
  filter: AuditFilter,
  treeSize: number,
  read: ReadAs,
): AsyncGenerator<RowWindow<Row>> {
  let leaves = FIRST_LEAVES
  const begin = (from: number) => {
    const to = Math.min(treeSize, from + leaves)
    const rows = readStretch<Row>(filter, from, to, read)
    const first = rows.next()
    // Whoever stops half-way leaves it unread.
    first.catch(() => undefined)
    return { to, rows, first }
  }
  let present: ReturnType<typeof begin> | null = null
  let coming = treeSize > 0 ? begin(0) : null
  try {
    while (coming) {
      present = coming
      const { to, rows, first } = coming
      let count = 0
      let some = await first
      coming = to < treeSize ? begin(to) : null
      for (; !some.done; some = await rows.next()) {
        count += some.value.length
        yield { rows: some.value, scanned: Number(some.value.at(-1)?.leaf_no ?? 0) + 1 }
      }
      yield { rows: [], scanned: to }
      if (count > MOST_ROWS / 2) leaves = Math.max(FIRST_LEAVES, Math.round(leaves / 2))
      else if (count < MOST_ROWS / 8) leaves = Math.min(MOST_LEAVES, leaves * 2)
    }
  } finally {
    await Promise.all([present, coming].map((stretch) => stretch?.rows.return(undefined)))
  }
}

async function* readStretch<Row>(
  filter: AuditFilter,
  from: number,
  to: number,
  read: ReadAs,
): AsyncGenerator<Sealed<Row>[]> {
  const [ends] = await sql<{ first: Date | null; last: Date | null }>(
    'select min(occurred_at) as first, max(occurred_at) as last from audit_leaf where leaf_no >= $1 and leaf_no < $2',
    [from, to],
  )
  if (!ends?.first || !ends.last) return
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
      order by leaf.leaf_no`
  yield* queryRows<Sealed<Row>>({ text, values, ...(read.isText ? { types: asText } : {}) })
}

const asText = { getTypeParser: () => (value: string) => value }
