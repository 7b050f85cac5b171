import { type BlockCause, type CellPlan, cellLetters, cellPlans, planOfLetter } from '@/lib/grants/schema'

export type PlannedDrama = { dramaId: string; name: string; cause: BlockCause | null }

export type PlannedLicensee = {
  appid: string
  name: string
  /** Holds an account-level grant already, so every drama plays there anyway. */
  hasAccountGrant: boolean
  lastRefusalCode: string | null
}

/** Cell by cell, licensee after licensee and in each drama after drama: `licensee × dramas + drama`. */
export type PlanMatrix = {
  /** Places in `cellPlans`. */
  cells: Uint8Array
  /** Until when it is held, in seconds since 1970; 0 permanent, `NOT_HELD` not at all. */
  held: Float64Array
}

export const NOT_HELD = -1

/** A dry run as it crosses to the browser: what submitting would send. Nothing was written to make it. */
export type GrantPlan = {
  dramas: PlannedDrama[]
  licensees: (PlannedLicensee & {
    /** Runs of equal cells: a letter of `cellLetters`, and how many when more than one. */
    cells: string
    /** Runs again, in pairs: a place in `times` (`NOT_HELD` for none), and how many. */
    held: number[]
  })[]
  times: number[]
  /** Cells that would be sent when none is taken out. */
  toSend: number
  chunkSize: number
  callsPerSecond: number
  /** Until when it was planned for, in seconds; 0 permanent. */
  expiresAt: number
  plannedAt: string
  catalogueAt: string
  planKey: string
}

export const planAt = (matrix: PlanMatrix, index: number): CellPlan => cellPlans[matrix.cells[index] ?? -1] ?? 'blocked'

export function encodeMatrix(
  matrix: PlanMatrix,
  dramas: number,
): { rows: { cells: string; held: number[] }[]; times: number[] } {
  const places = new Map<number, number>([[NOT_HELD, NOT_HELD]])
  const times: number[] = []
  const rows: { cells: string; held: number[] }[] = []
  for (let start = 0; start < matrix.cells.length; start += dramas) {
    let cells = ''
    const held: number[] = []
    eachRun(matrix.cells, start, start + dramas, (value, length) => {
      cells += cellLetters[cellPlans[value] ?? 'blocked'] + (length > 1 ? length : '')
    })
    eachRun(matrix.held, start, start + dramas, (value, length) => {
      if (!places.has(value)) places.set(value, times.push(value) - 1)
      held.push(places.get(value) ?? NOT_HELD, length)
    })
    rows.push({ cells, held })
  }
  return { rows, times }
}

export function decodeMatrix({ dramas, licensees, times }: GrantPlan): PlanMatrix {
  const size = dramas.length * licensees.length
  const matrix: PlanMatrix = { cells: new Uint8Array(size), held: new Float64Array(size) }
  licensees.forEach((licensee, place) => {
    let index = place * dramas.length
    for (const [, letter = '', length] of licensee.cells.matchAll(/(\D)(\d*)/g)) {
      const end = index + Number(length || 1)
      matrix.cells.fill(cellPlans.indexOf(planOfLetter(letter)), index, end)
      index = end
    }
    index = place * dramas.length
    for (let at = 0; at < licensee.held.length; at += 2) {
      const end = index + (licensee.held[at + 1] ?? 0)
      matrix.held.fill(times[licensee.held[at] ?? NOT_HELD] ?? NOT_HELD, index, end)
      index = end
    }
  })
  return matrix
}

function eachRun(
  values: Uint8Array | Float64Array,
  start: number,
  end: number,
  take: (value: number, length: number) => void,
): void {
  let from = start
  for (let index = start + 1; index <= end; index += 1) {
    if (index < end && values[index] === values[from]) continue
    if (from < end) take(values[from] ?? 0, index - from)
    from = index
  }
}
