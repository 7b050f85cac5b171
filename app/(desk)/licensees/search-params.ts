import { createLoader, createSerializer, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { contractStates, licenseeSorts } from '@/lib/licensees/book-schema'
import type { BookFilter } from '@/lib/licensees/list-licensees'

const parsers = {
  q: parseAsString.withDefault(''),
  tag: parseAsString,
  contract: parseAsStringLiteral(contractStates),
  refused: parseAsBoolean.withDefault(false),
  archived: parseAsBoolean.withDefault(false),
  sort: parseAsStringLiteral(licenseeSorts).withDefault('name'),
  cursor: parseAsString,
}

export const loadLicenseeSearch = createLoader(parsers)
export const writeLicenseeSearch = createSerializer(parsers)
export type LicenseeSearch = Awaited<ReturnType<typeof loadLicenseeSearch>>

export const toBookFilter = (search: LicenseeSearch): BookFilter => ({
  q: search.q.trim().slice(0, 100),
  tag: search.tag ? search.tag.slice(0, 20) : null,
  contract: search.contract,
  isRefused: search.refused,
  isArchived: search.archived,
  sort: search.sort,
})
