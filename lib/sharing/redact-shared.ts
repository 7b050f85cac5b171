import 'server-only'
import type { EventRecord, Json } from '@/lib/audit/schema'

const HIDDEN = '•••'

/** Numbers of people's phones, with or without their country and spaces; anything of a longer number stays whole. */
const PHONE = /(?<![\d.])(?:(?:\+|00)?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const ADDRESS = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}(?![\w:])/gi
const PRINT = /\b[\w-]{1,16}:[0-9a-f]{12}\b/g

/** A text as somebody outside may read it. */
export const redactText = (text: string): string =>
  toHalfWidthDigits(text).replace(EMAIL, HIDDEN).replace(PHONE, HIDDEN).replace(ADDRESS, HIDDEN).replace(PRINT, HIDDEN)

const toHalfWidthDigits = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))

/** What a field of this name holds never leaves the house. */
const PRIVATE =
  /^(ip|user_?agent|session.*|.*token.*|.*password.*|.*secret.*|.*passwd.*|.*key|auth_?code|code|e?mail|phone.*|mobile.*|contact|notes|requestId|baseUrl|userId)$/i

/** A stored value without what is private, at any depth. A secret keeps its state and loses its fingerprint. */
export function redactValue(value: Json, key = ''): Json {
  if (typeof value === 'string') return PRIVATE.test(key) ? HIDDEN : redactText(value)
  if (typeof value === 'number') return PHONE_NUMBER.test(String(value)) || PRIVATE.test(key) ? HIDDEN : value
  if (Array.isArray(value)) return value.map((entry) => redactValue(entry, key))
  if (value === null || typeof value === 'boolean') return value
  if (typeof value.secret === 'string') return { secret: value.secret, fingerprint: null }
  if ('fingerprint' in value) return HIDDEN
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, redactValue(entry, name)]))
}

const PHONE_NUMBER = /^(?:86)?1[3-9]\d{9}$/

/** Targets that are people of ours. */
const internal = new Set(['person', 'session'])

/**
 * An event as it may be shown outside: no address, session, browser, upstream bodies or notes; the names of our people and
 * their reasons only when the share shows them.
 * @param nobody what stands for a name that is not shown
 */
export function redactEvent(event: EventRecord, showsNames: boolean, nobody: string): EventRecord {
  const { actor, target } = event
  const name = (text: string) => (showsNames ? redactText(text) : nobody)
  return {
    ...event,
    actor: { type: actor.type, id: '', name: actor.type === 'person' ? name(actor.name) : redactText(actor.name) },
    actorRole: '',
    target: {
      type: target.type,
      id: internal.has(target.type) ? '' : redactText(target.id),
      name: internal.has(target.type) ? name(target.name) : redactText(target.name),
    },
    sessionPrint: null,
    ip: null,
    userAgent: null,
    requestId: null,
    itemId: null,
    connectionId: null,
    upstream: null,
    reason: showsNames && event.reason !== null ? redactText(event.reason) : null,
    answer: event.answer ? redactAnswer(event.answer) : null,
    before: redactValue(event.before),
    after: redactValue(event.after),
    detail: redactDetail(event.detail),
    operation: event.operation
      ? { ...event.operation, id: '', reason: '', summary: redactValue(event.operation.summary) }
      : null,
  }
}

const redactAnswer = (answer: NonNullable<EventRecord['answer']>): EventRecord['answer'] => ({
  endpoint: answer.endpoint,
  errcode: answer.errcode,
  errmsg: answer.errmsg === null ? null : redactText(answer.errmsg),
  rid: answer.rid,
})

/** The few facts sentences are made of; whatever else an event carries stays inside. */
const TOLD = [
  'counts',
  'code',
  'message',
  'fields',
  'level',
  'callNumber',
  'itemCount',
  'alarm',
  'drift',
  'interrupted',
  'dramas',
  'licensees',
  'dramaNames',
  'licenseeNames',
  'dramaCount',
  'licenseeCount',
  'expiresAt',
]

function redactDetail(detail: Json): Json {
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail)) return null
  return Object.fromEntries(
    TOLD.flatMap((key) => {
      const value = detail[key]
      if (value === undefined) return []
      // An error code is no viewing code.
      return [[key, key === 'code' && typeof value === 'string' ? redactText(value) : redactValue(value)] as const]
    }),
  )
}
