import 'server-only'
import { leavesAt } from '@/lib/audit/read-sealed'
import { faultOfEvent } from '@/lib/audit/verify-sealed'
import { ExportStopped } from '@/lib/exports/export-stopped'
import type { ExportFormat } from '@/lib/exports/schema'

const TOGETHER = 2_000
/**
 * Comparing makes an export take half as long again. A CSV is where all of a large log goes: beyond this many rows it is left
 * to the verification of the log, which reads everything anyway, and the manifest tells how many were compared.
 */
const MOST_IN_CSV = 50_000

/** Compares the events of an export with their digests, and those with their leaves, some at a time. */
export class Comparison {
  rows = 0
  readonly #most: number
  #leaves: number[] = []

  constructor(format: ExportFormat) {
    this.#most = format === 'csv' ? MOST_IN_CSV : Number.POSITIVE_INFINITY
  }

  async take(rows: readonly { leaf_no: string }[]): Promise<void> {
    for (const { leaf_no } of rows) {
      if (this.rows + this.#leaves.length >= this.#most) return
      this.#leaves.push(Number(leaf_no))
    }
    if (this.#leaves.length >= TOGETHER) await this.finish()
  }

  /** What was taken and not compared yet. */
  async finish(): Promise<void> {
    const leaves = this.#leaves
    this.#leaves = []
    if (leaves.length === 0) return
    for await (const some of leavesAt(leaves))
      for (const row of some) {
        const fault = faultOfEvent(row)
        // It was there a moment ago: its month went meanwhile, and the next attempt does not meet it.
        if (fault === 'missing') throw new Error(`event ${row.eventId} went while it was exported`)
        const { leafNo, eventId: id, seq, at: occurredAt } = row
        if (fault) throw new ExportStopped('altered', { fault, leafNo, id, seq, occurredAt })
        this.rows += 1
      }
  }
}
