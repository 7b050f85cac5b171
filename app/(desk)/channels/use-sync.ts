'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { look } from '@/components/shell/reach'
import type { SyncState } from '@/lib/channels/channel-views-schema'

const POLL_MS = 1_000
/** After somebody asked, the worker may need a moment to begin. */
const EXPECTED_FOR_MS = 20_000

/** How far the reading of the list is: asked for while one runs or is awaited; the page is read anew when it is over. */
export function useSync(connectionId: string, initial: SyncState) {
  const router = useRouter()
  const [state, setState] = useState(initial)
  const [expected, setExpected] = useState<{ until: number; after: string | null } | null>(null)
  const isAwaited = state.state === 'running' || expected !== null

  useEffect(() => {
    if (!isAwaited) return
    const controller = new AbortController()
    const timer = setTimeout(async () => {
      const next = await look<SyncState>(`/api/channels/sync?connection=${connectionId}`, controller.signal)
      if (controller.signal.aborted) return
      if (next === null) return setState({ ...state })
      const isNew = expected === null || next.startedAt !== expected.after
      if (next.state !== 'running' && (isNew || (expected !== null && Date.now() > expected.until))) {
        setExpected(null)
        router.refresh()
      }
      setState(next)
    }, POLL_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [state, expected, isAwaited, connectionId, router])

  return {
    sync: state,
    isAwaited,
    expect: () => setExpected({ until: Date.now() + EXPECTED_FOR_MS, after: state.startedAt }),
  }
}
