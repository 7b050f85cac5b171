import type { Route } from 'next'
import { parseCauseKey } from '@/lib/operations/retry-schema'
import { type ItemGroup, itemGroups } from '@/lib/operations/schema'

/** Items under their outcome, or counted per licensee. */
export const arrangements = ['result', 'licensee'] as const
type Arrangement = (typeof arrangements)[number]

export type ReceiptView = {
  show: ItemGroup | null
  /** A cause's key, empty for any. */
  cause: string
  /** A licensee's appid, empty for any. */
  licensee: string
  text: string
  by: Arrangement
  after: number
}

type RawParams = Record<string, string | string[] | undefined>

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

export function readReceiptView(params: RawParams): ReceiptView {
  const after = Number(one(params.after))
  const cause = one(params.cause)
  return {
    show: itemGroups.find((group) => group === one(params.show)) ?? null,
    cause: parseCauseKey(cause) ? cause : '',
    licensee: one(params.licensee).trim().slice(0, 60),
    text: one(params.q).trim().slice(0, 100),
    by: arrangements.find((by) => by === one(params.by)) ?? 'result',
    after: Number.isSafeInteger(after) && after > 0 ? after : -1,
  }
}

export const isNarrowed = ({ show, cause, licensee, text }: ReceiptView): boolean =>
  show !== null || cause !== '' || licensee !== '' || text !== ''

export function receiptHref(number: number, view: Partial<ReceiptView> = {}): Route {
  return `/operations/R-${number}${toQuery(view)}` as Route
}

/** The items now on screen as a file. */
export const itemsFileHref = (operationId: string, view: ReceiptView, format: 'csv' | 'xlsx'): string =>
  `/api/operations/${operationId}/items.${format}${toQuery({ ...view, by: 'result', after: -1 })}`

function toQuery(view: Partial<ReceiptView>): string {
  const query = new URLSearchParams()
  if (view.show) query.set('show', view.show)
  if (view.cause) query.set('cause', view.cause)
  if (view.licensee) query.set('licensee', view.licensee)
  if (view.text) query.set('q', view.text)
  if (view.by === 'licensee') query.set('by', view.by)
  if (view.after !== undefined && view.after >= 0) query.set('after', String(view.after))
  return query.size > 0 ? `?${query}` : ''
}
