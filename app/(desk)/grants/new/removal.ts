import type { Removed } from '@/lib/grants/slip-schema'
import { headOf, type MatrixView } from './matrix-view'

/** A place of the grid; -1 is the head of its row or column. */
export type Place = { row: number; column: number }

/** Takes a cell, a whole row or a whole column out, or puts it back when all of it was out already. */
export function toggleAt(view: MatrixView, removed: Removed, { row, column }: Place): Removed {
  const dramaOf = (place: Place) =>
    headOf(view, view.rowAxis === 'dramas' ? 'row' : 'column', axisPlace(view, place, 'dramas'))
  const licenseeOf = (place: Place) =>
    headOf(view, view.rowAxis === 'licensees' ? 'row' : 'column', axisPlace(view, place, 'licensees'))
  const places: Place[] = []
  for (let r = row < 0 ? 0 : row; r < (row < 0 ? view.rows : row + 1); r += 1)
    for (let c = column < 0 ? 0 : column; c < (column < 0 ? view.columns : column + 1); c += 1)
      places.push({ row: r, column: c })
  const pairs = places.map((place) => ({ appid: licenseeOf(place).id, dramaId: dramaOf(place).id }))
  const isOut = pairs.every(({ appid, dramaId }) => removed.get(appid)?.has(dramaId))
  const next = new Map<string, ReadonlySet<string>>(removed)
  for (const [appid, group] of Map.groupBy(pairs, (pair) => pair.appid)) {
    const gone = new Set(next.get(appid))
    for (const { dramaId } of group) {
      if (isOut) gone.delete(dramaId)
      else gone.add(dramaId)
    }
    if (gone.size > 0) next.set(appid, gone)
    else next.delete(appid)
  }
  return next
}

const axisPlace = (view: MatrixView, place: Place, axis: MatrixView['rowAxis']) =>
  view.rowAxis === axis ? place.row : place.column
