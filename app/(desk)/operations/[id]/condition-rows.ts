import { asRecord, isSame, listFields } from '@/lib/audit/changes-schema'
import type { Json } from '@/lib/audit/schema'
import type { FieldReading } from '@/lib/operations/schema'

export type ConditionRow = {
  /** `primary.settings.title`, as stored views name it. */
  path: string
  before: Json | undefined
  wanted: Json | undefined
  reading: FieldReading['reading'] | 'pending'
  isChanged: boolean
}

/** Worth a line: it was to change, or it is not as it was to be. */
export const isTelling = (row: ConditionRow): boolean => row.isChanged || row.reading === 'differs'

/** What was asked for, field by field, against what was read back. Nothing read yet is `pending`, never a failure. */
export function toConditionRows(before: Json, after: Json, readings: readonly FieldReading[]): ConditionRow[] {
  if (readings.length === 0) {
    return listFields(before, after)
      .filter((field) => field.isChanged && field.after !== undefined)
      .map((field) => ({
        path: field.path,
        before: field.before,
        wanted: field.after,
        reading: 'pending',
        isChanged: true,
      }))
  }
  return readings.map(({ path, reading }) => {
    const stored = storedPath(path)
    const [was, wanted] = [valueAt(before, stored), valueAt(after, stored)]
    return { path: stored.join('.'), before: was, wanted, reading, isChanged: !isSame(was, wanted) }
  })
}

/** A reading says `primary.code.hint` where a view keeps `primary.settings.hint`. */
function storedPath(path: string): string[] {
  const [rank = '', place = '', ...rest] = path.split('.')
  return rest.length === 0 || place === 'privacy' ? [rank, place, ...rest] : [rank, 'settings', ...rest]
}

function valueAt(value: Json, path: readonly string[]): Json | undefined {
  let current: Json | undefined = value
  for (const step of path) current = asRecord(current)?.[step]
  return current
}
