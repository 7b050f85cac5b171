'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { ask } from '@/components/shell/reach'
import type { Progress } from '@/lib/operations/schema'

const POLL_MS = 1_000
const RENEW_AT_MOST_EVERY_MS = 2_500

async function fetchProgress(operationId: string, signal: AbortSignal): Promise<Progress> {
  const response = await ask(`/api/operations/${operationId}/progress`, { signal })
  if (!response.ok) throw new Error(`progress answered ${response.status}`)
  return (await response.json()) as Progress
}

/**
 * Real counts each second while the work goes on; a hidden page does not ask. When items settle the rest of the page is
 * read anew, at most every few seconds, and once more at the end.
 */
export function useProgress(operationId: string, initial: Progress): { progress: Progress; isUnreachable: boolean } {
  const router = useRouter()
  const query = useQuery({
    queryKey: ['operation', operationId, 'progress'],
    queryFn: ({ signal }) => fetchProgress(operationId, signal),
    initialData: initial,
    enabled: initial.state !== 'done',
    refetchInterval: ({ state }) => (state.data?.state === 'done' ? false : POLL_MS),
    refetchOnWindowFocus: true,
    retry: false,
  })
  const progress = initial.state === 'done' ? initial : query.data
  const renewed = useRef({ at: 0, key: keyOf(initial) })
  useEffect(() => {
    const key = keyOf(progress)
    if (key === renewed.current.key) return
    const isFinal = progress.state === 'done'
    const wait = isFinal ? 0 : Math.max(0, renewed.current.at + RENEW_AT_MOST_EVERY_MS - Date.now())
    const timer = setTimeout(() => {
      renewed.current = { at: Date.now(), key }
      router.refresh()
    }, wait)
    return () => clearTimeout(timer)
  }, [progress, router])
  return { progress, isUnreachable: query.isError }
}

const keyOf = ({ state, settled, sent, isCancelling }: Progress): string => [state, settled, sent, isCancelling].join()
