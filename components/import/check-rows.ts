import type { ColumnMapping } from '@/lib/sheets/columns-schema'
import type { CellProblem, SheetRow } from '@/lib/sheets/schema'
import type { CheckedRow, ImportField, RowCheck } from './import-field'

export type Checking<Key extends string, Value> = {
  fields: readonly ImportField<Key>[]
  mapping: ColumnMapping<Key>
  checkRow: (values: Record<Key, string>) => RowCheck<Key, Value>
  sayProblem: (problem: CellProblem) => string
}

/** One row by itself: what reading the file found in its cells, then what the desk says. */
export function checkOne<Key extends string, Value>(
  row: SheetRow,
  { fields, mapping, checkRow, sayProblem }: Checking<Key, Value>,
): CheckedRow<Key, Value> {
  const values = {} as Record<Key, string>
  const problems: Partial<Record<Key, string>> = {}
  for (const { key } of fields) {
    const index = mapping[key]
    values[key] = index === null ? '' : (row.cells[index] ?? '')
    const found = index === null ? undefined : row.problems?.[index]
    if (found) problems[key] = sayProblem(found)
  }
  const rowProblem = row.hasExtraCells ? sayProblem('extraCells') : null
  const check = checkRow(values)
  const all = { ...check.problems, ...problems }
  const isClean = rowProblem === null && Object.keys(all).length === 0
  return { row, values, problems: all, rowProblem, value: isClean ? (check.value ?? null) : null }
}

/** Of rows that mean the same thing the first stands; each later one says which line it repeats. */
export function refuseRepeats<Key extends string, Value>(
  rows: readonly CheckedRow<Key, Value>[],
  identityOf: (value: Value) => string,
  field: Key,
  say: (line: number) => string,
): CheckedRow<Key, Value>[] {
  const first = new Map<string, number>()
  return rows.map((checked) => {
    if (checked.value === null) return checked
    const identity = identityOf(checked.value)
    const line = first.get(identity)
    if (line === undefined) {
      first.set(identity, checked.row.line)
      return checked
    }
    return { ...checked, value: null, problems: { [field]: say(line) } as Partial<Record<Key, string>> }
  })
}

/** The row with one cell typed anew; what was wrong with that cell, or with too many cells, no longer counts. */
export function editCell(row: SheetRow, column: number, text: string): SheetRow {
  const { problems = {}, hasExtraCells: _, ...rest } = row
  const cells = row.cells.map((cell, index) => (index === column ? text : cell))
  const kept = Object.entries(problems).filter(([index]) => Number(index) !== column)
  return kept.length > 0 ? { ...rest, cells, problems: Object.fromEntries(kept) } : { ...rest, cells }
}
