'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { retryChange } from './apply/actions'

export function RetryButton({ operationId, label }: { operationId: string; label: string }) {
  const t = useTranslations('apply.receipt')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState('')
  const open = async () => {
    setBusy(true)
    const result = await settle(() => retryChange({ operationId }))
    if (result.ok) return router.push(`/channels/apply?change=${result.data.changeId}` as Route)
    setRefused(tErrors(result.code))
    setBusy(false)
  }
  return (
    <>
      <Button variant="primary" icon="retry" pending={isBusy && t('retrying')} onClick={open}>
        {label}
      </Button>
      <span role="status" className="ml-2 text-12 text-cinnabar">
        {refused}
      </span>
    </>
  )
}
