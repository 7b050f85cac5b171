import type { Route } from 'next'

const addressOf = (channelId: string, rest: string, query: Record<string, string | number | null>): Route => {
  const kept = Object.entries(query).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]]))
  return `/channels/${channelId}/versions${rest}?${new URLSearchParams(kept)}` as Route
}

export const versionsHref = (
  channelId: string,
  query: { connection: string; source?: string | null; before?: number | null },
): Route => addressOf(channelId, '', { source: null, before: null, ...query })

export const compareHref = (channelId: string, connection: string, from: number, to: number, all = false): Route =>
  addressOf(channelId, '/compare', { from, to, show: all ? 'all' : null, connection })

export const restoreHref = (channelId: string, connection: string, number: number): Route =>
  addressOf(channelId, `/${number}/restore`, { connection })
