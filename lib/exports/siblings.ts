import 'server-only'
import { hashPair, type ReadSubtree, rootOf } from '@/lib/audit/merkle'

/** Leaves whose hashes are read together. */
const TILE = 4_096

/** Leaf numbers in rising order, read once. */
export type Leaves = { next: () => Promise<number | null> }
type ReadLeafHashes = (from: number, to: number) => Promise<Buffer[]>

/**
 * What is missing between some leaves and the root of a tree of `size`: the roots of all parts of the tree that hold none of
 * them, from left to right, as a verifier that walks the tree in the same order asks for them. Memory holds one tile.
 */
export async function* siblingsOf(
  leaves: Leaves,
  size: number,
  read: { subtree: ReadSubtree; leafHashes: ReadLeafHashes },
): AsyncGenerator<Buffer> {
  let coming = await leaves.next()

  async function* walk(from: number, to: number): AsyncGenerator<Buffer> {
    if (coming === null || coming >= to) {
      yield await rootOf(from, to, read.subtree)
      return
    }
    if (to - from <= TILE) {
      const held = new Set<number>()
      while (coming !== null && coming < to) {
        held.add(coming)
        coming = await leaves.next()
      }
      if (held.size < to - from) yield* inTile(await read.leafHashes(from, to), from, held)
      return
    }
    const split = from + largestPowerBelow(to - from)
    yield* walk(from, split)
    yield* walk(split, to)
  }
  yield* walk(0, size)
}

function* inTile(hashes: readonly Buffer[], from: number, held: ReadonlySet<number>): Generator<Buffer> {
  const rootIn = (start: number, end: number): Buffer => {
    const [only] = hashes.slice(start, end)
    if (!only) throw new Error('the seal lacks hashes of leaves')
    if (end - start === 1) return only
    const split = start + largestPowerBelow(end - start)
    return hashPair(rootIn(start, split), rootIn(split, end))
  }
  function* walk(start: number, end: number): Generator<Buffer> {
    let isHeld = false
    for (let at = start; at < end && !isHeld; at += 1) isHeld = held.has(from + at)
    if (!isHeld) yield rootIn(start, end)
    else if (end - start > 1) {
      const split = start + largestPowerBelow(end - start)
      yield* walk(start, split)
      yield* walk(split, end)
    }
  }
  yield* walk(0, hashes.length)
}

function largestPowerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}
