import 'server-only'
import type { StreamedEvent } from '@/lib/streaming/read-batch'

/** One delivery, whole or not at all as far as the receiver tells. `id` is the same when it is sent again. */
export type Delivery = { id: string; type: 'audit.events' | 'audit.test'; events: readonly StreamedEvent[] }

export const TIMEOUT_MS = 10_000

/** What a receiver said besides no: never again, or not so much at once. */
type Refusal = 'forever' | 'tooLarge'

/** Why a delivery did not arrive, in a few fixed words: nothing of what the other side said is kept. */
export class DeliveryFailed extends Error {
  readonly refusal: Refusal | null

  constructor(why: string, refusal: Refusal | null = null) {
    super(why)
    this.refusal = refusal
  }
}

/** The system's or the library's own name of a fault. */
export function codeOf(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; current = current.cause, depth += 1) {
    if (current.name === 'TimeoutError') return 'timeout'
    if ('code' in current && typeof current.code === 'string') return current.code
  }
  return 'failed'
}
