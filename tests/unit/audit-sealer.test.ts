import { expect, it, vi } from 'vitest'

const sealEvents = vi.hoisted(() => vi.fn())
vi.mock('@/lib/audit/seal', () => ({ sealEvents }))
vi.mock('@/lib/log', () => ({ log: { error: vi.fn() } }))

it('seals what came since its last round before it has stopped, and no more after that', async () => {
  vi.useFakeTimers()
  let waiting = 3
  sealEvents.mockImplementation(async () => {
    waiting = 0
    return { sealed: 3, isMore: false }
  })
  const { startSealer } = await import('@/lib/audit/sealer')
  const sealer = startSealer()
  await vi.advanceTimersByTimeAsync(500)
  expect(waiting).toBe(0)
  waiting = 2
  await sealer.stop()
  expect(waiting).toBe(0)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sealEvents).toHaveBeenCalledTimes(2)
})

it('stops when the log cannot be sealed', async () => {
  sealEvents.mockRejectedValue(new Error('no database'))
  const { startSealer } = await import('@/lib/audit/sealer')
  await expect(startSealer().stop()).resolves.toBeUndefined()
})
