'use client'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState, useTransition } from 'react'
import { look, settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { CatalogueState } from '@/lib/dramas/schema'
import { formatCount, formatRelative } from '@/lib/format'
import { syncCatalogue } from './actions'

const LOOK_EVERY_MS = 1_000
/** A reading that nobody begins within this time is no longer waited for. */
const WAIT_MS = 60_000

type SyncControlProps = { connectionId: string; initial: CatalogueState; now: string; mayAsk: boolean }

/** How old the catalogue is; while it is being read, how far that is. */
export function SyncControl({ connectionId, initial, now, mayAsk }: SyncControlProps) {
  const t = useTranslations('dramas.sync')
  const tErrors = useTranslations('errors')
  const locale = useLocale()
  const router = useRouter()
  const [state, setState] = useState(initial)
  const [askedAt, setAskedAt] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const [isAsking, startTransition] = useTransition()
  const isWatching = state.reading !== null || askedAt !== null

  useEffect(() => setState(initial), [initial])
  useEffect(() => {
    if (!isWatching) return
    const controller = new AbortController()
    const timer = setInterval(async () => {
      const seen = await look<CatalogueState>(`/api/dramas/sync?connection=${connectionId}`, controller.signal)
      if (!seen) return
      setState(seen)
      if (seen.reading !== null) return
      const isNew = seen.syncedAt !== initial.syncedAt || seen.error !== initial.error
      if (!isNew && askedAt !== null && Date.now() - askedAt < WAIT_MS) return
      setAskedAt(null)
      if (isNew && seen.error === null) setNote(t('done', { count: formatCount(seen.total) }))
      router.refresh()
    }, LOOK_EVERY_MS)
    return () => {
      clearInterval(timer)
      controller.abort()
    }
  }, [isWatching, askedAt, connectionId, initial, router, t])

  const askAgain = () =>
    startTransition(async () => {
      setNote('')
      const result = await settle(() => syncCatalogue({ connectionId }))
      if (result.ok) setAskedAt(Date.now())
      else setNote(t('notAsked', { cause: tErrors(result.code) }))
    })

  const age = state.syncedAt ? t('age', { age: formatRelative(state.syncedAt, now, locale) }) : t('never')
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <b className="font-medium">{formatCount(state.total)}</b>
      {isWatching ? (
        <span role="status" className="flex items-center gap-1.5 text-azurite">
          <Icon name="retry" small className="turning" />
          {state.reading === null ? t('waiting') : t('reading', { count: formatCount(state.reading) })}
        </span>
      ) : (
        <span role="status">{note || age}</span>
      )}
      {mayAsk && !isWatching ? (
        <Button variant="ghost" size="sm" icon="retry" onClick={askAgain} pending={isAsking && t('asking')}>
          {t('ask')}
        </Button>
      ) : null}
    </span>
  )
}
