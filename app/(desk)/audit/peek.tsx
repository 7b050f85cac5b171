'use client'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { EventTold } from '@/components/audit/event-told'
import { Button, ButtonLink, IconButton } from '@/components/ui/button'
import type { EventView } from '@/lib/audit/event-view-schema'
import { explorerClient, read } from './explorer-client'

const EVERY_MS = 5_000

type PeekProps = {
  id: string
  onStep: (by: 1 | -1) => void
  onClose: () => void
  onCopy: (id: string) => void
}

export default function Peek(props: PeekProps) {
  return (
    <QueryClientProvider client={explorerClient}>
      <Panel {...props} />
    </QueryClientProvider>
  )
}

/** A look at one event beside the list, which goes on being walked by keys. */
function Panel({ id, onStep, onClose, onCopy }: PeekProps) {
  const t = useTranslations('explorer.peek')
  const tUi = useTranslations('ui')
  const { data, isError, refetch } = useQuery({
    queryKey: ['peek', id],
    queryFn: ({ signal }) => read<EventView>(`/api/audit/peek?${new URLSearchParams({ id })}`, signal),
    // What was asked for has the state its operation has by now.
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.isUnderWay ? EVERY_MS : false),
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      if (event.key === 'Enter' && document.activeElement?.closest('button, a') === null)
        window.location.assign(`/audit/${id}`)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [id, onClose])
  return (
    <aside className="peek" aria-label={`${tUi('event.facts')} ${id.slice(-12)}`}>
      <div className="peek-bar">
        <span className="mono mr-auto">{id.slice(-12)}</span>
        <IconButton icon="chevron-up" size="sm" label={t('previous')} onClick={() => onStep(-1)} />
        <IconButton icon="chevron-down" size="sm" label={t('next')} onClick={() => onStep(1)} />
        <IconButton icon="link" size="sm" label={t('copy')} onClick={() => onCopy(id)} />
        <IconButton icon="close" size="sm" label={tUi('close')} onClick={onClose} />
      </div>
      <div className="peek-body" aria-live="polite">
        {data ? (
          <>
            <EventTold view={data} isDrawer />
            <Ways view={data} />
          </>
        ) : null}
        {data || isError ? null : <p className="text-ink-3">{t('loading')}</p>}
        {isError ? (
          <div className="grid justify-items-start gap-2">
            <p className="text-cinnabar">{t('failed')}</p>
            <Button size="sm" onClick={() => void refetch()}>
              {t('retry')}
            </Button>
          </div>
        ) : null}
      </div>
    </aside>
  )
}

/** To the whole page, and to the receipt the event belongs to. */
function Ways({ view: { id, receipt } }: { view: EventView }) {
  const t = useTranslations('explorer.peek')
  return (
    <p className="mt-4 flex flex-wrap gap-2">
      <ButtonLink variant="primary" href={`/audit/${id}` as Route} prefetch={false}>
        {t('open')}
      </ButtonLink>
      {receipt === null ? null : (
        <ButtonLink href={`/operations/R-${receipt}` as Route} prefetch={false}>{`R-${receipt}`}</ButtonLink>
      )}
    </p>
  )
}
