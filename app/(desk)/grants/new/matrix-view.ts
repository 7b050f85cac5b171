import type { PlanMatrix, PlannedDrama, PlannedLicensee } from '@/lib/grants/plan-schema'
import type { Plan } from './use-plan'

export type RowAxis = 'dramas' | 'licensees'

/** One plan seen with dramas or with licensees as its rows. */
export type MatrixView = {
  rowAxis: RowAxis
  matrix: PlanMatrix
  dramas: readonly PlannedDrama[]
  licensees: readonly PlannedLicensee[]
  rows: number
  columns: number
  /** Where a cell stands in the plan's arrays. */
  indexOf: (row: number, column: number) => number
}

export function viewPlan(plan: Plan, rowAxis: RowAxis): MatrixView {
  const { dramas, licensees, matrix } = plan
  const isByDrama = rowAxis === 'dramas'
  return {
    rowAxis,
    matrix,
    dramas,
    licensees,
    rows: isByDrama ? dramas.length : licensees.length,
    columns: isByDrama ? licensees.length : dramas.length,
    indexOf: (row, column) => (isByDrama ? column * dramas.length + row : row * dramas.length + column),
  }
}

export type Head = { key: string; name: string; id: string; note: 'refused' | 'account' | PlannedDrama['cause'] }

export function headOf(view: MatrixView, axis: 'row' | 'column', place: number): Head {
  const isDrama = (axis === 'row') === (view.rowAxis === 'dramas')
  if (isDrama) {
    const drama = view.dramas[place]
    return { key: drama?.dramaId ?? '', name: drama?.name ?? '', id: drama?.dramaId ?? '', note: drama?.cause ?? null }
  }
  const licensee = view.licensees[place]
  const note = licensee?.lastRefusalCode ? 'refused' : licensee?.hasAccountGrant ? 'account' : null
  return { key: licensee?.appid ?? '', name: licensee?.name ?? '', id: licensee?.appid ?? '', note }
}
