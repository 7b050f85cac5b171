import type { Route } from 'next'
import { createLoader, createSerializer, parseAsString } from 'nuqs/server'

const parsers = {
  appid: parseAsString.withDefault(''),
  drama: parseAsString.withDefault(''),
  connection: parseAsString,
}

export const loadDiagnoseSearch = createLoader(parsers)
const write = createSerializer(parsers)
type DiagnoseSearch = Awaited<ReturnType<typeof loadDiagnoseSearch>>

export const diagnoseHref = (search: Partial<DiagnoseSearch>): Route => write('/diagnose', search) as Route
