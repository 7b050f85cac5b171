import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auditPath, Frontier, hashLeaf, hashPair, rootFromPath } from '@/lib/audit/merkle'

const leaves = (count: number): Buffer[] => Array.from({ length: count }, (_, at) => hashLeaf(`leaf ${at}`))

/** RFC 6962 §2.1, written the slow way. */
function rootOf(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes
  if (hashes.length === 1 && only) return only
  let split = 1
  while (split * 2 < hashes.length) split *= 2
  return hashPair(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)))
}

const grown = (hashes: readonly Buffer[]): Frontier => {
  const tree = new Frontier(0, [])
  for (const hash of hashes) tree.append(hash)
  return tree
}

const reader = (hashes: readonly Buffer[]) => async (height: number, place: number) =>
  rootOf(hashes.slice(place * 2 ** height, (place + 1) * 2 ** height))

describe('the tree', () => {
  it('has the root of RFC 6962 at every size', () => {
    const hashes = leaves(130)
    for (let size = 1; size <= hashes.length; size += 1)
      expect(grown(hashes.slice(0, size)).root()).toEqual(rootOf(hashes.slice(0, size)))
  })

  it('goes on growing from what was kept of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 80 }), (first, more) => {
        const hashes = leaves(first + more)
        const kept = grown(hashes.slice(0, first))
        const resumed = new Frontier(kept.size, kept.roots)
        for (const hash of hashes.slice(first)) resumed.append(hash)
        expect(resumed.root()).toEqual(rootOf(hashes))
      }),
    )
  })

  it('tells each complete subtree once, with its root', () => {
    const hashes = leaves(96)
    const tree = new Frontier(0, [])
    const told = hashes.flatMap((hash) => tree.append(hash))
    expect(new Set(told.map(({ height, place }) => `${height}/${place}`)).size).toBe(told.length)
    for (const { height, place, hash } of told)
      expect(hash).toEqual(rootOf(hashes.slice(place * 2 ** height, (place + 1) * 2 ** height)))
  })
})

describe('a proof', () => {
  it('leads from any leaf to the root of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), async (size, pick) => {
        const hashes = leaves(size)
        const at = pick % size
        const path = await auditPath(at, size, reader(hashes))
        const leaf = hashes[at]
        expect(leaf && rootFromPath(leaf, at, size, path)).toEqual(rootOf(hashes))
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)) + 1)
      }),
    )
  })

  it('of one event among ten million fits into two kilobytes', async () => {
    const size = 10_000_000
    const hash = Buffer.alloc(32, 255).toString('base64')
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), async (leafNo) => {
        const path = await auditPath(leafNo, size, async () => Buffer.alloc(32, 255))
        const head = { batchNo: size, treeSize: size, root: hash, previous: hash, sealedAt: '2026-11-26T20:00:00.000Z' }
        const signature = Buffer.alloc(64, 255).toString('base64')
        const proof = {
          leafNo,
          path: path.map((step) => step.toString('base64')),
          head: { ...head, keyId: 's0123456789abcdef', signature },
          publicKey: hash,
        }
        expect(JSON.stringify(proof).length).toBeLessThanOrEqual(2_048)
      }),
    )
  })

  it('does not lead there from another leaf, another place, another size or with a changed, missing or added step', async () => {
    const hashes = leaves(100)
    const root = rootOf(hashes)
    const path = await auditPath(37, 100, reader(hashes))
    const leaf = hashes[37] ?? Buffer.alloc(0)
    const other = hashes[38] ?? Buffer.alloc(0)
    expect(rootFromPath(leaf, 37, 100, path)).toEqual(root)
    const wrong = [
      rootFromPath(other, 37, 100, path),
      rootFromPath(leaf, 38, 100, path),
      rootFromPath(leaf, 37, 64, path),
      rootFromPath(leaf, 137, 100, path),
      rootFromPath(leaf, 37, 100, path.slice(1)),
      rootFromPath(leaf, 37, 100, [...path, other]),
      rootFromPath(leaf, 37, 100, [other, ...path.slice(1)]),
    ]
    for (const result of wrong) expect(result?.equals(root) ?? false).toBe(false)
  })
})
