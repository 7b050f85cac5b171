import 'server-only'
import { beat, type Course, type ExportClaim } from '@/lib/exports/claim-export'
import { ExportStopped } from '@/lib/exports/export-stopped'

const EVERY_MS = 500

/** Tells twice a second that the worker lives and how far it is, whatever it waits for, and hears whether to go on. */
export class Pulse {
  scanned = 0
  rows = 0
  readonly #claim: ExportClaim
  readonly #timer: NodeJS.Timeout
  #course: Course = 'go on'
  #isTelling = false

  constructor(claim: ExportClaim) {
    this.#claim = claim
    this.#timer = setInterval(() => {
      if (!this.#isTelling) this.#tell().catch(() => undefined)
    }, EVERY_MS)
  }

  /** Throws once somebody asked to stop, or another worker has the export. */
  goOn = (): void => {
    if (this.#course !== 'go on') throw new ExportStopped(this.#course === 'stop' ? 'cancelled' : 'lost')
  }

  /** As `goOn`, with what is so at this moment. */
  async askNow(): Promise<void> {
    await this.#tell()
    this.goOn()
  }

  /** Whether the export is still this worker's, as far as can be told. */
  async holds(): Promise<boolean> {
    await this.#tell().catch(() => undefined)
    return this.#course !== 'lost'
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async #tell(): Promise<void> {
    this.#isTelling = true
    try {
      this.#course = await beat(this.#claim, this.scanned, this.rows)
    } finally {
      this.#isTelling = false
    }
  }
}
