'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { refreshDrama } from '../actions'

export function RefreshDrama({ connectionId, dramaId }: { connectionId: string; dramaId: string }) {
  const t = useTranslations('dramas.page')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [note, setNote] = useState('')
  const [isPending, startTransition] = useTransition()
  const run = () =>
    startTransition(async () => {
      const result = await settle(() => refreshDrama({ connectionId, dramaId }))
      setNote(result.ok ? t(result.data.isThere ? 'refreshed' : 'notThere') : tErrors(result.code))
      if (result.ok) router.refresh()
    })
  return (
    <>
      <span role="status" className="text-12 text-ink-3">
        {isPending ? '' : note}
      </span>
      <Button variant="ghost" icon="retry" onClick={run} pending={isPending && t('refreshing')}>
        {t('refresh')}
      </Button>
    </>
  )
}
