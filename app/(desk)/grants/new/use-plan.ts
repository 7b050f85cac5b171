'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { failure } from '@/lib/errors'
import { decodeMatrix, type GrantPlan, type PlanMatrix } from '@/lib/grants/plan-schema'
import { getJson, ReadRefused } from './get-json'
import { type Moves, movesBetween } from './moves'
import { SlipNotSaved } from './use-slip'

export type Choice = { dramaIds: string[]; appids: string[]; expiry: string }
export type Plan = GrantPlan & { matrix: PlanMatrix }

const SETTLE_MS = 500
/** The server takes a preview this old no more. */
const STALE_MS = 4.5 * 60_000

type Options = {
  connectionId: string
  choice: Choice | null
  /** Saves the slip and says where; null for somebody who may not save, whose choice travels in the query. */
  flush: (() => Promise<{ slipId: string }>) | null
}

/** The dry run of a choice, made again when the choice rests for a moment and when it grows old. */
export function usePlan({ connectionId, choice, flush }: Options) {
  const wanted = choice ? JSON.stringify(choice) : ''
  const [settled, setSettled] = useState('')
  const distrusts = useRef(false)
  const lookedAt = useRef<Looked | null>(null)
  const [dismissed, setDismissed] = useState<Moves | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [wanted])

  const query = useQuery<{ plan: Plan; moves: Moves | null }, ReadRefused>({
    queryKey: ['plan', connectionId, settled],
    enabled: settled !== '' && wanted !== '',
    queryFn: async ({ signal }) => {
      const fresh: Record<string, string> = distrusts.current ? { fresh: '1' } : {}
      distrusts.current = false
      const asked = JSON.parse(settled) as Choice
      const target = flush ? { slip: (await saved(flush)).slipId } : toQuery(connectionId, asked)
      const plan = await getJson<GrantPlan>('/api/grants/plan', { ...target, ...fresh }, signal)
      if (!isPlanOf(plan, asked)) throw new ReadRefused(failure('conflict'))
      const decoded = { ...plan, matrix: decodeMatrix(plan) }
      const moves = movesSince(lookedAt.current, settled, decoded)
      lookedAt.current = { settled, plan: decoded, moves }
      return { plan: decoded, moves }
    },
    placeholderData: keepPreviousData,
    structuralSharing: false,
    retry: false,
    staleTime: STALE_MS,
    refetchInterval: STALE_MS,
    refetchOnWindowFocus: false,
  })
  const isCurrent =
    wanted !== '' && settled === wanted && query.isSuccess && !query.isPlaceholderData && !query.isFetching
  const moves = isCurrent && query.data.moves !== dismissed ? query.data.moves : null
  return {
    plan: wanted === '' ? null : (query.data?.plan ?? null),
    isCurrent,
    isPlanning: wanted !== '' && !isCurrent && !query.isError,
    refusal: wanted !== '' && query.isError && !query.isFetching ? query.error.failure : null,
    /** What became different between two plans of the same choice. */
    moves,
    dismissMoves: () => setDismissed(moves),
    /** Plans again from what the upstream says now. */
    replan: () => {
      distrusts.current = true
      void query.refetch()
    },
  }
}

type Looked = { settled: string; plan: Plan; moves: Moves | null }

/** What moved since the plan that was looked at; the same plan once more keeps what it showed. */
function movesSince(before: Looked | null, settled: string, plan: Plan): Moves | null {
  if (before?.settled !== settled) return null
  return before.plan.planKey === plan.planKey ? before.moves : movesBetween(before.plan.matrix, plan.matrix)
}

async function saved(flush: NonNullable<Options['flush']>) {
  try {
    return await flush()
  } catch (error) {
    throw error instanceof SlipNotSaved ? new ReadRefused(error.failure) : error
  }
}

const toQuery = (connectionId: string, { dramaIds, appids, expiry }: Choice): Record<string, string> => ({
  connection: connectionId,
  dramas: dramaIds.join(','),
  licensees: appids.join(','),
  expiry,
})

/** Whether the server planned what is on this screen, and not what another tab saved meanwhile. */
const isPlanOf = (plan: GrantPlan, { dramaIds, appids }: Choice): boolean =>
  plan.dramas.length === dramaIds.length &&
  plan.licensees.length === appids.length &&
  plan.dramas.every((drama, index) => drama.dramaId === dramaIds[index]) &&
  plan.licensees.every((licensee, index) => licensee.appid === appids[index])
