'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { settle } from '@/components/shell/reach'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/errors'

/** Asks for a comparison; the line under the head tells how far it is. */
export function SweepButton({
  connectionId,
  startedAt,
  request,
}: {
  connectionId: string
  startedAt: string | null
  request: (input: { connectionId: string }) => Promise<ActionResult<{ isUnderWay: boolean }>>
}) {
  const t = useTranslations('drift.sweep')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const [asked, setAsked] = useState<{ before: string | null; words: string } | null>(null)
  const [isPending, startTransition] = useTransition()
  const ask = () =>
    startTransition(async () => {
      const result = await settle(() => request({ connectionId }))
      setAsked({
        before: startedAt,
        words: result.ok ? t(result.data.isUnderWay ? 'asked' : 'waiting') : tErrors(result.code),
      })
      window.dispatchEvent(new Event('countersign:sweep'))
      router.refresh()
    })
  return (
    <>
      <span role="status" className="text-12 text-ink-3">
        {asked && asked.before === startedAt ? asked.words : ''}
      </span>
      <Button icon="retry" onClick={ask} pending={isPending && t('asking')}>
        {t('ask')}
      </Button>
    </>
  )
}
