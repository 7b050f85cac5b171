'use client'
import { useEffect, useState } from 'react'
import { ask, reportTrouble, useTrouble } from './reach'

const WHEN_LOST_MS = 4_000
const NOW_AND_THEN_MS = 300_000

/** Asks whether the server, the session and the build are still there: when the page is looked at again, now and then, and often while nobody answers. */
export function usePresence(build: string): void {
  const [first] = useState(build)
  const trouble = useTrouble()
  const isLost = trouble === 'offline' || trouble === 'unreachable'
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState === 'hidden') return
      const response = await ask('/api/presence').catch(() => null)
      const found = response?.ok ? ((await response.json()) as { build: string }) : null
      if (found) reportTrouble(found.build === first ? null : 'outdated')
    }
    const leave = () => reportTrouble('offline')
    const timer = setInterval(look, isLost ? WHEN_LOST_MS : NOW_AND_THEN_MS)
    window.addEventListener('online', look)
    window.addEventListener('offline', leave)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', look)
      window.removeEventListener('offline', leave)
      document.removeEventListener('visibilitychange', look)
    }
  }, [first, isLost])
}
