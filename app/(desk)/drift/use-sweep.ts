'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { look } from '@/components/shell/reach'

const POLL_MS = 1_500
/** After somebody asked, the worker may need a moment to begin. */
const EXPECTED_FOR_MS = 20_000

/** What a comparison of grants and one of channels have in common. */
type Sweep = { state: string; startedAt: string | null }

/** How far the comparison is: asked for while one runs or is awaited; the page is read anew when it is over. */
export function useSweep<S extends Sweep>(connectionId: string, initial: S, address = '/api/drift/sweep') {
  const router = useRouter()
  const [state, setState] = useState(initial)
  const [isUnreachable, setUnreachable] = useState(false)
  const [expectedUntil, setExpectedUntil] = useState(0)
  const shown = laterOf(initial, state)

  useEffect(() => {
    const expect = () => setExpectedUntil(Date.now() + EXPECTED_FOR_MS)
    window.addEventListener('countersign:sweep', expect)
    return () => window.removeEventListener('countersign:sweep', expect)
  }, [])

  useEffect(() => {
    if (shown.state !== 'running' && expectedUntil < Date.now()) return
    const controller = new AbortController()
    const timer = setTimeout(async () => {
      const next = await look<S>(`${address}?connection=${connectionId}`, controller.signal)
      if (controller.signal.aborted) return
      setUnreachable(next === null)
      if (next === null) return setState({ ...shown })
      const isOver = next.state !== 'running' && next.startedAt !== initial.startedAt
      const wasSeenRunning = shown.state === 'running' && next.state !== 'running'
      if (isOver || wasSeenRunning) {
        setExpectedUntil(0)
        router.refresh()
      }
      setState(next)
    }, POLL_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [shown, expectedUntil, connectionId, address, initial.startedAt, router])

  return { sweep: shown, isUnreachable }
}

const laterOf = <S extends Sweep>(fromPage: S, polled: S): S =>
  (fromPage.startedAt ?? '') > (polled.startedAt ?? '') ||
  (fromPage.startedAt === polled.startedAt && fromPage.state !== 'running')
    ? fromPage
    : polled
