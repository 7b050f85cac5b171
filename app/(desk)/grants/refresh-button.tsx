'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { refreshGrants } from './actions'

/** Reads the upstream anew and shows what came of it beside the button. */
export function RefreshButton({ connectionId }: { connectionId: string }) {
  const t = useTranslations('grants.refresh')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [outcome, setOutcome] = useState('')
  const [isPending, startTransition] = useTransition()
  const run = () =>
    startTransition(async () => {
      const result = await settle(() => refreshGrants({ connectionId }))
      setOutcome(
        result.ok
          ? t('done', { dramas: result.data.dramas ?? 0, grants: result.data.grants })
          : t('failed', { cause: tErrors(result.code) }),
      )
      if (result.ok) router.refresh()
    })
  return (
    <>
      <span role="status" className="text-12 text-ink-3">
        {isPending ? '' : outcome}
      </span>
      <Button icon="retry" onClick={run} pending={isPending && t('pending')}>
        {t('action')}
      </Button>
    </>
  )
}
