import 'server-only'
import type { Term } from '@/lib/audit/query-terms'
import type { QueryKey } from '@/lib/audit/query-words'

/** Values by key, as a link from elsewhere gives them. */
export type WrittenTerms = Partial<Record<QueryKey | 'text', string | readonly string[] | undefined>>

export const toTerms = (wanted: WrittenTerms): Term[] =>
  Object.entries(wanted).flatMap(([key, value]): Term[] => {
    const [first, ...others] = (typeof value === 'string' ? [value] : (value ?? [])).filter((text) => text !== '')
    if (first === undefined) return []
    if (key === 'text') return [first, ...others].map((text) => ({ key, values: [text], isExcluded: false }))
    // The record's keys are these by its type.
    return [{ key: key as QueryKey, values: [first, ...others], isExcluded: false }]
  })

export const withoutKey = (terms: readonly Term[], key: Term['key']): Term[] => terms.filter((term) => term.key !== key)

const isAbout = (term: Term, key: QueryKey): boolean => term.key === key && !term.isExcluded

/** Whether a query asks for this value, among others or alone. */
export const hasValue = (terms: readonly Term[], key: QueryKey, value: string): boolean =>
  terms.some((term) => isAbout(term, key) && (term.values as readonly string[]).includes(value))

/** The same query with a value of a key taken in, or left out if it was in. A kind of target takes the place of single ones. */
export function toggleValue(terms: readonly Term[], key: QueryKey, value: string): Term[] {
  const chosen = terms.flatMap((term): string[] => (isAbout(term, key) ? [...term.values] : []))
  const kept = key === 'target' ? chosen.filter((one) => one.includes(':') === value.includes(':')) : chosen
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...kept, value]
  const [first, ...others] = next
  const changed: Term[] = first === undefined ? [] : [{ key, values: [first, ...others], isExcluded: false }]
  const place = terms.findIndex((term) => isAbout(term, key))
  const rest = terms.filter((term) => !isAbout(term, key))
  return place === -1 ? [...rest, ...changed] : [...rest.slice(0, place), ...changed, ...rest.slice(place)]
}
