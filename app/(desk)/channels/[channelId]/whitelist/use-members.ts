'use client'
import { keepPreviousData, type QueryClient, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { post } from '@/components/import/post'
import { type WhitelistPageView, type WhitelistRow, whitelistLimits } from '@/lib/channels/whitelist-schema'
import type { ListPlace } from './search-params'

const PER_PAGE = whitelistLimits.perPage

const keyOf = ({ connectionId, channelId, rank }: ListPlace, ...more: (string | number)[]) => [
  'whitelist',
  connectionId,
  channelId,
  rank,
  ...more,
]

const pageQuery = (place: ListPlace, search: string, page: number) => ({
  queryKey: keyOf(place, search, page),
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<WhitelistPageView> => {
    const body = JSON.stringify({ ...place, page, search })
    const result = await post<WhitelistPageView>(`/api/channels/${place.channelId}/whitelist`, body, signal)
    if (!result.ok) throw new Error(result.code)
    return result.data
  },
})

/** How many members there are, and the first of them. What stood before stays in view while a search runs. */
export function useFirstMembers(place: ListPlace, search: string, first: WhitelistPageView | null) {
  return useQuery({
    ...pageQuery(place, search, 1),
    placeholderData: keepPreviousData,
    ...(search === '' && first ? { initialData: first } : {}),
  })
}

/**
 * The members from one place to another, page by page; null for one that is not read yet. Pages that only pass by while
 * somebody scrolls are not asked for: every page is a call of the account.
 */
export function useMembersBetween(place: ListPlace, search: string, from: number, until: number, isPassing: boolean) {
  const pages = pagesBetween(from, until)
  const results = useQueries({
    queries: pages.map((page) => ({ ...pageQuery(place, search, page), enabled: !isPassing })),
  })
  const byPage = new Map(pages.map((page, index) => [page, results[index]?.data]))
  return {
    memberAt: (index: number): WhitelistRow | null =>
      byPage.get(Math.floor(index / PER_PAGE) + 1)?.rows[index % PER_PAGE] ?? null,
    isFailed: results.some(({ isError }) => isError),
  }
}

/** Reads the list anew, or all members between two places, whether they are in view or not. */
export function useMemberReads(place: ListPlace, search: string) {
  const client = useQueryClient()
  const { connectionId, channelId, rank } = place
  const refresh = useCallback(
    () => client.invalidateQueries({ queryKey: keyOf({ connectionId, channelId, rank }) }),
    [client, connectionId, channelId, rank],
  )
  return { refresh, readBetween: (from: number, until: number) => readBetween(client, place, search, from, until) }
}

async function readBetween(client: QueryClient, place: ListPlace, search: string, from: number, until: number) {
  const rows: WhitelistRow[] = []
  for (const page of pagesBetween(from, until)) {
    const read = await client.fetchQuery(pageQuery(place, search, page))
    const start = (page - 1) * PER_PAGE
    rows.push(...read.rows.slice(Math.max(0, from - start), until - start))
  }
  return rows
}

function pagesBetween(from: number, until: number): number[] {
  const first = Math.floor(from / PER_PAGE)
  const last = Math.floor(Math.max(from, until - 1) / PER_PAGE)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index + 1)
}
