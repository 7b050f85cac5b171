import { createLoader, createSerializer, parseAsInteger, parseAsString } from 'nuqs/server'

const parsers = {
  q: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(0),
  connection: parseAsString,
  appid: parseAsString,
}
export const loadAccountSearch = createLoader(parsers)
export const writeAccountSearch = createSerializer(parsers)
