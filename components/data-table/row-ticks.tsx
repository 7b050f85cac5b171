'use client'
import { Checkbox } from '@/components/ui/checkbox'
import { useListSelection } from './list-selection'

/** Boxes for a table the server draws; what is ticked is kept by the list around it. */
export function RowTick({ rowKey, label }: { rowKey: string; label: string }) {
  const { has, setMany } = useListSelection()
  return (
    <Checkbox
      ariaLabel={label}
      checked={has(rowKey)}
      onCheckedChange={(checked) => setMany([rowKey], checked)}
      className="relative z-[1]"
    />
  )
}

/** Ticks or clears every row on screen, and only those. */
export function EveryRowTick({ rowKeys, label }: { rowKeys: readonly string[]; label: string }) {
  const { has, setMany } = useListSelection()
  const chosen = rowKeys.filter(has).length
  return (
    <Checkbox
      ariaLabel={label}
      checked={chosen > 0 && chosen === rowKeys.length}
      indeterminate={chosen > 0 && chosen < rowKeys.length}
      onCheckedChange={(checked) => setMany(rowKeys, checked)}
    />
  )
}
