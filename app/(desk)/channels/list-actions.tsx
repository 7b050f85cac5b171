'use client'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Button, buttonLook } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { syncChannels } from './actions'

export function ListActions({
  connectionId,
  exportHref,
  maySync,
}: {
  connectionId: string
  exportHref: string
  maySync: boolean
}) {
  const t = useTranslations('channels.list')
  const tErrors = useTranslations('errors')
  const [isPending, startTransition] = useTransition()
  const [said, setSaid] = useState('')
  const ask = () =>
    startTransition(async () => {
      const result = await syncChannels({ connectionId })
      setSaid(result.ok ? t('syncAsked') : tErrors(result.code))
    })
  return (
    <>
      <span role="status" className="text-12 text-ink-2">
        {said}
      </span>
      {maySync ? (
        <Button icon="retry" onClick={ask} pending={isPending && t('syncing')}>
          {t('sync')}
        </Button>
      ) : null}
      <a className={buttonLook({})} href={exportHref} download>
        <Icon name="download" />
        {t('export')}
      </a>
    </>
  )
}
