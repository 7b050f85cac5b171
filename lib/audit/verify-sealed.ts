import 'server-only'
import { hash } from 'node:crypto'
import type { WrittenHead } from '@/lib/audit/heads'
import { KeptHashes } from '@/lib/audit/kept-hashes'
import { isoOf, leafText } from '@/lib/audit/leaf'
import { Frontier, hashLeaf } from '@/lib/audit/merkle'
import { endOfBatches, headsOf, leavesOf, type SealedRow } from '@/lib/audit/read-sealed'
import { RetiredMonths } from '@/lib/audit/retired'
import { isSigned, textOfWords } from '@/lib/audit/signing'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import type { Fault, FirstBad, Verification } from '@/lib/audit/verify'
import type { Sql } from '@/lib/db'

/** No transaction of ours lives this long: what lies further back than the batch before was put there afterwards. */
export const LATE_MS = 10 * 60_000
const NO_HEAD = Buffer.alloc(32).toString('base64')
/**
 * A head carries the hash of the one before, and a root speaks for every leaf before it: one good head in so many, the
 * last under each key and the last of all vouch for those between.
 */
const STRIDE = 256

type Found = { fault: Fault; batchNo: number; firstLeaf: number } | { bad: FirstBad }
type Progress = Pick<Verification, 'count' | 'batches' | 'retired'>

/** Everything that a batch covers, from the first event on. What does not hold is looked for again, head by head. */
export async function verifySealed(sql: Sql, result: Verification): Promise<FirstBad | null> {
  const end = await endOfBatches(sql)
  const keys = await trustedKeys(sql)
  const quick = await walk(sql, result, { keys, end, stride: STRIDE })
  const found = quick && ((await walk(sql, result, { keys, end, stride: 1 })) ?? quick)
  if (!found) return strayLeaf(sql)
  return 'bad' in found ? found.bad : located(sql, found)
}

type Walk = { keys: ReadonlyMap<string, Buffer>; end: number; stride: number }

async function walk(sql: Sql, progress: Progress, how: Walk): Promise<Found | null> {
  const leaves = new Row(leavesOf())
  try {
    return await walkBatches(sql, progress, leaves, how)
  } finally {
    await leaves.close()
  }
}

async function walkBatches(
  sql: Sql,
  progress: Progress,
  leaves: Row,
  { keys, end, stride }: Walk,
): Promise<Found | null> {
  const tree = new Frontier(0, [])
  const retired = await RetiredMonths.read(sql, keys)
  const kept = new KeptHashes()
  let last: { head: WrittenHead; text: string; firstLeaf: number; isChecked: boolean } | null = null
  Object.assign(progress, { count: 0, batches: 0 })
  const check = ({ head, text, firstLeaf }: NonNullable<typeof last>): Found | null => {
    const fault = faultOfHead(head, text, tree, keys)
    return fault && { fault, batchNo: head.batchNo, firstLeaf }
  }
  for await (const heads of headsOf(end)) {
    for (const head of heads) {
      const firstLeaf = tree.size
      const isNewKey = last !== null && last.head.keyId !== head.keyId
      const unchecked: Found | null = last && isNewKey && !last.isChecked ? check(last) : null
      if (unchecked) return unchecked
      const bad = await verifyLeaves(leaves, { tree, kept, retired }, head, last?.head ?? null)
      if (bad) return bad
      const place = { batchNo: head.batchNo, firstLeaf }
      const previous: string = last ? hash('sha256', last.text, 'base64') : NO_HEAD
      if (head.batchNo !== progress.batches) return { fault: 'chain_broken', ...place }
      last = { head, text: textOfWords(head), firstLeaf, isChecked: head.batchNo % stride === stride - 1 }
      if (stride === 1 && rootDiffers(head, tree)) return { fault: 'root_differs', ...place }
      if (head.previous !== previous) return { fault: 'chain_broken', ...place }
      if (!keys.has(head.keyId)) return { fault: 'key_unknown', ...place }
      const wrong: Found | null = last.isChecked ? check(last) : null
      if (wrong) return wrong
      progress.count = tree.size
      progress.batches += 1
    }
  }
  const wrong: Found | null = last && !last.isChecked ? check(last) : null
  if (wrong) return wrong
  const differing = retired.differing()
  if (differing) return { fault: 'retired_differs', batchNo: progress.batches - 1, firstLeaf: differing.firstLeaf }
  if (retired.spans().length > 0) progress.retired = retired.spans()
  return differingHash(sql, await kept.differing(sql, tree, end))
}

async function differingHash(sql: Sql, leafNo: number | null): Promise<Found | null> {
  if (leafNo === null) return null
  const [leaf] = await sql<{ batch_no: string }>('select batch_no from audit_leaf where leaf_no = $1', [leafNo])
  return { fault: 'node_differs', batchNo: Number(leaf?.batch_no ?? 0), firstLeaf: leafNo }
}

const rootDiffers = (head: WrittenHead, tree: Frontier): boolean =>
  tree.size === 0 || tree.root().toString('base64') !== head.root

function faultOfHead(head: WrittenHead, text: string, tree: Frontier, keys: ReadonlyMap<string, Buffer>): Fault | null {
  if (rootDiffers(head, tree)) return 'root_differs'
  const key = keys.get(head.keyId)
  if (!key) return 'key_unknown'
  return isSigned(key, text, Buffer.from(head.signature, 'base64')) ? null : 'signature_invalid'
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

  close = (): Promise<unknown> => this.#pages.return(undefined)
}

type Grown = { tree: Frontier; kept: KeptHashes; retired: RetiredMonths }

async function verifyLeaves(
  leaves: Row,
  { tree, kept, retired }: Grown,
  { batchNo, treeSize, sealedAt }: WrittenHead,
  previous: WrittenHead | null,
): Promise<Found | null> {
  // Where the clock was put back between two batches, the later one tells how late it was.
  const notBefore = previous && previous.sealedAt > sealedAt ? sealedAt : (previous?.sealedAt ?? null)
  while (tree.size < treeSize) {
    const row = leaves.next() ?? ((await leaves.turn()) ? leaves.next() : undefined)
    if (!row) return { fault: 'leaf_missing', batchNo, firstLeaf: tree.size }
    const fault = faultOfLeaf(row, tree.size, batchNo, notBefore, retired)
    if (fault) return { bad: { fault, seq: row.seq, id: row.eventId, occurredAt: row.at, batchNo } }
    kept.see(tree.append(row.leafHash))
  }
  return null
}

function faultOfLeaf(
  row: SealedRow,
  expectedNo: number,
  batchNo: number,
  notBefore: string | null,
  retired: RetiredMonths,
): Fault | null {
  if (row.leafNo !== expectedNo) return 'leaf_missing'
  if (row.batchNo !== batchNo) return 'leaf_changed'
  if (!row.event && retired.take(row)) return null
  const fault = faultOfEvent(row)
  if (fault) return fault
  return notBefore !== null && row.at < notBefore && isLate(row.at, notBefore) ? 'late' : null
}

/** Whether the event is there and is the one its leaf was made of. */
export function faultOfEvent({ event, eventId, seq, at, leafHash }: SealedRow): 'missing' | 'edited' | null {
  if (!event) return 'missing'
  if (event.contentHash !== event.rowHash || event.seq !== seq) return 'edited'
  return hashLeaf(leafText(eventId, seq, at, event.rowHash)).equals(leafHash) ? null : 'edited'
}

const isLate = (at: string, sealedAt: string): boolean => Date.parse(at) < Date.parse(sealedAt) - LATE_MS

type Place = { seq: string; event_id: string; occurred_at: Date | number }

async function located(
  sql: Sql,
  { fault, batchNo, firstLeaf }: { fault: Fault; batchNo: number; firstLeaf: number },
): Promise<FirstBad> {
  const [row] = await sql<Place>(
    'select seq, event_id, occurred_at from audit_leaf where leaf_no >= $1 order by leaf_no limit 1',
    [firstLeaf],
  )
  if (row) return { fault, batchNo, seq: row.seq, id: row.event_id, occurredAt: isoOf(row.occurred_at) }
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
  if (!stray) return null
  const { seq, event_id: id, occurred_at: at } = stray
  return { fault: 'tail_missing', seq, id, occurredAt: isoOf(at), batchNo: null }
}
