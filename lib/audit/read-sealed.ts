import 'server-only'
import { copyRows } from '@/lib/audit/arriving-rows'
import { Fields } from '@/lib/audit/fields'
import type { WrittenHead } from '@/lib/audit/heads'
import { contentColumns, contentHash } from '@/lib/audit/row-hash'
import type { Sql } from '@/lib/db'

/** A leaf, and what there is of the event it stands for. Times are ISO strings. */
export type SealedRow = {
  leafNo: number
  batchNo: number
  eventId: string
  seq: string
  at: string
  leafHash: Buffer
  /** Null when the event is gone. */
  event: { seq: string; rowHash: string; contentHash: string } | null
}

const PAGE = 2_000
/** Leaves asked for at once, about a second's worth: no month can go while they are read. */
const STRETCH = 50_000

/** Every head below `end`, a page at a time, in the order of its number. */
export async function* headsOf(end: number): AsyncGenerator<WrittenHead[]> {
  for (let after = -1; ; ) {
    const heads = await readHeads(`batch_no > ${after} and batch_no < ${end} order by batch_no limit ${PAGE}`)
    const last = heads.at(-1)
    if (!last) return
    yield heads
    after = last.batchNo
  }
}

/** The heads in the database that a condition names, as they stand on disk. */
export async function readHeads(which: string): Promise<WrittenHead[]> {
  const heads: WrittenHead[] = []
  const query = `select batch_no, tree_size, root, previous, sealed_at, key_id, signature from audit_batch where ${which}`
  for await (const rows of copyRows(query)) heads.push(...rows.map(toHead))
  return heads
}

function toHead(bytes: Buffer): WrittenHead {
  const fields = new Fields(bytes)
  return {
    batchNo: fields.take().bigint,
    treeSize: fields.take().bigint,
    root: fields.take().base64,
    previous: fields.take().base64,
    sealedAt: fields.take().time,
    keyId: fields.take().text,
    signature: fields.take().base64,
  }
}

/** One past the newest batch: what is sealed while a verification runs is the next one's. */
export async function endOfBatches(sql: Sql): Promise<number> {
  const [last] = await sql<{ batch_no: string }>('select batch_no from audit_batch order by batch_no desc limit 1')
  return last ? Number(last.batch_no) + 1 : 0
}

/** Every leaf with its event, some at a time, in the order of their numbers. */
export async function* leavesOf(): AsyncGenerator<SealedRow[]> {
  for (let from = 0; ; from += STRETCH) {
    let isEmpty = true
    for await (const rows of readLeaves(`leaf_no >= ${from} and leaf_no < ${from + STRETCH}`)) {
      isEmpty = false
      yield rows
    }
    if (isEmpty) return
  }
}

/** As `leavesOf`, those whose events happened in a stretch of time. */
export const leavesOfMonth = (begin: Date, end: Date): AsyncGenerator<SealedRow[]> =>
  readLeaves(`occurred_at >= '${begin.toISOString()}' and occurred_at < '${end.toISOString()}'`)

/** As `leavesOf`, those of some numbers. */
export const leavesAt = (numbers: readonly number[]): AsyncGenerator<SealedRow[]> =>
  readLeaves(`leaf_no = any('{${numbers.join(',')}}'::bigint[])`)

/** The limit makes PostgreSQL look up one event after the other, so that it neither joins nor sorts before the first is there. */
async function* readLeaves(which: string): AsyncGenerator<SealedRow[]> {
  const rows = copyRows(
    `select leaf.leaf_no, leaf.batch_no, leaf.event_id, leaf.seq, leaf.occurred_at, leaf.leaf_hash,
            event.seq, event.row_hash, ${contentColumns('event')}
       from (select * from audit_leaf where ${which} order by leaf_no) leaf
       left join lateral (
         select * from audit_event where id = leaf.event_id and occurred_at = leaf.occurred_at limit 1
       ) event on true`,
  )
  for await (const some of rows) yield some.map(toSealedRow)
}

function toSealedRow(bytes: Buffer): SealedRow {
  const fields = new Fields(bytes)
  return {
    leafNo: fields.take().bigint,
    batchNo: fields.take().bigint,
    eventId: fields.take().uuid,
    seq: String(fields.take().bigint),
    at: fields.take().time,
    leafHash: fields.take().copy,
    event: fields.take().isNull
      ? null
      : { seq: String(fields.bigint), rowHash: fields.take().text, contentHash: contentHash(fields) },
  }
}
