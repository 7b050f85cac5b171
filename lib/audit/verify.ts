import 'server-only'
import { compareHeads } from '@/lib/audit/compare-heads'
import { leafHash } from '@/lib/audit/leaf'
import { Frontier } from '@/lib/audit/merkle'
import { columns, rowHash } from '@/lib/audit/record'
import { type Head, hashHead, headText, isSigned } from '@/lib/audit/signing'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import type { Sql } from '@/lib/db'

export type Fault =
  | 'edited'
  | 'missing'
  | 'inserted'
  | 'leaf_changed'
  | 'leaf_missing'
  | 'late'
  | 'root_differs'
  | 'chain_broken'
  | 'signature_invalid'
  | 'key_unknown'
  | 'tail_missing'
  | 'head_differs'

export type FirstBad = {
  fault: Fault
  /** The event's sequence number; for what is missing, the one it had. Null where only the batch is known. */
  seq: string | null
  id: string | null
  occurredAt: string | null
  batchNo: number | null
}

export type Verification = {
  /** Events found to be what was written and sealed. */
  count: number
  /** Written in the last moments: their own hash holds, no batch covers them yet. */
  unsealed: number
  batches: number
  /** Heads found outside the database. */
  headsCompared: number
  firstBad: FirstBad | null
}

const PAGE = 2_000
/** No transaction of ours lives this long: what lies further back than the batch before was put there afterwards. */
const LATE_MS = 10 * 60_000
const NO_HEAD = Buffer.alloc(32)

type EventColumns = Record<string, unknown> & { id: string | null; seq: string; occurred_at: Date; row_hash: string }
type LeafRow = EventColumns & {
  leaf_no: string
  leaf_batch: string
  leaf_event: string
  leaf_seq: string
  leaf_at: Date
  leaf_hash: Buffer
}
type BatchRow = {
  batch_no: string
  tree_size: string
  root: Buffer
  previous: Buffer
  sealed_at: Date
  key_id: string
  signature: Buffer
}

/**
 * Recomputes everything: each event's hash, each leaf, the tree, every head and its signature, and the heads written
 * outside the database. Stops at the first thing that is not what was written. Memory stays flat.
 */
export async function verifyEvents(sql: Sql): Promise<Verification> {
  const result: Verification = { count: 0, unsealed: 0, batches: 0, headsCompared: 0, firstBad: null }
  result.firstBad = (await verifySealed(sql, result)) ?? (await verifyUnsealed(sql, result))
  if (!result.firstBad) {
    const { compared, firstBad } = await compareHeads(sql)
    result.headsCompared = compared
    result.firstBad = firstBad
  }
  return result
}

async function verifySealed(sql: Sql, result: Verification): Promise<FirstBad | null> {
  const keys = await trustedKeys(sql)
  const tree = new Frontier(0, [])
  let previous: Head | null = null
  for await (const batch of batchesOf(sql)) {
    const first = tree.size
    const size = Number(batch.tree_size)
    const bad = await verifyLeaves(sql, tree, size, batch, previous)
    if (bad) return bad
    const head = headOf(batch)
    const fault = faultOfHead(head, batch.signature, tree, previous, result.batches, keys)
    if (fault) return { fault, batchNo: head.batchNo, ...(await firstEventOf(sql, first)) }
    result.count = size
    result.batches += 1
    previous = head
  }
  const [stray] = await sql<{ seq: string; event_id: string; occurred_at: Date }>(
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

const headOf = (row: BatchRow): Head => ({
  batchNo: Number(row.batch_no),
  treeSize: Number(row.tree_size),
  root: row.root,
  previous: row.previous,
  sealedAt: row.sealed_at,
  keyId: row.key_id,
})

function faultOfHead(
  head: Head,
  signature: Buffer,
  tree: Frontier,
  previous: Head | null,
  expectedNo: number,
  keys: ReadonlyMap<string, Buffer>,
): Fault | null {
  if (head.batchNo !== expectedNo) return 'chain_broken'
  if (!tree.root().equals(head.root)) return 'root_differs'
  if (!head.previous.equals(previous ? hashHead(previous) : NO_HEAD)) return 'chain_broken'
  const key = keys.get(head.keyId)
  if (!key) return 'key_unknown'
  return isSigned(key, headText(head), signature) ? null : 'signature_invalid'
}

async function* batchesOf(sql: Sql): AsyncGenerator<BatchRow> {
  for (let after = -1; ; ) {
    const rows = await sql<BatchRow>(
      `select batch_no, tree_size, root, previous, sealed_at, key_id, signature from audit_batch
        where batch_no > $1 order by batch_no limit ${PAGE}`,
      [after],
    )
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = Number(last.batch_no)
  }
}

const eventColumns = columns.map((column) => `event.${column}`).join(', ')

async function verifyLeaves(
  sql: Sql,
  tree: Frontier,
  size: number,
  batch: BatchRow,
  previous: Head | null,
): Promise<FirstBad | null> {
  while (tree.size < size) {
    const rows = await sql<LeafRow>(
      `select ${eventColumns}, event.seq, event.occurred_at, leaf.leaf_no, leaf.batch_no as leaf_batch, leaf.event_id as leaf_event,
              leaf.seq as leaf_seq, leaf.occurred_at as leaf_at, leaf.leaf_hash
         from audit_leaf leaf
         left join audit_event event on event.occurred_at = leaf.occurred_at and event.id = leaf.event_id
        where leaf.leaf_no >= $1 and leaf.leaf_no < $2 order by leaf.leaf_no`,
      [tree.size, Math.min(size, tree.size + PAGE)],
    )
    if (rows.length === 0)
      return { fault: 'leaf_missing', batchNo: Number(batch.batch_no), ...(await firstEventOf(sql, tree.size)) }
    for (const row of rows) {
      const fault = faultOfLeaf(row, tree.size, Number(batch.batch_no), previous)
      if (fault)
        return {
          fault,
          seq: row.leaf_seq,
          id: row.leaf_event,
          occurredAt: row.leaf_at.toISOString(),
          batchNo: Number(batch.batch_no),
        }
      tree.append(row.leaf_hash)
    }
  }
  return null
}

function faultOfLeaf(row: LeafRow, expectedNo: number, batchNo: number, previous: Head | null): Fault | null {
  const { leaf_no, leaf_batch, leaf_event, leaf_seq, leaf_at, leaf_hash, seq, occurred_at, row_hash, ...written } = row
  if (Number(leaf_no) !== expectedNo) return 'leaf_missing'
  if (Number(leaf_batch) !== batchNo) return 'leaf_changed'
  if (written.id === null) return 'missing'
  if (rowHash(written) !== row_hash || seq !== leaf_seq) return 'edited'
  const leaf = leafHash({ eventId: leaf_event, seq, occurredAt: occurred_at, rowHash: row_hash })
  if (!leaf.equals(leaf_hash)) return 'edited'
  return previous && leaf_at.getTime() < previous.sealedAt.getTime() - LATE_MS ? 'late' : null
}

async function firstEventOf(sql: Sql, leafNo: number): Promise<Pick<FirstBad, 'seq' | 'id' | 'occurredAt'>> {
  const [row] = await sql<{ seq: string; event_id: string; occurred_at: Date }>(
    'select seq, event_id, occurred_at from audit_leaf where leaf_no >= $1 order by leaf_no limit 1',
    [leafNo],
  )
  return {
    seq: row?.seq ?? null,
    id: row?.event_id ?? null,
    occurredAt: row?.occurred_at.toISOString() ?? null,
  }
}

/** Events without a leaf must be young, and what they were written as. */
async function verifyUnsealed(sql: Sql, result: Verification): Promise<FirstBad | null> {
  const [last] = await sql<{ sealed_before: string; sealed_at: Date }>(
    'select sealed_before, sealed_at from audit_batch order by batch_no desc limit 1',
  )
  for (let after: EventColumns | null = null; ; ) {
    const rows: (EventColumns & { transaction_id: string })[] = await sql(
      `select ${eventColumns}, event.seq, event.occurred_at, event.transaction_id from audit_event event
        where not exists (select 1 from audit_leaf leaf where leaf.event_id = event.id)
          and ($1::timestamptz is null or (event.occurred_at, event.seq) > ($1, $2))
        order by event.occurred_at, event.seq limit ${PAGE}`,
      [after?.occurred_at ?? null, after?.seq ?? 0],
    )
    for (const { seq, occurred_at, transaction_id, row_hash, ...written } of rows) {
      const isOld =
        last !== undefined &&
        (BigInt(transaction_id) < BigInt(last.sealed_before) ||
          occurred_at.getTime() < last.sealed_at.getTime() - LATE_MS)
      const fault = isOld ? 'inserted' : rowHash(written) === row_hash ? null : 'edited'
      if (fault) return { fault, seq, id: written.id, occurredAt: occurred_at.toISOString(), batchNo: null }
      result.unsealed += 1
    }
    const next = rows.at(-1)
    if (!next || rows.length < PAGE) return null
    after = next
  }
}
