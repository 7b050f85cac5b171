import { createLoader, createSerializer, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { expiryStates, type GrantFilter, grantFilterShape, grantSorts, grantSources } from '@/lib/grants/filter-schema'
import { type GrantSelection, grantGroupings, selectionSchema } from '@/lib/grants/selection-schema'

const parsers = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(expiryStates),
  appid: parseAsString,
  drama: parseAsString,
  contract: parseAsString,
  tag: parseAsString,
  from: parseAsString,
  until: parseAsString,
  source: parseAsStringLiteral(grantSources),
  group: parseAsStringLiteral(grantGroupings),
  page: parseAsInteger.withDefault(0),
  sort: parseAsStringLiteral(grantSorts).withDefault('granted'),
  connection: parseAsString,
  cursor: parseAsString,
}

export const loadGrantSearch = createLoader(parsers)
export const writeGrantSearch = createSerializer(parsers)
export type GrantSearch = Awaited<ReturnType<typeof loadGrantSearch>>

/** The filter an address names; parts that cannot be meant are left out. */
export function toFilter(search: GrantSearch): GrantFilter {
  const filter: Record<string, unknown> = {}
  for (const [key, schema] of Object.entries(grantFilterShape)) {
    const given = search[key as keyof GrantSearch]
    const parsed = schema.safeParse(typeof given === 'string' && given !== '' ? given : undefined)
    filter[key] = parsed.success ? parsed.data : undefined
  }
  return { ...filter, q: typeof filter.q === 'string' ? filter.q : '' }
}

export const noFilter = {
  q: '',
  state: null,
  appid: null,
  drama: null,
  contract: null,
  tag: null,
  from: null,
  until: null,
  source: null,
} satisfies Partial<GrantSearch>

const selectionParsers = { ...parsers, pairs: parseAsString, all: parseAsString }
export const loadSelectionSearch = createLoader(selectionParsers)
export const writeSelectionSearch = createSerializer(selectionParsers)

/** `?pairs=` names grants one by one, `?all=1` all that fit the filter beside it; null for neither. */
export function toSelection(search: Awaited<ReturnType<typeof loadSelectionSearch>>): GrantSelection | null {
  const given =
    search.all === '1'
      ? { kind: 'filter', filter: toFilter(search) }
      : { kind: 'pairs', pairs: (search.pairs ?? '').split(',').filter(Boolean) }
  const parsed = selectionSchema.safeParse(given)
  return parsed.success ? parsed.data : null
}
