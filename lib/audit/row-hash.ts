import 'server-only'
import type { Fields } from '@/lib/audit/fields'
import { JsonText } from '@/lib/audit/json-text'
import { columns } from '@/lib/audit/record'

type Write = (field: Fields) => void

const text = new JsonText()

const writeText: Write = ({ bytes, from, to }) => text.writeText(bytes, from, to)
const writeUuid: Write = ({ uuid }) => text.writeWord(`"${uuid}"`)
const writeInteger: Write = ({ integer }) => text.writeWord(String(integer))
/** A byte for the version of the form stands before it. */
const writeJson: Write = ({ bytes, from, to }) => text.writeJsonb(bytes, from + 1, to)

/** How many dimensions there are, eight bytes of no interest and eight for each of them; then entries, each with its length. */
const writeList: Write = ({ bytes, from, to }) => {
  // No list of ours has more than one.
  const depth = Math.max(1, bytes.readInt32BE(from))
  const first = from + 12 + 8 * depth
  text.writeWord('['.repeat(depth))
  for (let at = first; at < to; ) {
    if (at > first) text.writeWord(',')
    const length = bytes.readInt32BE(at)
    at += 4
    if (length < 0) text.writeWord('null')
    else text.writeText(bytes, at, at + length)
    at += Math.max(0, length)
  }
  text.writeWord(']'.repeat(depth))
}

const special: Partial<Record<(typeof columns)[number], Write>> = {
  id: writeUuid,
  operation_id: writeUuid,
  item_id: writeUuid,
  connection_id: writeUuid,
  schema_version: writeInteger,
  before: writeJson,
  after: writeJson,
  upstream: writeJson,
  detail: writeJson,
  changed_keys: writeList,
  search_tokens: writeList,
}
const parts = columns
  .filter((column) => column !== 'row_hash')
  .sort()
  .map((column, at) => ({
    column,
    label: Buffer.from(`${at === 0 ? '{' : ','}"${column}":`),
    write: special[column] ?? writeText,
  }))

/** The columns that `contentHash` takes. */
export const contentColumns = (event: string): string => parts.map(({ column }) => `${event}.${column}`).join(', ')

/**
 * What `rowHash` says of an event as it was written, for one as the database has it. Of a million rows in twenty-seven columns
 * most of the work would be to make strings of them.
 */
export function contentHash(fields: Fields): string {
  text.clear()
  for (const { label, write } of parts) {
    fields.take()
    text.makeRoom(fields.to - fields.from)
    text.writeBytes(label)
    if (fields.isNull) text.writeWord('null')
    else write(fields)
  }
  text.writeWord('}')
  return text.toHash()
}
