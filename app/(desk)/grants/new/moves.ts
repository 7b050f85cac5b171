import type { PlanMatrix } from '@/lib/grants/plan-schema'
import { type CellPlan, cellPlans } from '@/lib/grants/schema'

export type Moves = {
  /** 1 for every cell that moved. */
  cells: Uint8Array
  indexes: number[]
  /** From what to what, commonest first. The same plan twice means that only the held expiry changed. */
  kinds: { from: CellPlan; to: CellPlan; count: number }[]
}

/** What differs between two plans of the same choice; null when nothing does. */
export function movesBetween(before: PlanMatrix, after: PlanMatrix): Moves | null {
  const cells = new Uint8Array(after.cells.length)
  const indexes: number[] = []
  const kinds = new Map<string, Moves['kinds'][number]>()
  for (let index = 0; index < after.cells.length; index += 1) {
    const [was, is] = [before.cells[index] ?? 0, after.cells[index] ?? 0]
    if (was === is && before.held[index] === after.held[index]) continue
    cells[index] = 1
    indexes.push(index)
    const key = `${was}>${is}`
    const [from, to] = [cellPlans[was], cellPlans[is]]
    if (!from || !to) continue
    kinds.set(key, { from, to, count: (kinds.get(key)?.count ?? 0) + 1 })
  }
  if (indexes.length === 0) return null
  return { cells, indexes, kinds: [...kinds.values()].sort((left, right) => right.count - left.count) }
}
