import type { PlanMatrix, PlannedDrama } from '@/lib/grants/plan-schema'
import { type BlockCause, type CellPlan, cellPlans } from '@/lib/grants/schema'
import type { Removed } from '@/lib/grants/slip-schema'

/** A read-back asks for one page of this many grants per licensee and call. */
const READ_PAGE = 1000

export type PlanSummary = {
  counts: Record<CellPlan, number>
  /** Cells the person took out. */
  removed: number
  causes: { cause: BlockCause; dramas: number; cells: number }[]
  toSend: number
  calls: number
  reads: number
  predictedMs: number
}

/** 1 for every cell that was taken out, in the order of a `PlanMatrix`; null when none was. */
export function markRemoved(
  dramas: readonly { dramaId: string }[],
  licensees: readonly { appid: string }[],
  removed: Removed,
): Uint8Array | null {
  if (removed.size === 0) return null
  const marks = new Uint8Array(dramas.length * licensees.length)
  licensees.forEach(({ appid }, place) => {
    const gone = removed.get(appid)
    if (!gone || gone.size === 0) return
    dramas.forEach(({ dramaId }, index) => {
      if (gone.has(dramaId)) marks[place * dramas.length + index] = 1
    })
  })
  return marks
}

/** Counts, calls and time of a classified matrix without the cells taken out. */
export function summarisePlan(
  plan: { dramas: readonly PlannedDrama[]; matrix: PlanMatrix; chunkSize: number; callsPerSecond: number },
  removed: Uint8Array | null,
): PlanSummary {
  const { dramas, matrix, chunkSize, callsPerSecond } = plan
  const numbers = cellPlans.map(() => 0)
  const blockedCells = dramas.map(() => 0)
  const blockedPlace = cellPlans.indexOf('blocked')
  const samePlace = cellPlans.indexOf('same')
  let [gone, calls, reads] = [0, 0, 0]
  for (let start = 0; start < matrix.cells.length; start += dramas.length) {
    let sent = 0
    for (let drama = 0; drama < dramas.length; drama += 1) {
      if (removed?.[start + drama]) {
        gone += 1
        continue
      }
      const place = matrix.cells[start + drama] ?? blockedPlace
      numbers[place] = (numbers[place] ?? 0) + 1
      if (place === blockedPlace) blockedCells[drama] = (blockedCells[drama] ?? 0) + 1
      else if (place !== samePlace) sent += 1
    }
    calls += Math.ceil(sent / chunkSize)
    reads += Math.ceil(sent / READ_PAGE)
  }
  const counts = Object.fromEntries(
    cellPlans.map((plan, place) => [plan, numbers[place] ?? 0]),
  ) as PlanSummary['counts']
  return {
    counts,
    removed: gone,
    causes: causesOf(dramas, blockedCells),
    toSend: counts.new + counts.extend + counts.shorten,
    calls,
    reads,
    predictedMs: Math.round(((calls + reads) / callsPerSecond) * 1000),
  }
}

function causesOf(dramas: readonly PlannedDrama[], blockedCells: readonly number[]): PlanSummary['causes'] {
  const causes = new Map<BlockCause, PlanSummary['causes'][number]>()
  dramas.forEach(({ cause }, index) => {
    const cells = blockedCells[index] ?? 0
    if (cause === null || cells === 0) return
    const entry = causes.get(cause) ?? { cause, dramas: 0, cells: 0 }
    causes.set(cause, { cause, dramas: entry.dramas + 1, cells: entry.cells + cells })
  })
  return [...causes.values()]
}
