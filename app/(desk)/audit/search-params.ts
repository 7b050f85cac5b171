import type { Route } from 'next'
import { type Cursor, readCursor } from '@/lib/audit/cursor'
import { type AuditFilter, expandAction, toOutcome, toPhase, toTargetType } from '@/lib/audit/filter'
import type { Place } from '@/lib/audit/queries'
import type { Outcome } from '@/lib/audit/schema'
import { parseBeijingDateTime } from '@/lib/format'
import { isId } from '@/lib/id'

export type RawParams = Record<string, string | string[] | undefined>

export const views = ['deeds', 'trouble', 'everything'] as const
export type AuditViewName = (typeof views)[number]

/** The address as typed. Whatever cannot be read stays here, so that the form can show it, and narrows nothing. */
export type AuditView = {
  view: AuditViewName
  q: string
  person: string
  action: string
  target: string
  outcome: string
  phase: string
  operation: string
  from: string
  until: string
}

export const filterKeys = ['q', 'person', 'action', 'target', 'outcome', 'phase', 'operation', 'from', 'until'] as const
export type FilterKey = (typeof filterKeys)[number]

const one = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim()
const MOST_CHARACTERS = 200

export function readAuditView(params: RawParams): AuditView {
  const text = (key: FilterKey) => one(params[key]).slice(0, MOST_CHARACTERS)
  return {
    view: views.find((name) => name === one(params.view)) ?? 'deeds',
    q: text('q'),
    person: text('person'),
    action: expandAction(text('action')).length > 0 ? text('action') : '',
    target: toTarget(text('target')) ? text('target') : '',
    outcome: toOutcome(text('outcome')) ?? '',
    phase: toPhase(text('phase')) ?? '',
    operation: isId(text('operation')) ? text('operation') : '',
    from: text('from'),
    until: text('until'),
  }
}

const trouble: readonly Outcome[] = ['failed', 'mismatch', 'partial', 'unknown', 'denied']

export function toAuditFilter(view: AuditView): AuditFilter {
  const [from, until] = [readMoment(view.from, 'start'), readMoment(view.until, 'end')]
  const target = toTarget(view.target)
  const [outcome, phase] = [toOutcome(view.outcome), toPhase(view.phase)]
  return {
    ...(view.q ? { text: view.q } : {}),
    ...(view.person ? { actorId: view.person } : {}),
    ...(view.action ? { action: view.action } : {}),
    ...target,
    ...(outcome ? { outcomes: [outcome] } : view.view === 'trouble' ? { outcomes: trouble } : {}),
    ...(phase ? { phase } : {}),
    ...(view.operation ? { operationId: view.operation } : {}),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    ...(view.view === 'everything' ? { everything: true } : {}),
  }
}

/** `channel:1965681`, or a kind alone. */
function toTarget(text: string): Pick<AuditFilter, 'targetType' | 'targetId'> | null {
  const [, kind, id] = /^([a-z_]+)(?::(.+))?$/.exec(text) ?? []
  const targetType = toTargetType(kind)
  return targetType ? { targetType, ...(id ? { targetId: id } : {}) } : null
}

/** A day means all of it; both ends belong to the range. Beijing time. */
export function readMoment(text: string, end: 'start' | 'end'): Date | null {
  const day = parseBeijingDateTime(`${text} 00:00`)
  if (day) return end === 'start' ? day : new Date(day.getTime() + 86_400_000)
  const minute = parseBeijingDateTime(text)
  if (!minute) return null
  return end === 'start' ? minute : new Date(minute.getTime() + 60_000)
}

export const isBadMoment = (text: string): boolean => text !== '' && readMoment(text, 'start') === null

export function readPlace(params: RawParams): Place {
  const before: Cursor | null = readCursor(one(params.before))
  if (before) return { before }
  const after = readCursor(one(params.after))
  return after ? { after } : null
}

export function auditHref(
  view: Partial<AuditView>,
  place: { after?: string; before?: string } = {},
  path = '/audit',
): Route {
  const query = new URLSearchParams()
  if (view.view && view.view !== 'deeds') query.set('view', view.view)
  for (const key of filterKeys) if (view[key]) query.set(key, view[key])
  if (place.after) query.set('after', place.after)
  if (place.before) query.set('before', place.before)
  return (query.size > 0 ? `${path}?${query}` : path) as Route
}
