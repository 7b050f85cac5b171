import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'

const LOOK_UP_MS = 200
/** A slot this old is no longer the one that was reserved: using it now could put too many calls into one second. */
const STALE_MS = 20

/**
 * Waits for a slot of the account's rate limit, then gives the connection with that one call paid for.
 * @returns null when the worker was told to stop meanwhile, or the account to rest; the slot is given up.
 */
export async function takeSlot(
  connection: UpstreamConnection,
  stopping: () => boolean,
): Promise<UpstreamConnection | null> {
  const slot = connection.pace().then(
    () => 'taken' as const,
    (error: unknown) => {
      if (error instanceof UpstreamError) return 'resting' as const
      throw error
    },
  )
  for (;;) {
    const look = new AbortController()
    const first = await Promise.race([slot, wait(LOOK_UP_MS, null, { signal: look.signal }).catch(() => null)])
    look.abort()
    if (first !== null) return first === 'taken' ? prepaid(connection) : null
    if (stopping()) {
      slot.catch(() => undefined)
      return null
    }
  }
}

function prepaid(connection: UpstreamConnection): UpstreamConnection {
  let paidAt = performance.now()
  return {
    ...connection,
    pace: async () => {
      const isGood = performance.now() - paidAt <= STALE_MS
      paidAt = Number.NEGATIVE_INFINITY
      if (!isGood) await connection.pace()
    },
  }
}
