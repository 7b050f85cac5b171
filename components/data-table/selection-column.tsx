import { Checkbox } from '@/components/ui/checkbox'
import type { LeadColumn } from './data-table'
import type { Selection } from './use-selection'

/** The column of boxes: the head ticks or clears every row on screen, and only those. */
export function selectionColumn<TRow>(
  selection: Selection,
  rows: readonly TRow[],
  rowKey: (row: TRow) => string,
  words: { selectAll: string; selectRow: (row: TRow) => string; isBlocked?: (row: TRow) => boolean },
): LeadColumn<TRow> {
  const keys = rows.filter((row) => !words.isBlocked?.(row)).map(rowKey)
  const chosen = keys.filter(selection.has).length
  return {
    isSelected: (row) => selection.has(rowKey(row)),
    head: (
      <Checkbox
        ariaLabel={words.selectAll}
        checked={chosen > 0 && chosen === keys.length}
        indeterminate={chosen > 0 && chosen < keys.length}
        onCheckedChange={(checked) => selection.setMany(keys, checked)}
      />
    ),
    cell: (row) => (
      <Checkbox
        ariaLabel={words.selectRow(row)}
        checked={selection.has(rowKey(row))}
        disabled={words.isBlocked?.(row) ?? false}
        onCheckedChange={(checked) => selection.setMany([rowKey(row)], checked)}
      />
    ),
  }
}
