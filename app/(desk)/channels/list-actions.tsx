'use client'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { DownloadLink } from '@/components/ui/download-link'
import type { SyncState } from '@/lib/channels/channel-views-schema'
import { formatCount } from '@/lib/format'
import { syncChannels } from './actions'
import { useSync } from './use-sync'

type Props = {
  connectionId: string
  csvHref: string
  xlsxHref: string
  maySync: boolean
  sync: SyncState
}

export function ListActions({ connectionId, csvHref, xlsxHref, maySync, sync: initial }: Props) {
  const t = useTranslations('channels.list')
  const tList = useTranslations('apply.list')
  const tErrors = useTranslations('errors')
  const [isPending, startTransition] = useTransition()
  const [refused, setRefused] = useState('')
  const { sync, isAwaited, expect } = useSync(connectionId, initial)
  const ask = () =>
    startTransition(async () => {
      setRefused('')
      const result = await syncChannels({ connectionId })
      if (result.ok) expect()
      else setRefused(tErrors(result.code))
    })
  const words = refused || syncWords()
  return (
    <>
      <span role="status" className="text-12 text-ink-2">
        {words}
      </span>
      {maySync ? (
        <Button icon="retry" onClick={ask} pending={(isPending || isAwaited) && tList('syncing')}>
          {t('sync')}
        </Button>
      ) : null}
      <DownloadLink href={csvHref}>{t('export')}</DownloadLink>
      <DownloadLink href={xlsxHref}>{tList('exportXlsx')}</DownloadLink>
    </>
  )

  function syncWords(): string {
    if (isAwaited)
      return sync.state === 'running' && sync.expected !== null
        ? tList('syncProgress', { read: formatCount(sync.read), expected: formatCount(sync.expected) })
        : tList('syncStarting')
    if (sync.state === 'failed') return tList('syncFailed', { message: sync.error ?? '' })
    return sync.state === 'interrupted' ? tList('syncInterrupted') : ''
  }
}
