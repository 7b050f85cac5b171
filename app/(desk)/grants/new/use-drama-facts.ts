'use client'
import { useQueries } from '@tanstack/react-query'
import type { DramaPage, DramaView } from '@/lib/dramas/schema'
import { getJson, type ReadRefused } from './get-json'

/** As many ids as fit in a query string. */
const CHUNK = 100

/** What the catalogue says of the ids between two places of a list, read a hundred at a time and kept. */
export function useDramaFacts(connectionId: string, ids: readonly string[], from: number, to: number) {
  const chunks: string[] = []
  for (let start = Math.floor(from / CHUNK) * CHUNK; start < to; start += CHUNK)
    chunks.push(ids.slice(start, start + CHUNK).join(','))
  return useQueries({
    queries: chunks.map((chunk) => ({
      queryKey: ['drama-facts', connectionId, chunk],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getJson<DramaPage>('/api/dramas', { connection: connectionId, ids: chunk }, signal),
    })),
    combine: (results) => ({
      facts: new Map<string, DramaView>(
        results.flatMap((result) => result.data?.dramas.map((drama) => [drama.dramaId, drama] as const) ?? []),
      ),
      isPending: results.some((result) => result.isPending),
      isError: results.some((result) => result.isError),
      error: (results.find((result) => result.error)?.error ?? null) as ReadRefused | null,
    }),
  })
}
