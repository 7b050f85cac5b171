import 'server-only'
import { canonical, columns } from '@/lib/audit/record'

type Write = (value: unknown) => string

const asIs: Write = (value) => String(value)
const quoted: Write = (value) => (value === null ? 'null' : JSON.stringify(value))
const special: Partial<Record<(typeof columns)[number], Write>> = {
  schema_version: asIs,
  changed_keys: asIs,
  search_tokens: asIs,
  before: canonical,
  after: canonical,
  upstream: canonical,
  detail: canonical,
}
const parts = columns
  .filter((column) => column !== 'row_hash')
  .sort()
  .map((column, at) => ({ column, label: `${at === 0 ? '{' : ','}"${column}":`, write: special[column] ?? quoted }))

/**
 * What `rowHash` is taken over, for a row as `leavesOf` reads it, without sorting twenty-seven names for every row of
 * millions. A list is there as the JSON text PostgreSQL gives, which is the same unless a list of it was edited.
 */
export function hashedText(row: Record<string, unknown>): string {
  let text = ''
  for (const { column, label, write } of parts) text += label + write(row[column])
  return `${text}}`
}
