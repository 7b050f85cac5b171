'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import type { ActionFailure } from '@/lib/errors'
import { useRefusedText } from '../schedules/use-refused-text'

/** Why nothing was sent, and that nothing typed was lost. */
export function SlipRefusal({ refusal }: { refusal: ActionFailure }) {
  const t = useTranslations('apply.refusal')
  const refusedText = useRefusedText()
  const [problem] = Object.entries(refusal.fieldErrors ?? {})
    .filter(([field]) => field === 'channels' || field === 'change')
    .map(([, key]) => key)
  const running = refusal.detail?.running
  const title =
    problem && t.has(problem as 'nothingChosen')
      ? t(problem as 'nothingChosen')
      : refusal.code === 'stale_base'
        ? t('stale')
        : refusal.code === 'invalid_input'
          ? t('fields')
          : refusedText(refusal)
  return (
    <Notice tone={refusal.code === 'stale_base' ? 'attention' : 'danger'} live title={title}>
      {typeof running === 'number' ? (
        <Link href={`/operations/R-${running}` as Route} className="link">
          {t('running', { reference: `R-${running}` })}
        </Link>
      ) : (
        <p>{t('kept')}</p>
      )}
      {refusal.referenceId ? <Mono quiet>{refusal.referenceId}</Mono> : null}
    </Notice>
  )
}
