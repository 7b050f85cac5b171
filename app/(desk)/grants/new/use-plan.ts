'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { GrantPlan } from '@/lib/grants/schema'
import { getJson, type ReadRefused } from './get-json'

export type Choice = { dramaIds: string[]; appids: string[]; expiry: string }

const SETTLE_MS = 500
/** The server takes a preview this old no more. */
const STALE_MS = 4.5 * 60_000

/** The dry run of a choice, made again when the choice rests for a moment and when it grows old. */
export function usePlan(connectionId: string, choice: Choice | null) {
  const wanted = choice ? JSON.stringify(choice) : ''
  const [settled, setSettled] = useState('')
  const distrusts = useRef(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [wanted])

  const query = useQuery<GrantPlan, ReadRefused>({
    queryKey: ['plan', connectionId, settled],
    enabled: settled !== '' && wanted !== '',
    queryFn: ({ signal }) => {
      const { dramaIds, appids, expiry } = JSON.parse(settled) as Choice
      const fresh: Record<string, string> = distrusts.current ? { fresh: '1' } : {}
      distrusts.current = false
      const chosen = { dramas: dramaIds.join(','), licensees: appids.join(','), expiry }
      return getJson<GrantPlan>('/api/grants/plan', { connection: connectionId, ...chosen, ...fresh }, signal)
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: STALE_MS,
    refetchInterval: STALE_MS,
    refetchOnWindowFocus: false,
  })
  const isCurrent =
    wanted !== '' && settled === wanted && query.isSuccess && !query.isPlaceholderData && !query.isFetching
  return {
    plan: wanted === '' ? null : (query.data ?? null),
    isCurrent,
    isPlanning: wanted !== '' && !isCurrent && !query.isError,
    refusal: wanted !== '' && query.isError && !query.isFetching ? query.error.failure : null,
    /** Plans again from what the upstream says now. */
    replan: () => {
      distrusts.current = true
      void query.refetch()
    },
  }
}
