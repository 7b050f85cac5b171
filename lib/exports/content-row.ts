import 'server-only'
import { columns } from '@/lib/audit/record'

const lists = new Set<string>(['changed_keys', 'search_tokens'])
const plain = new Set<string>(['before', 'after', 'upstream', 'detail', 'schema_version', ...lists])
const content = columns.filter((column) => column !== 'row_hash')

/** As the database writes it: every value is text or null. What holds JSON, or a number, is JSON as it is. */
export type ContentRow = Record<string, string | null>

export const CONTENT_COLUMNS = [
  ...content.map((column) => (lists.has(column) ? `to_json(event.${column}) as ${column}` : `event.${column}`)),
  'event.seq',
  '(extract(epoch from event.occurred_at) * 1000)::bigint as at',
  'event.row_hash',
].join(', ')

/** Everything that was recorded, and what the leaf is made of: the line checks itself. */
export function toContentLine(row: ContentRow & { leaf_no: string }): string {
  let event = ''
  for (const column of content) {
    const value = row[column] ?? null
    event += `${event === '' ? '' : ','}"${column}":${value === null || plain.has(column) ? value : JSON.stringify(value)}`
  }
  const at = new Date(Number(row.at)).toISOString()
  return `{"kind":"event","leafNo":${row.leaf_no},"seq":"${row.seq}","occurredAt":"${at}","rowHash":"${row.row_hash}","event":{${event}}}\n`
}
