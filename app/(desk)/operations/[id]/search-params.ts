import type { Route } from 'next'
import { type ItemGroup, itemGroups } from '@/lib/operations/schema'

export type ReceiptView = { show: ItemGroup | null; text: string; after: number }

type RawParams = Record<string, string | string[] | undefined>

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

export function readReceiptView(params: RawParams): ReceiptView {
  const after = Number(one(params.after))
  return {
    show: itemGroups.find((group) => group === one(params.show)) ?? null,
    text: one(params.q).trim().slice(0, 100),
    after: Number.isSafeInteger(after) && after > 0 ? after : -1,
  }
}

export function receiptHref(number: number, view: Partial<ReceiptView> = {}): Route {
  const query = new URLSearchParams()
  if (view.show) query.set('show', view.show)
  if (view.text) query.set('q', view.text)
  if (view.after !== undefined && view.after >= 0) query.set('after', String(view.after))
  const search = query.size > 0 ? `?${query}` : ''
  return `/operations/R-${number}${search}` as Route
}
