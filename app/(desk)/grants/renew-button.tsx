'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button, type ButtonProps } from '@/components/ui/button'
import type { ActionFailure } from '@/lib/errors'
import type { GrantSelection } from '@/lib/grants/selection-schema'
import { startRenewal } from './actions'

/** Opens the composer over exactly these grants. Nothing is sent by it. */
export function RenewButton({
  connectionId,
  selection,
  size,
}: { connectionId: string; selection: GrantSelection } & Pick<ButtonProps, 'size'>) {
  const t = useTranslations('rights.bar')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [refusal, setRefusal] = useState<ActionFailure | null>(null)
  const [isPending, startTransition] = useTransition()
  const run = () =>
    startTransition(async () => {
      const result = await settle(() => startRenewal({ connectionId, selection }))
      if (result.ok) router.push(`/grants/new?slip=${result.data.slipId}` as Route)
      else setRefusal(result)
    })
  const { dramas = '', licensees = '' } = (refusal?.detail ?? {}) as Record<string, number>
  return (
    <>
      {refusal ? (
        <span role="status" className="text-12 text-cinnabar">
          {refusal.code === 'too_many'
            ? t('renewTooMany', { dramas: String(dramas), licensees: String(licensees) })
            : tErrors(refusal.code)}
        </span>
      ) : null}
      <Button icon="calendar" size={size} onClick={run} pending={isPending && t('renewing')}>
        {t('renew')}
      </Button>
    </>
  )
}
