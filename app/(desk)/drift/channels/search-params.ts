import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { channelDriftKinds, channelDriftViews } from '@/lib/channels/drift-schema'
import type { ChannelDriftFilter } from '@/lib/channels/list-drifts'

const parsers = {
  q: parseAsString.withDefault(''),
  view: parseAsStringLiteral(channelDriftViews).withDefault('open'),
  kind: parseAsStringLiteral(channelDriftKinds),
  connection: parseAsString,
  cursor: parseAsString,
}

export const loadSearch = createLoader(parsers)
export const writeSearch = createSerializer(parsers)
export type ChannelDriftSearch = Awaited<ReturnType<typeof loadSearch>>

export const toFilter = (connectionId: string, search: ChannelDriftSearch): ChannelDriftFilter => ({
  connectionId,
  view: search.view,
  kind: search.kind,
  q: search.q.trim().slice(0, 100),
})
