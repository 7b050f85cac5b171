import 'server-only'
import type { EventRecord, Json } from '@/lib/audit/schema'
import { HIDDEN, redactText } from '@/lib/sharing/redact-text'

/** What a field of this name holds never leaves the house. */
const PRIVATE =
  /^(ip|user_?agent|session.*|.*token.*|.*password.*|.*secret.*|.*passwd.*|.*key|auth_?code|code|e?mail|phone.*|mobile.*|contact|notes|requestId|(base)?url|host|port|place|userId)$/i

/** Who of us did it, and what they wrote or looked for. */
const OF_OUR_PEOPLE = /^(reason|note|heldFor|query|(created|updated|asked|revoked)(By|Name))$/

type Shown = { showsNames: boolean; key?: string }

/** A stored value without what is private, at any depth. A secret keeps its state and loses its fingerprint. */
export function redactValue(value: Json, { showsNames, key = '' }: Shown): Json {
  if (value === null || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((entry) => redactValue(entry, { showsNames, key }))
  const isRecord = typeof value === 'object'
  if (isRecord && typeof value.secret === 'string') return { secret: value.secret, fingerprint: null }
  if (PRIVATE.test(key) || (!showsNames && OF_OUR_PEOPLE.test(key))) return HIDDEN
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'number') return PHONE_NUMBER.test(String(value)) ? HIDDEN : value
  if ('fingerprint' in value) return HIDDEN
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, redactValue(entry, { showsNames, key: name })]),
  )
}

const PHONE_NUMBER = /^(?:86)?1[3-9]\d{9}$/

/** Targets that are people of ours. */
const internal: ReadonlySet<string> = new Set(['person', 'session'])
/** All that is told of a change to one of our people while their names are not shown. */
const TOLD_OF_PEOPLE = ['role', 'disabled']

/**
 * An event as it may be shown outside: no address, session, browser, upstream bodies or notes; the names of our people and
 * their reasons only when the share shows them.
 * @param nobody what stands for a name that is not shown
 */
export function redactEvent(event: EventRecord, showsNames: boolean, nobody: string): EventRecord {
  const { actor, target } = event
  const name = (text: string) => (showsNames ? redactText(text) : nobody)
  const changed = (value: Json) => redactValue(showsNames ? value : withoutPeople(value, event), { showsNames })
  return {
    ...event,
    actor: { type: actor.type, id: '', name: actor.type === 'person' ? name(actor.name) : programName(actor) },
    actorRole: '',
    target: {
      type: target.type,
      id: internal.has(target.type) ? '' : redactText(target.id),
      name: internal.has(target.type)
        ? name(target.name)
        : showsNames || !mayNamePeople(event)
          ? redactText(target.name)
          : HIDDEN,
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
    before: changed(event.before),
    after: changed(event.after),
    detail: redactDetail(event.detail, showsNames),
    operation: event.operation
      ? { ...event.operation, id: '', reason: '', summary: redactValue(event.operation.summary, { showsNames }) }
      : null,
  }
}

/** Our programs have names; of who could not sign in, not even the half-hidden address is shown. */
const programName = ({ type, name }: EventRecord['actor']): string => (type === 'system' ? redactText(name) : '')

/** Of things named by our people, or after one of them: a saved view, and what an event about an event borrows its name from. */
const mayNamePeople = ({ action, target }: EventRecord): boolean =>
  action.startsWith('audit.view.') ||
  target.type === 'event' ||
  (target.type === 'share' && !/^R-\d+$/.test(target.name))

function withoutPeople(value: Json, event: EventRecord): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  if (internal.has(event.target.type))
    return Object.fromEntries(TOLD_OF_PEOPLE.flatMap((key) => (key in value ? [[key, value[key] ?? null]] : [])))
  return mayNamePeople(event) && 'name' in value ? { ...value, name: HIDDEN } : value
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

function redactDetail(detail: Json, showsNames: boolean): Json {
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail)) return null
  return Object.fromEntries(
    TOLD.flatMap((key) => {
      const value = detail[key]
      if (value === undefined) return []
      // An error code is no viewing code.
      return [
        [
          key,
          key === 'code' && typeof value === 'string' ? redactText(value) : redactValue(value, { showsNames }),
        ] as const,
      ]
    }),
  )
}
