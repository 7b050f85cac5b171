import type { Route } from 'next'
import type { WhitelistRank } from '@/lib/channels/whitelist-schema'

type RawParams = Record<string, string | string[] | undefined>

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

type WhitelistView = { connection: string | null; rank: WhitelistRank }

export const readWhitelistView = (params: RawParams): WhitelistView => ({
  connection: one(params.connection) || null,
  rank: one(params.rank) === '2' ? 2 : 1,
})

export type ListPlace = { connectionId: string; channelId: string; rank: WhitelistRank }

export const whitelistHref = ({ connectionId, channelId, rank }: ListPlace, step: '' | '/import' = ''): Route =>
  `/channels/${channelId}/whitelist${step}?${new URLSearchParams({ connection: connectionId, rank: String(rank) })}` as Route
