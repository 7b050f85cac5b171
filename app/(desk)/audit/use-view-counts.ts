import { useEffect, useState } from 'react'
import type { ViewCounts } from '@/lib/explorer/schema'
import { formatCount } from '@/lib/format'
import { read } from './explorer-client'

/** Counts of the views in the row, asked for once the list is there; a view without one stays without. */
export function useViewCounts(ids: readonly string[]): (key: string) => string | null {
  const [counts, setCounts] = useState<ViewCounts>({})
  const asked = ids.join(',')
  useEffect(() => {
    const leave = new AbortController()
    read<ViewCounts>(`/api/audit/views?${new URLSearchParams({ ids: asked })}`, leave.signal)
      .then(setCounts)
      .catch(() => undefined)
    return () => leave.abort()
  }, [asked])
  return (key) => {
    const found = counts[key]
    return found ? `${formatCount(found.count)}${found.isAtLeast ? '+' : ''}` : null
  }
}
