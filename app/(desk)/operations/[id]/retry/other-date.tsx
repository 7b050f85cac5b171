'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import type { ActionFailure } from '@/lib/errors'
import { openSlip } from '../actions'
import { RetryRefusal } from './retry-refusal'

/** The same cells on a slip of the composer, for whoever needs another expiry. */
export function OtherDate({ operationId, causes }: { operationId: string; causes: readonly string[] }) {
  const t = useTranslations('receipt.retry')
  const router = useRouter()
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const [isPending, startTransition] = useTransition()
  const open = () =>
    startTransition(async () => {
      const result = await settle(() => openSlip({ operationId, causes: [...causes] }))
      if (result.ok) router.push(`/grants/new?slip=${result.data.slipId}` as Route)
      else setRefusal(result)
    })
  return (
    <div className="grid gap-1.5">
      <Button icon="calendar" disabled={causes.length === 0} pending={isPending && t('opening')} onClick={open}>
        {t('otherDate')}
      </Button>
      <p className="text-12 text-ink-3">{t('otherDateHint')}</p>
      {refusal ? <RetryRefusal refusal={refusal} /> : null}
    </div>
  )
}
