import type { ColumnField } from '@/lib/sheets/columns-schema'
import type { SheetRow } from '@/lib/sheets/schema'

export type ImportField<Key extends string> = ColumnField<Key> & { label: string; isRequired?: boolean }

/** What a row means, or what is wrong with which of its fields, in words for a person. */
export type RowCheck<Key extends string, Value> =
  | { value: Value; problems?: undefined }
  | { problems: Partial<Record<Key, string>>; value?: undefined }

export type CheckedRow<Key extends string, Value> = {
  row: SheetRow
  values: Record<Key, string>
  problems: Partial<Record<Key, string>>
  /** What is wrong with the row as a whole. */
  rowProblem: string | null
  /** Null while anything is wrong. */
  value: Value | null
}

export const isGood = <Key extends string, Value>(
  checked: CheckedRow<Key, Value>,
): checked is CheckedRow<Key, Value> & { value: Value } => checked.value !== null
