'use client'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import type { ActionFailure } from '@/lib/errors'
import { formatDateTime } from '@/lib/format'
import { earliestExpiry } from '@/lib/grants/schema'
import { UpstreamDetail } from './new/slip-refusal'

/** Why nothing was submitted, and that nothing typed was lost. */
export function RightsRefusal({ refusal }: { refusal: ActionFailure }) {
  const t = useTranslations('rights.form')
  const tErrors = useTranslations('errors')
  const isStale = refusal.code === 'stale_base'
  const problems = Object.values(refusal.fieldErrors ?? {}).filter((key) => t.has(key as 'invalid'))
  return (
    <Notice tone={isStale ? 'attention' : 'danger'} live title={isStale ? t('stale') : tErrors(refusal.code)}>
      {problems.map((key) => (
        <p key={key}>{t(key as 'underFloor', { time: formatDateTime(earliestExpiry(Date.now())) })}</p>
      ))}
      <p>{t(refusal.code === 'unexpected' || refusal.code === 'not_reached' ? 'unsure' : 'keep')}</p>
      {refusal.referenceId ? <Mono quiet>{refusal.referenceId}</Mono> : null}
      <UpstreamDetail refusal={refusal} />
    </Notice>
  )
}
