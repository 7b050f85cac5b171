import type { Place } from './removal'

const PAGE = 12

/** Where a key leads from a place of the grid; -1 is the head of the rows and of the columns. */
export function placeAfter(
  key: string,
  isCommand: boolean,
  { row, column }: Place,
  { rows, columns }: { rows: number; columns: number },
): Place | null {
  const at = (nextRow: number, nextColumn: number): Place => {
    const place = {
      row: Math.min(rows - 1, Math.max(-1, nextRow)),
      column: Math.min(columns - 1, Math.max(-1, nextColumn)),
    }
    // The corner heads nothing.
    return place.row === -1 && place.column === -1 ? { row, column } : place
  }
  switch (key) {
    case 'ArrowUp':
      return at(isCommand ? 0 : row - 1, column)
    case 'ArrowDown':
      return at(isCommand ? rows - 1 : row + 1, column)
    case 'ArrowLeft':
      return at(row, isCommand ? 0 : column - 1)
    case 'ArrowRight':
      return at(row, isCommand ? columns - 1 : column + 1)
    case 'PageUp':
      return at(Math.max(0, row - PAGE), column)
    case 'PageDown':
      return at(row + PAGE, column)
    case 'Home':
      return at(isCommand ? 0 : row, 0)
    case 'End':
      return at(isCommand ? rows - 1 : row, columns - 1)
    default:
      return null
  }
}
