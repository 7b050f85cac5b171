import { onStop } from '../../scripts/boot/stop-signals.ts'

const pending = new Set<() => Promise<void>>()

onStop(async () => {
  const stops = [...pending]
  pending.clear()
  await Promise.all(stops.map((stop) => stop()))
})

/** Runs `stop` once: after the work, however it ends, or when the benchmark itself is told to stop. */
export async function cleanUpAfter<T>(stop: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  pending.add(stop)
  try {
    return await work()
  } finally {
    if (pending.delete(stop)) await stop()
  }
}
