import 'server-only'
import { leafHash } from '@/lib/audit/leaf'
import { Frontier } from '@/lib/audit/merkle'
import { type BatchRow, batchesOf, headOf, leavesOf, type SealedRow } from '@/lib/audit/read-sealed'
import { rowHash } from '@/lib/audit/record'
import { SignatureWatch } from '@/lib/audit/signature-watch'
import { type Head, hashHead } from '@/lib/audit/signing'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import type { Fault, FirstBad, Verification } from '@/lib/audit/verify'
import type { Sql } from '@/lib/db'

/** No transaction of ours lives this long: what lies further back than the batch before was put there afterwards. */
export const LATE_MS = 10 * 60_000
const NO_HEAD = Buffer.alloc(32)

type Found = { fault: Fault; batchNo: number; firstLeaf: number } | { bad: FirstBad }

/** Everything that a batch covers, from the first event on. */
export async function verifySealed(sql: Sql, result: Verification): Promise<FirstBad | null> {
  const watch = new SignatureWatch(await trustedKeys(sql))
  const found = await walk(sql, result, watch)
  // Signatures that still wait belong to batches before whatever was found.
  const unsigned = watch.settle()
  if (unsigned) {
    const { head, firstLeaf } = unsigned
    result.count = firstLeaf
    result.batches = head.batchNo
    return located(sql, { fault: 'signature_invalid', batchNo: head.batchNo, firstLeaf })
  }
  if (found) return 'bad' in found ? found.bad : located(sql, found)
  return strayLeaf(sql)
}

async function walk(sql: Sql, result: Verification, watch: SignatureWatch): Promise<Found | null> {
  const tree = new Frontier(0, [])
  const leaves = new Row(leavesOf(sql))
  let previous: Head | null = null
  for await (const page of batchesOf(sql)) {
    for (const batch of page) {
      const [firstLeaf, head] = [tree.size, headOf(batch)]
      const bad = await verifyLeaves(leaves, tree, batch, previous)
      if (bad) return bad
      const fault = faultOfHead(head, tree, previous, result.batches, watch)
      if (fault) return { fault, batchNo: head.batchNo, firstLeaf }
      const unsigned = watch.add({ head, signature: batch.signature, firstLeaf })
      if (unsigned) return { fault: 'signature_invalid', batchNo: unsigned.head.batchNo, firstLeaf: unsigned.firstLeaf }
      result.count = tree.size
      result.batches += 1
      previous = head
    }
  }
  return null
}

function faultOfHead(
  head: Head,
  tree: Frontier,
  previous: Head | null,
  expectedNo: number,
  watch: SignatureWatch,
): Fault | null {
  if (head.batchNo !== expectedNo) return 'chain_broken'
  if (tree.size === 0 || !tree.root().equals(head.root)) return 'root_differs'
  if (!head.previous.equals(previous ? hashHead(previous) : NO_HEAD)) return 'chain_broken'
  return watch.knows(head.keyId) ? null : 'key_unknown'
}

/** One row after the other, out of pages. */
class Row {
  readonly #pages: AsyncGenerator<SealedRow[]>
  #page: SealedRow[] = []
  #at = 0

  constructor(pages: AsyncGenerator<SealedRow[]>) {
    this.#pages = pages
  }

  /** Without waiting while the page lasts. */
  next(): SealedRow | undefined {
    const row = this.#page[this.#at]
    this.#at += 1
    return row
  }

  async turn(): Promise<boolean> {
    const { value } = await this.#pages.next()
    this.#page = value ?? []
    this.#at = 0
    return this.#page.length > 0
  }
}

async function verifyLeaves(
  leaves: Row,
  tree: Frontier,
  batch: BatchRow,
  previous: Head | null,
): Promise<Found | null> {
  const [size, batchNo] = [Number(batch.tree_size), Number(batch.batch_no)]
  while (tree.size < size) {
    const row = leaves.next() ?? ((await leaves.turn()) ? leaves.next() : undefined)
    if (!row) return { fault: 'leaf_missing', batchNo, firstLeaf: tree.size }
    const fault = faultOfLeaf(row, tree.size, batchNo, previous)
    if (fault)
      return { bad: { fault, seq: row.seq, id: row.event_id, occurredAt: row.occurred_at.toISOString(), batchNo } }
    tree.append(row.leaf_hash)
  }
  return null
}

function faultOfLeaf(row: SealedRow, expectedNo: number, batchNo: number, previous: Head | null): Fault | null {
  if (Number(row.leaf_no) !== expectedNo) return 'leaf_missing'
  if (Number(row.batch_no) !== batchNo) return 'leaf_changed'
  if (!row.event) return 'missing'
  const { seq, occurred_at: occurredAt, row_hash: written, ...content } = row.event
  if (rowHash(content) !== written || seq !== row.seq) return 'edited'
  if (!leafHash({ eventId: row.event_id, seq, occurredAt, rowHash: written }).equals(row.leaf_hash)) return 'edited'
  return previous && row.occurred_at.getTime() < previous.sealedAt.getTime() - LATE_MS ? 'late' : null
}

type Place = { seq: string; event_id: string; occurred_at: Date }

async function located(
  sql: Sql,
  { fault, batchNo, firstLeaf }: { fault: Fault; batchNo: number; firstLeaf: number },
): Promise<FirstBad> {
  const [row] = await sql<Place>(
    'select seq, event_id, occurred_at from audit_leaf where leaf_no >= $1 order by leaf_no limit 1',
    [firstLeaf],
  )
  if (row) return { fault, batchNo, seq: row.seq, id: row.event_id, occurredAt: row.occurred_at.toISOString() }
  return { fault, batchNo, seq: await seqAfterLast(sql), id: null, occurredAt: null }
}

/** What is gone from the end began with the number after the last one still sealed. */
export async function seqAfterLast(sql: Sql): Promise<string> {
  const [last] = await sql<{ seq: string }>('select seq from audit_leaf order by leaf_no desc limit 1')
  return last ? String(BigInt(last.seq) + 1n) : '1'
}

/** A leaf that no batch covers is what is left of batches that were cut off. */
async function strayLeaf(sql: Sql): Promise<FirstBad | null> {
  const [stray] = await sql<Place>(
    `select seq, event_id, occurred_at from audit_leaf
      where leaf_no >= coalesce((select tree_size from audit_batch order by batch_no desc limit 1), 0)
      order by leaf_no limit 1`,
  )
  return stray
    ? {
        fault: 'tail_missing',
        seq: stray.seq,
        id: stray.event_id,
        occurredAt: stray.occurred_at.toISOString(),
        batchNo: null,
      }
    : null
}
