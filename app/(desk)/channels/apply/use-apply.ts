'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { look, settle } from '@/components/shell/reach'
import type { ChangeView } from '@/lib/channels/apply-views-schema'
import type { ActionFailure, ActionResult } from '@/lib/errors'
import { rescheduleChange, scheduleChange } from '../schedules/actions'
import type { When } from '../schedules/schedule-fields'
import { chooseChannels, planApply, replanApply, submitApply } from './actions'

const POLL_MS = 700

type Progress = { state: ChangeView['plan']['state']; read: number; total: number; error: string | null }

/** Everything the screen asks of the server; what is planned comes back with the page. */
export function useApply(view: ChangeView) {
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const { progress, await: awaitPlan } = usePlanProgress(view)

  const run = async <T>(work: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> => {
    setBusy(true)
    setRefusal(null)
    const result = await settle(work)
    setBusy(false)
    if (!result.ok) setRefusal(result)
    return result
  }
  const changeId = view.id
  return {
    isBusy,
    refusal,
    progress,
    plan: async (input: Omit<Parameters<typeof planApply>[0] & object, 'changeId'>) => {
      const result = await run(() => planApply({ ...input, changeId }))
      if (result.ok) awaitPlan()
      return result
    },
    replan: async () => {
      if ((await run(() => replanApply({ changeId }))).ok) awaitPlan()
    },
    choose: async (change: { add: string[]; remove: string[] }) => {
      if ((await run(() => chooseChannels({ ...change, changeId }))).ok) router.refresh()
    },
    schedule: async (reason: string, when: When) => {
      const input = { changeId, plan: view.plan.number, reason, ...when }
      const former = view.reschedules
      const result = await run<unknown>(() =>
        former ? rescheduleChange({ ...input, id: former.id, version: former.version }) : scheduleChange(input),
      )
      if (result.ok) router.push('/channels/schedules' as Route)
      else if (result.code === 'stale_base') router.refresh()
    },
    submit: async (reason: string) => {
      const result = await run(() => submitApply({ changeId, plan: view.plan.number, reason }))
      if (result.ok) router.push(`/operations/R-${result.data.number}` as Route)
      else if (result.code === 'stale_base') router.refresh()
    },
  }
}

/** How far the plan is while one is made; the page is read anew once it is there. */
function usePlanProgress(view: ChangeView) {
  const router = useRouter()
  const { state, read, total, error } = view.plan
  const [polled, setPolled] = useState<Progress | null>(null)
  const shown: Progress = polled ?? { state, read, total, error }
  const isWaiting = shown.state === 'planning'

  useEffect(() => {
    if (!isWaiting) return
    const controller = new AbortController()
    const timer = setInterval(async () => {
      const next = await look<Progress>(`/api/channels/apply/plan?change=${view.id}`, controller.signal)
      if (controller.signal.aborted || next === null) return
      if (next.state === 'planning') return setPolled(next)
      clearInterval(timer)
      router.refresh()
    }, POLL_MS)
    return () => {
      clearInterval(timer)
      controller.abort()
    }
  }, [isWaiting, view.id, router])

  // What the page brings is newer than what was polled before it.
  const [seen, setSeen] = useState(view)
  if (seen !== view) {
    setSeen(view)
    setPolled(null)
  }
  return {
    progress: shown,
    await: () => setPolled({ state: 'planning', read: 0, total: view.plan.total, error: null }),
  }
}
