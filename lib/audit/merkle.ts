import 'server-only'
import { hash } from 'node:crypto'

/** RFC 6962 §2.1: a leaf and a node are hashed with different prefixes, so that neither passes for the other. */
export const hashLeaf = (text: string): Buffer => hash('sha256', `\0${text}`, 'buffer')

const pair = Buffer.alloc(65)
pair[0] = 1
export function hashPair(left: Buffer, right: Buffer): Buffer {
  pair.set(left, 1)
  pair.set(right, 33)
  return hash('sha256', pair, 'buffer')
}

/** A complete subtree: its height (0 is a leaf), its place among those of that height, and its root. */
export type Subtree = { height: number; place: number; hash: Buffer }

/**
 * The tree as far as it is needed to grow: the complete subtrees it consists of, largest first. Its size is at most
 * 2^53 leaves.
 */
export class Frontier {
  size: number
  readonly #roots: Buffer[]

  constructor(size: number, roots: readonly Buffer[]) {
    this.size = size
    this.#roots = [...roots]
  }

  get roots(): readonly Buffer[] {
    return this.#roots
  }

  /** Adds one leaf and tells which subtrees it completed, smallest first. */
  append(leaf: Buffer): Subtree[] {
    const completed: Subtree[] = []
    let hash = leaf
    let [height, place] = [0, this.size]
    while (place % 2 === 1) {
      const left = this.#roots.pop()
      if (!left) throw new Error('the frontier does not fit its size')
      hash = hashPair(left, hash)
      height += 1
      place = (place - 1) / 2
      completed.push({ height, place, hash })
    }
    this.#roots.push(hash)
    this.size += 1
    return completed
  }

  /** The root over all leaves so far. */
  root(): Buffer {
    if (this.#roots.length === 0) throw new Error('an empty tree has no root')
    return this.#roots.reduceRight((right, left) => hashPair(left, right))
  }
}

/** Complete subtrees that cover `[from, to)`, left to right. */
function coverOf(from: number, to: number): { height: number; place: number }[] {
  const parts: { height: number; place: number }[] = []
  for (let at = from; at < to; ) {
    let height = 0
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= to) height += 1
    parts.push({ height, place: at / 2 ** height })
    at += 2 ** height
  }
  return parts
}

/** Gives the root of a complete subtree. */
export type ReadSubtree = (height: number, place: number) => Promise<Buffer>

/** The root over the leaves `[from, to)`, as they stand in the tree. */
export async function rootOf(from: number, to: number, read: ReadSubtree): Promise<Buffer> {
  const hashes = await Promise.all(coverOf(from, to).map(({ height, place }) => read(height, place)))
  const [last, ...rest] = hashes.reverse()
  if (!last) throw new Error(`no leaves from ${from} to ${to}`)
  return rest.reduce((right, left) => hashPair(left, right), last)
}

/** RFC 6962 §2.1.1: the siblings on the way from a leaf to the root of a tree of `size` leaves. */
export async function auditPath(leafNo: number, size: number, read: ReadSubtree): Promise<Buffer[]> {
  const path: Buffer[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const split = from + largestPowerBelow(to - from)
    if (leafNo < split) {
      path.push(await rootOf(split, to, read))
      to = split
    } else {
      path.push(await rootOf(from, split, read))
      from = split
    }
  }
  return path.reverse()
}

function largestPowerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/** The root that a leaf and its path lead to; the caller compares it with a signed one. Null when the path cannot be right. */
export function rootFromPath(leaf: Buffer, leafNo: number, size: number, path: readonly Buffer[]): Buffer | null {
  if (leafNo >= size) return null
  let hash = leaf
  let [index, last] = [leafNo, size - 1]
  for (const sibling of path) {
    if (last === 0) return null
    if (index % 2 === 1 || index === last) {
      hash = hashPair(sibling, hash)
      while (index % 2 === 0 && index !== 0) {
        index /= 2
        last = Math.floor(last / 2)
      }
    } else hash = hashPair(hash, sibling)
    index = Math.floor(index / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? hash : null
}
