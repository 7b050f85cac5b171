import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { expiryStates, grantSorts } from '@/lib/grants/queries'

const parsers = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(expiryStates),
  appid: parseAsString,
  sort: parseAsStringLiteral(grantSorts).withDefault('granted'),
  connection: parseAsString,
  cursor: parseAsString,
}

export const loadGrantSearch = createLoader(parsers)
export const writeGrantSearch = createSerializer(parsers)
export type GrantSearch = Awaited<ReturnType<typeof loadGrantSearch>>
