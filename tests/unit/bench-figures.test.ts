import { describe, expect, it } from 'vitest'
import { firstScripts } from '@/tests/bench/first-scripts'
import { median, percentile, runRounds } from '@/tests/bench/rounds'

describe('figures of the benchmarks', () => {
  it('takes the nearest rank, whatever the order', () => {
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3)
    expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5)
    expect(median([4, 1, 2, 3])).toBe(2)
    expect(() => percentile([], 0.5)).toThrow()
  })

  it('leaves out a round the machine disturbed, and makes it up', async () => {
    const controls = [1, 1.1, 2.5, 1, 1.9, 1.2]
    const { rounds, discarded } = await runRounds(async (index) => ({ controlMs: controls[index] ?? 0, index }))
    expect(rounds.map(({ index }) => index)).toEqual([0, 1, 3, 4, 5])
    expect(discarded).toBe(1)
  })

  it('gives up making up on a machine that is never quiet', async () => {
    const { rounds, discarded } = await runRounds(async (index) => ({ controlMs: index === 0 ? 1 : 10 }))
    expect(rounds).toHaveLength(1)
    expect(discarded).toBe(9)
  })

  it('voids earlier rounds once a better control shows they were slow', async () => {
    const controls = [10, 10, 1, 1, 1, 1, 1]
    const { rounds } = await runRounds(async (index) => ({ controlMs: controls[index] ?? 0, index }))
    expect(rounds.map(({ index }) => index)).toEqual([2, 3, 4, 5, 6])
  })
})

describe('scripts a page loads first', () => {
  it('counts each address once and leaves out what only old browsers run', () => {
    const html = `<script src="/a.js" async></script><script noModule="" src="/old.js"></script>
      <script nonce="x" src="/b.js?x=1&amp;y=2"></script><script src="/a.js"></script><script>inline()</script>`
    expect(firstScripts(html)).toEqual(['/a.js', '/b.js?x=1&y=2'])
  })
})
