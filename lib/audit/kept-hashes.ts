import 'server-only'
import { copyRows } from '@/lib/audit/arriving-rows'
import { Fields } from '@/lib/audit/fields'
import type { Frontier, Subtree } from '@/lib/audit/merkle'
import type { Sql } from '@/lib/db'

/** Heights whose complete subtrees are kept: what lies between is hashed from these when a proof is made. */
export const KEPT_HEIGHTS = new Set([8, 16, 24])
const LOWEST = Math.min(...KEPT_HEIGHTS)
const HASH_BYTES = 32

/**
 * Hashes kept beside the leaves, which proofs, exports and the next batch are made of, held against those the leaves give.
 * Some forty thousand in ten million events; their bytes lie one after the other.
 */
export class KeptHashes {
  readonly #given = new Map<number, Buffer>()

  /** What one leaf completed, smallest first. */
  see(completed: readonly Subtree[]): void {
    if (completed.length < LOWEST) return
    for (const node of completed) if (KEPT_HEIGHTS.has(node.height)) this.#keep(node)
  }

  #keep({ height, place, hash }: Subtree): void {
    let given = this.#given.get(height) ?? Buffer.alloc(1_024 * HASH_BYTES)
    if ((place + 1) * HASH_BYTES > given.length) given = Buffer.concat([given, Buffer.alloc(given.length)])
    hash.copy(given, place * HASH_BYTES)
    this.#given.set(height, given)
  }

  /** The first leaf under a kept hash that is not what the leaves of batches below `end` give, or is gone. */
  async differing(sql: Sql, tree: Frontier, end: number): Promise<number | null> {
    for (const height of KEPT_HEIGHTS) {
      const leaves = 2 ** height
      let place = 0
      const kept = copyRows(
        `select place, hash from audit_node where height = ${height} and place < ${Math.floor(tree.size / leaves)} order by place`,
      )
      for await (const rows of kept)
        for (const row of rows) {
          if (!this.#isGiven(height, place, new Fields(row))) return place * leaves
          place += 1
        }
      if (place < Math.floor(tree.size / leaves)) return place * leaves
    }
    const [last] = await sql<{ frontier: Buffer[] }>('select frontier from audit_batch where batch_no = $1', [end - 1])
    const isSame =
      !last ||
      (last.frontier.length === tree.roots.length && tree.roots.every((root, at) => last.frontier[at]?.equals(root)))
    return isSame ? null : tree.size - 1
  }

  #isGiven(height: number, place: number, fields: Fields): boolean {
    if (fields.take().bigint !== place) return false
    const { bytes, from, to } = fields.take()
    const at = place * HASH_BYTES
    return this.#given.get(height)?.compare(bytes, from, to, at, at + HASH_BYTES) === 0
  }
}
