'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { restoreRights } from './actions'

/** Opens the composer over what is missing. Nothing is sent by it. */
export function RestoreButton({ operationId }: { operationId: string }) {
  const t = useTranslations('rights.receipt')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [refusal, setRefusal] = useState('')
  const [isPending, startTransition] = useTransition()
  const run = () =>
    startTransition(async () => {
      const result = await settle(() => restoreRights({ operationId }))
      if (result.ok) router.push(`/grants/new?slip=${result.data.slipId}` as Route)
      else setRefusal(tErrors(result.code))
    })
  return (
    <span className="no-print flex items-center gap-2">
      <Button variant="primary" size="sm" icon="plus" onClick={run} pending={isPending && t('restoring')}>
        {t('restore')}
      </Button>
      {refusal ? (
        <span role="status" className="text-12 text-cinnabar">
          {refusal}
        </span>
      ) : null}
    </span>
  )
}
