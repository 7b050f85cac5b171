import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { type CatalogueFilter, dramaSorts, holderFilters, stateFilters } from '@/lib/dramas/schema'

const parsers = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(stateFilters),
  held: parseAsStringLiteral(holderFilters),
  sort: parseAsStringLiteral(dramaSorts).withDefault('newest'),
  connection: parseAsString,
}

export const loadDramaSearch = createLoader(parsers)
export const writeDramaSearch = createSerializer(parsers)
export type DramaSearch = Awaited<ReturnType<typeof loadDramaSearch>>

export const toFilter = ({ q, state, held, sort }: DramaSearch): CatalogueFilter => ({
  q: q.trim().slice(0, 100),
  sort,
  ...(state ? { state } : {}),
  ...(held ? { held } : {}),
})
