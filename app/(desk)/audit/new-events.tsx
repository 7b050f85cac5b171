'use client'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { explorerClient, read } from './explorer-client'

const EVERY_MS = 10_000

type NewEventsProps = { written: string; since: string }

export default function NewEvents(props: NewEventsProps) {
  return (
    <QueryClientProvider client={explorerClient}>
      <Pill {...props} />
    </QueryClientProvider>
  )
}

/** Says how many came since, and brings them only when asked: the row being read stays where it is. */
function Pill({ written, since }: NewEventsProps) {
  const t = useTranslations('explorer.list')
  const router = useRouter()
  const { data } = useQuery({
    queryKey: ['newer', written, since],
    queryFn: ({ signal }) =>
      read<{ count: number; isMore: boolean }>(
        `/api/audit/newer?${new URLSearchParams({ ...(written ? { q: written } : {}), since })}`,
        signal,
      ),
    refetchInterval: EVERY_MS,
    staleTime: 0,
    retry: false,
  })
  const isAny = data !== undefined && data.count > 0
  const show = () => {
    void explorerClient.invalidateQueries({ queryKey: ['overview'] })
    router.replace((window.location.pathname + window.location.search) as Route, { scroll: false })
    router.refresh()
  }
  return (
    <span role="status">
      {isAny ? (
        <button type="button" className="chip" aria-pressed="true" onClick={show}>
          {t(data.isMore ? 'newerMore' : 'newer', { count: data.count })}
        </button>
      ) : null}
    </span>
  )
}
