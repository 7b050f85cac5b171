import type { Route } from 'next'
import { formatDate, parseBeijingDateTime } from '@/lib/format'
import type { OperationFilter } from '@/lib/operations/list-operations'
import { type OperationVerdict, operationVerdicts } from '@/lib/operations/schema'

export const listedActions = [
  'drama.grant',
  'drama.revoke',
  'drama.replace',
  'account.grant',
  'account.revoke',
  'channel.conditions.update',
  'channel.conditions.apply',
  'channel.default.update',
  'channel.default.restore',
  'channel.follow.update',
  'channel.conditions.restore',
  'channel.drift.restore',
  'channel.whitelist.add',
  'channel.whitelist.update',
  'channel.whitelist.remove',
  'channel.whitelist.clear',
  'channel.whitelist.import',
] as const

/** What the address says, as typed; unreadable parts are left out. */
export type OperationsView = {
  q: string
  verdict: OperationVerdict | 'open' | 'unanswered' | ''
  action: string
  person: string
  connection: string
  from: string
  until: string
  after: number | null
  before: number | null
}

export type RawParams = Record<string, string | string[] | undefined>

export const one = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim()

export function readOperationsView(params: RawParams): OperationsView {
  const verdict = one(params.verdict)
  const number = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : null)
  return {
    q: one(params.q).slice(0, 100),
    verdict:
      verdict === 'open' || verdict === 'unanswered'
        ? verdict
        : (operationVerdicts.find((known) => known === verdict) ?? ''),
    action: listedActions.find((action) => action === one(params.action)) ?? '',
    person: one(params.person).slice(0, 100),
    connection: uuid.test(one(params.connection)) ? one(params.connection) : '',
    from: toDay(one(params.from)),
    until: toDay(one(params.until)),
    after: number(one(params.after)),
    before: number(one(params.before)),
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const toDay = (text: string): string => (parseBeijingDateTime(`${text} 00:00`) ? text : '')

/** Days are Beijing's and both ends belong to the range. */
function toRange(from: string, until: string): { from?: Date; until?: Date } {
  const start = parseBeijingDateTime(`${from} 00:00`)
  const lastDay = parseBeijingDateTime(`${until} 00:00`)
  return {
    ...(start ? { from: start } : {}),
    ...(lastDay ? { until: new Date(lastDay.getTime() + 86_400_000) } : {}),
  }
}

/** What the list and its file are narrowed by. */
export function toFilter({ q, verdict, action, person, connection, from, until }: OperationsView): OperationFilter {
  return {
    ...(q ? { q } : {}),
    ...(verdict ? { verdict } : {}),
    ...(action ? { action } : {}),
    ...(person ? { actorId: person } : {}),
    ...(connection ? { connectionId: connection } : {}),
    ...toRange(from, until),
  }
}

export const today = (): string => formatDate(Date.now())

const keys = ['q', 'verdict', 'action', 'person', 'connection', 'from', 'until', 'after', 'before'] as const

export function operationsHref(view: Partial<OperationsView>, path = '/operations'): Route {
  const query = new URLSearchParams()
  for (const key of keys) if (view[key]) query.set(key, String(view[key]))
  return (query.size > 0 ? `${path}?${query}` : path) as Route
}
