import 'server-only'
import { auditPath, hashPair } from '@/lib/audit/merkle'
import { getEvent } from '@/lib/audit/queries'
import { columns } from '@/lib/audit/record'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import { sql } from '@/lib/db'
import { instantOf, isId } from '@/lib/id'

/** What checks one event without this product: its content, its place in the tree, and a signed head over that tree. */
type EventProof = {
  format: 'countersign-audit-proof/v1'
  /** Exactly what `rowHash` covers. */
  event: Record<string, unknown>
  seq: string
  occurredAt: string
  rowHash: string
  proof: {
    leafNo: number
    /** Siblings from the leaf to the root, base64. */
    path: string[]
    head: {
      batchNo: number
      treeSize: number
      root: string
      previous: string
      sealedAt: string
      keyId: string
      signature: string
    }
    publicKey: string
  }
}

const KEPT_HEIGHTS = [24, 16, 8, 0]
const AROUND_MS = 10 * 60_000

/**
 * The proof of an event under the newest head. Null when there is no such event; `unsealed` in the second or two before a
 * seal covers it.
 */
export async function proveEvent(id: string): Promise<EventProof | 'unsealed' | null> {
  const event = isId(id) ? await getEvent(id) : null
  if (!event) return null
  const [[leaf], [head], [row]] = await Promise.all([
    sql<{ leaf_no: string }>('select leaf_no from audit_leaf where event_id = $1', [id]),
    sql<HeadRow>(
      'select batch_no, tree_size, root, previous, sealed_at, key_id, signature from audit_batch order by batch_no desc limit 1',
    ),
    sql<Record<string, unknown>>(
      `select ${columns.join(', ')} from audit_event where id = $1 and occurred_at between $2 and $3`,
      [id, new Date(instantOf(id).getTime() - AROUND_MS), new Date(instantOf(id).getTime() + AROUND_MS)],
    ),
  ])
  if (!row) return null
  const treeSize = Number(head?.tree_size ?? 0)
  if (!leaf || !head || Number(leaf.leaf_no) >= treeSize) return 'unsealed'
  const { row_hash: _rowHash, ...content } = row
  const publicKey = (await trustedKeys(sql)).get(head.key_id)
  if (!publicKey) throw new Error(`head ${head.batch_no} is signed with ${head.key_id}, which nobody vouches for`)
  const path = await auditPath(Number(leaf.leaf_no), treeSize, readSubtree)
  return {
    format: 'countersign-audit-proof/v1',
    event: content,
    seq: event.seq,
    occurredAt: event.occurredAt,
    rowHash: event.rowHash,
    proof: {
      leafNo: Number(leaf.leaf_no),
      path: path.map((hash) => hash.toString('base64')),
      head: {
        batchNo: Number(head.batch_no),
        treeSize,
        root: head.root.toString('base64'),
        previous: head.previous.toString('base64'),
        sealedAt: head.sealed_at.toISOString(),
        keyId: head.key_id,
        signature: head.signature.toString('base64'),
      },
      publicKey: publicKey.toString('base64'),
    },
  }
}

type HeadRow = {
  batch_no: string
  tree_size: string
  root: Buffer
  previous: Buffer
  sealed_at: Date
  key_id: string
  signature: Buffer
}

/** A complete subtree's root, hashed from the nearest kept height below it: 128 hashes at most. */
export async function readSubtree(height: number, place: number): Promise<Buffer> {
  const base = KEPT_HEIGHTS.find((kept) => kept <= height) ?? 0
  const count = 2 ** (height - base)
  const rows =
    base === 0
      ? await sql<{ hash: Buffer }>(
          'select leaf_hash as hash from audit_leaf where leaf_no >= $1 and leaf_no < $2 order by leaf_no',
          [place * count, (place + 1) * count],
        )
      : await sql<{ hash: Buffer }>(
          'select hash from audit_node where height = $1 and place >= $2 and place < $3 order by place',
          [base, place * count, (place + 1) * count],
        )
  if (rows.length !== count) throw new Error(`the seal lacks hashes under subtree ${height}/${place}`)
  let hashes = rows.map(({ hash }) => hash)
  while (hashes.length > 1)
    hashes = Array.from({ length: hashes.length / 2 }, (_, at) => {
      const [left, right] = [hashes[at * 2], hashes[at * 2 + 1]]
      if (!left || !right) throw new Error('a subtree is not complete')
      return hashPair(left, right)
    })
  const [root] = hashes
  if (!root) throw new Error('a subtree is empty')
  return root
}
