import 'server-only'
import type { StreamedEvent } from '@/lib/streaming/read-batch'

/** One delivery, whole or not at all as far as the receiver tells. `id` is the same when it is sent again. */
export type Delivery = { id: string; type: 'audit.events' | 'audit.test'; events: readonly StreamedEvent[] }

export const TIMEOUT_MS = 10_000

/** Why a delivery did not arrive, in a few fixed words: nothing of what the other side said is kept. */
export class DeliveryFailed extends Error {
  /** The receiver said that it will never take this again. */
  readonly isFinal: boolean

  constructor(why: string, isFinal = false) {
    super(why)
    this.isFinal = isFinal
  }
}
