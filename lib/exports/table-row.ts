import 'server-only'
import { describeEvent, plainSentence } from '@/lib/audit/describe'
import type { EventLine, Json } from '@/lib/audit/schema'
import { formatDateTime } from '@/lib/format'
import type { AppLocale } from '@/lib/i18n/locales'
import type { SheetCell } from '@/lib/sheets/write-xlsx'

type Names = (typeof columns)[number][0]
/** As the database writes it: every value is text or null. */
export type TableRow = Record<Names, string | null>

const columns = [
  ['id', 'event.id'],
  ['seq', 'event.seq'],
  ['at', '(extract(epoch from event.occurred_at) * 1000)::bigint'],
  ['phase', 'event.phase'],
  ['action', 'event.action'],
  ['outcome', 'event.outcome'],
  ['actor_type', 'event.actor_type'],
  ['actor_id', 'event.actor_id'],
  ['actor_name', 'event.actor_name'],
  ['actor_role', 'event.actor_role'],
  ['target_type', 'event.target_type'],
  ['target_id', 'event.target_id'],
  ['target_name', 'event.target_name'],
  ['reason', 'event.reason'],
  ['detail', 'event.detail'],
  ['changed', 'cardinality(event.changed_keys)'],
  ['endpoint', `event.upstream->>'endpoint'`],
  ['errcode', `event.upstream->>'errcode'`],
  ['errmsg', `event.upstream->>'errmsg'`],
  ['rid', `event.upstream->>'rid'`],
  ['ip', 'event.ip'],
  ['row_hash', 'event.row_hash'],
  ['operation_id', 'operation.id'],
  ['operation_number', 'operation.number'],
  ['operation_state', 'operation.state'],
  ['operation_verdict', 'operation.verdict'],
  ['operation_summary', 'operation.summary'],
] as const

export const TABLE_COLUMNS = columns.map(([name, source]) => `${source} as ${name}`).join(', ')

/** Names of the columns of `toCells`, in its order; each has its words in both languages. */
export const tableColumns = [
  'when',
  'who',
  'role',
  'action',
  'phase',
  'outcome',
  'targetType',
  'targetId',
  'target',
  'receipt',
  'sentence',
  'evidence',
  'reason',
  'ip',
  'eventId',
  'utc',
  'sequence',
  'leaf',
  'rowHash',
] as const

/** What a spreadsheet shows of an event. The last five columns are what its place in the seal is made of. */
export function toCells(row: TableRow & { leaf_no: string }, locale: AppLocale): SheetCell[] {
  const occurredAt = new Date(Number(row.at)).toISOString()
  const described = describeEvent(toDescribed(row, occurredAt), locale)
  return [
    formatDateTime(occurredAt, 'milli'),
    row.actor_name,
    row.actor_role,
    row.action,
    row.phase,
    row.outcome,
    row.target_type,
    row.target_id,
    row.target_name,
    row.operation_number === null ? null : `R-${row.operation_number}`,
    plainSentence(described),
    described.evidence.join('; '),
    row.reason,
    row.ip,
    row.id,
    occurredAt,
    row.seq,
    row.leaf_no,
    row.row_hash,
  ]
}

/** Events of one operation stand together. */
let latest: { id: string; operation: unknown } | undefined

function operationOf(row: TableRow): unknown {
  const id = row.operation_id
  if (id === null) return null
  if (latest?.id !== id)
    latest = {
      id,
      operation: {
        id,
        number: Number(row.operation_number),
        state: row.operation_state,
        verdict: row.operation_verdict,
        summary: json(row.operation_summary),
        reason: '',
      },
    }
  return latest.operation
}

const json = (text: string | null): Json => (text === null ? null : JSON.parse(text))

/** As much of an event as its sentence is made of; how many keys changed is told, their names are not. */
function toDescribed(row: TableRow, occurredAt: string): EventLine {
  return {
    id: row.id,
    seq: row.seq,
    occurredAt,
    phase: row.phase,
    action: row.action,
    outcome: row.outcome,
    actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
    target: { type: row.target_type, id: row.target_id, name: row.target_name },
    reason: row.reason,
    detail: json(row.detail),
    changedKeys: { length: Number(row.changed) },
    answer:
      row.endpoint === null ? null : { endpoint: row.endpoint, errcode: row.errcode, errmsg: row.errmsg, rid: row.rid },
    operation: operationOf(row),
  } as unknown as EventLine
}
