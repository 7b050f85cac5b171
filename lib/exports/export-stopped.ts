import 'server-only'
import type { ExportCause } from '@/lib/exports/schema'
import type { Json } from '@/lib/secrets/redact'

/** It goes no further: somebody asked it to stop, another worker has it, or it cannot be made. */
export class ExportStopped extends Error {
  readonly reason: 'cancelled' | 'lost' | ExportCause
  /** What the event about it tells besides. */
  readonly found: { [key: string]: Json } | undefined

  constructor(reason: ExportStopped['reason'], found?: { [key: string]: Json }) {
    super(`the export stopped: ${reason}`)
    this.reason = reason
    this.found = found
  }
}
