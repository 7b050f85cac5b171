import 'server-only'
import { log } from '@/lib/log'
import { deliver } from '@/lib/streaming/deliver'
import { dueSinks } from '@/lib/streaming/sink'

const EVERY_MS = 1_000

/** Looks for due sinks once a second. Each is sent to by itself, so that one that hangs keeps nobody waiting. */
export function startStreamer(): { stop: () => Promise<void> } {
  const active = new Map<string, Promise<void>>()
  let stopping = false
  let looking: Promise<void> = Promise.resolve()

  const look = async (): Promise<void> => {
    for (const id of await dueSinks()) {
      if (stopping || active.has(id)) continue
      const work = deliver(id)
        .catch((error: unknown) => log.error({ error, sink: id }, 'a stream stopped on an error; it is taken up again'))
        .finally(() => active.delete(id))
      active.set(id, work)
    }
  }
  const timer = setInterval(() => {
    looking = look().catch((error: unknown) => log.warn({ error }, 'streams could not be looked at'))
  }, EVERY_MS)
  return {
    // A delivery under way is left: its claim runs out and it is sent again.
    stop: async () => {
      stopping = true
      clearInterval(timer)
      await looking
    },
  }
}
