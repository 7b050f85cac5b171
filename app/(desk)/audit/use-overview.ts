import { useQuery } from '@tanstack/react-query'
import type { OverviewView } from '@/lib/audit/overview-schema'
import { read } from './explorer-client'

/** Counts of a query, asked for once by everything that shows a part of them. */
export function useOverview(written: string) {
  return useQuery({
    queryKey: ['overview', written],
    queryFn: ({ signal }) =>
      read<OverviewView>(`/api/audit/overview?${new URLSearchParams(written ? { q: written } : {})}`, signal),
    placeholderData: (former) => former,
  })
}
