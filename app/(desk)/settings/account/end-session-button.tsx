'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import { endSession } from './actions'

export function EndSessionButton({ sessionId, device }: { sessionId: string; device: string }) {
  const router = useRouter()
  const t = useTranslations('people.account')
  const tErrors = useTranslations('errors')
  const [isPending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string | null>(null)
  const end = () =>
    startTransition(async () => {
      const result = await settle(() => endSession({ sessionId }))
      if (result.ok || result.code === 'not_found') router.refresh()
      else setRefusal(tErrors(result.code))
    })
  return (
    <>
      <Button size="sm" onClick={end} pending={isPending && t('ending')} aria-label={t('endOf', { device })}>
        {t('end')}
      </Button>
      {refusal ? (
        <span role="alert" className="sr-only">
          {refusal}
        </span>
      ) : null}
    </>
  )
}
