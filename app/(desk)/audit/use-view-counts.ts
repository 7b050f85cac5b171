'use client'
import { useEffect, useState } from 'react'
import type { ViewCounts } from '@/lib/explorer/schema'
import { formatCount } from '@/lib/format'

/** Counts of the views in the row, asked for once the list is there; a view without one stays without. */
export function useViewCounts(ids: readonly string[]): (key: string) => string | null {
  const [counts, setCounts] = useState<ViewCounts>({})
  const asked = ids.join(',')
  useEffect(() => {
    const leave = new AbortController()
    fetch(`/api/audit/views?${new URLSearchParams({ ids: asked })}`, { signal: leave.signal })
      .then(async (answer) => (answer.ok ? setCounts((await answer.json()) as ViewCounts) : undefined))
      .catch(() => undefined)
    return () => leave.abort()
  }, [asked])
  return (key) => {
    const found = counts[key]
    return found ? `${formatCount(found.count)}${found.isAtLeast ? '+' : ''}` : null
  }
}
