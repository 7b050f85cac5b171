import 'server-only'
import { hash } from 'node:crypto'
import type { NewEvent } from '@/lib/audit/event'
import { searchTokens } from '@/lib/audit/search-tokens'
import type { Sql } from '@/lib/db'
import { newId } from '@/lib/id'
import type { Json } from '@/lib/secrets/redact'

const SCHEMA_VERSION = 1

/** What a person wrote is found by any word of it. */
const WHOLE_NOTE = { named: 1_000, written: 2_400, characters: 4_000 }

/** As it is put into the table: JSON as text, its keys sorted. */
export type EventRow = Record<(typeof columns)[number], number | string | string[] | null>
/** What is written, in the order it is written. `row_hash` covers all the others. */
export const columns = [
  'id',
  'schema_version',
  'phase',
  'action',
  'outcome',
  'operation_id',
  'item_id',
  'connection_id',
  'actor_type',
  'actor_id',
  'actor_name',
  'actor_role',
  'session_print',
  'ip',
  'user_agent',
  'target_type',
  'target_id',
  'target_name',
  'before',
  'after',
  'changed_keys',
  'upstream',
  'detail',
  'reason',
  'request_id',
  'search_tokens',
  'row_hash',
] as const

/** Adds one event inside the transaction of `sql`. If it cannot be written the transaction must not commit. */
export async function recordEvent(sql: Sql, event: NewEvent): Promise<string> {
  const [id] = await recordEvents(sql, [event])
  if (!id) throw new Error('event was not recorded')
  return id
}

const ROWS_PER_STATEMENT = 500

/** Adds many events, in order, one row each. Made batch by batch, so that tens of thousands hold up nobody else's request. */
export async function recordEvents(sql: Sql, events: readonly NewEvent[]): Promise<string[]> {
  const ids: string[] = []
  for (let start = 0; start < events.length; start += ROWS_PER_STATEMENT) {
    const batch = events.slice(start, start + ROWS_PER_STATEMENT).map((event) => write(event, newId()))
    ids.push(...batch.map(({ row }) => String(row.id)))
    const [only] = batch
    if (only && batch.length === 1)
      await sql(
        INSERT_ONE,
        columns.map((column) => toParameter(only.row[column])),
      )
    else
      await sql(
        `insert into audit_event (${columns.join(', ')})
       select id, schema_version, phase, action, outcome, operation_id, item_id, connection_id, actor_type, actor_id,
              actor_name, actor_role, session_print, ip, user_agent, target_type, target_id, target_name, before, after,
              coalesce(changed_keys, '{}'), upstream, detail, reason, request_id, coalesce(search_tokens, '{}'), row_hash
         from jsonb_to_recordset($1::jsonb) as event(
              id uuid, schema_version integer, phase text, action text, outcome text, operation_id uuid, item_id uuid,
              connection_id uuid, actor_type text, actor_id text, actor_name text, actor_role text, session_print text, ip text,
              user_agent text, target_type text, target_id text, target_name text, before jsonb, after jsonb,
              changed_keys text[], upstream jsonb, detail jsonb, reason text, request_id text, search_tokens text[], row_hash text)`,
        [`[${batch.map(({ json }) => json).join(',')}]`],
      )
  }
  return ids
}

const INSERT_ONE = `insert into audit_event (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`

/** But for its brackets a list of plain words is written by PostgreSQL as JSON writes it. */
function toParameter(value: EventRow[keyof EventRow]): unknown {
  if (!Array.isArray(value)) return value
  const list = JSON.stringify(value)
  return list.includes('\\') ? value : `{${list.slice(1, -1)}}`
}

/** An event as it is stored, hash included. Only a generator of past events gives the id. */
export const toEventRow = (event: NewEvent, id = newId()): EventRow => write(event, id).row

/** The row, and the same as one object of JSON. */
function write(event: NewEvent, id: string): { row: EventRow; json: string } {
  const { actor, target, upstream } = event
  const row: EventRow = {
    id,
    schema_version: SCHEMA_VERSION,
    phase: event.phase,
    action: event.action,
    outcome: event.outcome,
    operation_id: asStored(event.operationId),
    item_id: asStored(event.itemId),
    connection_id: asStored(event.connectionId),
    actor_type: actor.type,
    actor_id: storable(actor.id),
    actor_name: storable(actor.name),
    actor_role: actor.role,
    session_print: actor.sessionPrint,
    ip: storableOrNull(actor.ip),
    user_agent: storableOrNull(actor.userAgent?.slice(0, 300)),
    target_type: target.type,
    target_id: storable(target.id),
    target_name: storable(target.name),
    before: toJson(event.before),
    after: toJson(event.after),
    changed_keys: changedKeys(event.before ?? null, event.after ?? null).map(storable),
    upstream: toJson(upstream),
    detail: toJson(event.detail),
    reason: storableOrNull(event.reason),
    request_id: storableOrNull(event.requestId),
    search_tokens: searchTokens(
      [
        actor.name,
        target.name,
        target.id,
        event.operationId,
        event.requestId,
        upstream?.errcode,
        upstream?.rid,
        ...wordsIn(event.detail ?? null, NAMED),
      ],
      [event.reason, upstream?.errmsg, ...wordsIn(event.detail ?? null, WRITTEN)],
      event.phase === 'note' ? WHOLE_NOTE : undefined,
    ),
    row_hash: null,
  }
  const content = contentOf(row)
  row.row_hash = hash('sha256', `${content}}`, 'hex')
  return { row, json: `${content},"row_hash":"${row.row_hash}"}` }
}

const JSON_COLUMNS: ReadonlySet<string> = new Set(['before', 'after', 'upstream', 'detail'])
const hashed = columns
  .filter((column) => column !== 'row_hash')
  .sort()
  .map((column, at) => ({
    column,
    label: `${at === 0 ? '{' : ','}"${column}":`,
    isJson: JSON_COLUMNS.has(column),
  }))

/** All but the hash, as one object of JSON that is still open at its end. */
function contentOf(row: EventRow): string {
  let text = ''
  for (const { column, label, isJson } of hashed)
    text += label + (isJson ? (row[column] ?? 'null') : JSON.stringify(row[column]))
  return text
}

/** SHA-256 over every field the product decides, keys sorted; time and sequence are the database's. */
export function rowHash(row: Record<string, unknown>): string {
  let text = ''
  for (const { column, label } of hashed) text += label + canonical(row[column])
  return hash('sha256', `${text}}`, 'hex')
}

export function canonical(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return value.every(isText) ? JSON.stringify(value) : `[${value.map(canonical).join(',')}]`
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const entry = (value as Record<string, unknown>)[key]
    if (entry !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(entry)}`
  }
  return `{${text}}`
}

/** Top-level and one nested level of keys whose value differs, e.g. `primary.priceFen`. */
export function changedKeys(before: Json, after: Json, prefix = '', depth = 0): string[] {
  if (!isRecord(before) || !isRecord(after)) return []
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return keys.flatMap((key) => {
    const [old, fresh] = [before[key] ?? null, after[key] ?? null]
    if (old === fresh || canonical(old) === canonical(fresh)) return []
    const nested = depth < 2 ? changedKeys(old, fresh, `${prefix}${key}.`, depth + 1) : []
    return nested.length > 0 ? nested : [`${prefix}${key}`]
  })
}

const MOST_WORDS = 50

/** What of a `detail` people look for: names, receipts and what an upstream calls its answer; what was written or said. */
const NAMED = /(names?|rid|labels?|ticket)$|^(code|operationNumber|childNumber|contractNo)$/i
const WRITTEN = /(message|note|text)$/i

function wordsIn(detail: Json, keys: RegExp): string[] {
  if (!isRecord(detail)) return []
  return Object.entries(detail).flatMap(([key, value]) => {
    if (!keys.test(key)) return []
    return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string').slice(0, MOST_WORDS)
  })
}

const isText = (value: unknown): boolean => typeof value === 'string'

const isRecord = (value: Json): value is { [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** PostgreSQL cannot hold U+0000, nor half a character. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed()
const storableOrNull = (text: string | null | undefined): string | null => (text ? storable(text) : (text ?? null))

/** A UUID however it was typed, as PostgreSQL gives it back. */
const asStored = (id: string | null | undefined): string | null => id?.toLowerCase() ?? null

/** As JSON writes U+0000 and half a character; behind an even number of backslashes, for else it is text that looks like it. */
const UNSTORABLE = /(?<=(?<!\\)(?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g

function toJson(value: NewEvent['detail' | 'upstream']): string | null {
  if (value === undefined || value === null) return null
  const text = canonical(value)
  if (!text.includes('\\u0000') && !text.includes('\\ud')) return text
  return canonical(JSON.parse(text.replace(UNSTORABLE, '\\uFFFD')))
}
