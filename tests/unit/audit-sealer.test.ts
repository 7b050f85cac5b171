import { expect, it, vi } from 'vitest'

const { sealEvents, recordRefusal } = vi.hoisted(() => ({ sealEvents: vi.fn(), recordRefusal: vi.fn() }))
vi.mock('@/lib/audit/seal', () => ({ sealEvents }))
vi.mock('@/lib/audit/seal-refused', () => ({
  recordRefusal,
  SealRefused: class extends Error {
    constructor(fault: string, batchNo: number) {
      super(`${fault} ${batchNo}`)
    }
  },
}))
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

it('tells once that the log must not be sealed as it stands, however often it looks', async () => {
  vi.useFakeTimers()
  recordRefusal.mockClear()
  const { SealRefused } = await import('@/lib/audit/seal-refused')
  let fault = 'tail_missing'
  sealEvents.mockImplementation(async () => {
    throw new SealRefused(fault as 'tail_missing', 4)
  })
  const { startSealer } = await import('@/lib/audit/sealer')
  const sealer = startSealer()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(recordRefusal).toHaveBeenCalledTimes(1)
  fault = 'head_differs'
  await vi.advanceTimersByTimeAsync(60_000)
  expect(recordRefusal).toHaveBeenCalledTimes(2)
  await sealer.stop()
  expect(recordRefusal).toHaveBeenCalledTimes(2)
})
