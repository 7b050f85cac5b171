import type { Route } from 'next'
import { type Cursor, readCursor } from '@/lib/audit/cursor'
import type { Place } from '@/lib/audit/queries'
import { toTerms, type WrittenTerms } from '@/lib/audit/query-edits'
import { MOST_CHARACTERS, parseQuery } from '@/lib/audit/query-parser'
import { printQuery, type Term } from '@/lib/audit/query-terms'
import { troubles } from '@/lib/audit/query-words'

export type RawParams = Record<string, string | string[] | undefined>

/** Built-in views, each a query like any other. */
export const builtInViews = {
  all: '',
  trouble: `outcome:${troubles.filter((outcome) => outcome !== 'drift').join(',')}`,
  outside: 'outcome:drift',
  sensitive: 'outcome:read',
} as const
export type BuiltInView = keyof typeof builtInViews

const all = (value: string | string[] | undefined): string[] =>
  (Array.isArray(value) ? value : [value ?? '']).map((text) => text.trim()).filter((text) => text !== '')
const one = (value: string | string[] | undefined): string => all(value)[0] ?? ''

type AuditAddress = {
  /** The query as typed. */
  written: string
  /** A saved view's id. */
  viewId: string
  /** The address uses parameters of before there was a query, or has it in pieces. */
  isOldWay: boolean
}

export function readAddress(params: RawParams): AuditAddress {
  const pieces = all(params.q)
  const old = readOldParams(params)
  const view = one(params.view)
  return {
    written: [...pieces, printQuery(old)]
      .filter((text) => text !== '')
      .join(' ')
      .slice(0, MOST_CHARACTERS + 1),
    viewId: oldViews.has(view) ? '' : view,
    isOldWay: pieces.length > 1 || old.length > 0 || oldViews.has(view),
  }
}

const oldViews = new Set(['deeds', 'trouble', 'everything'])

/** `person`, `action` and the like, which links used to carry. */
function readOldParams(params: RawParams): Term[] {
  const view = one(params.view)
  const [from, until] = [one(params.from), one(params.until)].map((moment) => moment.replace(' ', 'T'))
  return [
    ...toTerms({
      actor: one(params.person),
      action: one(params.action),
      target: one(params.target),
      outcome: one(params.outcome),
      phase: one(params.phase),
      operation: one(params.operation),
      created: from || until ? `${from || '*'}..${until || '*'}` : '',
      show: view === 'everything' ? 'all' : '',
    }),
    ...(view === 'trouble' && !one(params.outcome) ? parseQuery(builtInViews.trouble).terms : []),
  ]
}

export function readPlace(params: RawParams): Place {
  const before: Cursor | null = readCursor(one(params.before))
  if (before) return { before }
  const after = readCursor(one(params.after))
  return after ? { after } : null
}

type AddressRest = { after?: string; before?: string; view?: string }

/** The one way to an audit list: a query as text, as terms, or by key. */
export function auditHref(
  query: string | readonly Term[] | WrittenTerms,
  rest: AddressRest = {},
  path = '/audit',
): Route {
  const written = typeof query === 'string' ? query : isTerms(query) ? printQuery(query) : printQuery(toTerms(query))
  const parameters = new URLSearchParams()
  if (written) parameters.set('q', written)
  if (rest.view) parameters.set('view', rest.view)
  if (rest.after) parameters.set('after', rest.after)
  if (rest.before) parameters.set('before', rest.before)
  return (parameters.size > 0 ? `${path}?${parameters}` : path) as Route
}

const isTerms = (query: readonly Term[] | WrittenTerms): query is readonly Term[] => Array.isArray(query)
