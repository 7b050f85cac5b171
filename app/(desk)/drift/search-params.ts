import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import type { DriftFilter } from '@/lib/grants/drift-queries'
import { driftKinds, driftViews } from '@/lib/grants/drift-schema'
import { appidPattern } from '@/lib/licensees/schema'

const parsers = {
  q: parseAsString.withDefault(''),
  view: parseAsStringLiteral(driftViews).withDefault('open'),
  kind: parseAsStringLiteral(driftKinds),
  appid: parseAsString,
  connection: parseAsString,
  cursor: parseAsString,
}

export const loadDriftSearch = createLoader(parsers)
export const writeDriftSearch = createSerializer(parsers)
export type DriftSearch = Awaited<ReturnType<typeof loadDriftSearch>>

export const toDriftFilter = (connectionId: string, search: DriftSearch): DriftFilter => ({
  connectionId,
  view: search.view,
  kind: search.kind,
  appid: search.appid && appidPattern.test(search.appid) ? search.appid : null,
  q: search.q.trim().slice(0, 100),
})
