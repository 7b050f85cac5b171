'use client'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import type { ActionFailure } from '@/lib/errors'

/** Why nothing was submitted, and that nothing typed was lost. */
export function SlipRefusal({ refusal }: { refusal: ActionFailure }) {
  const t = useTranslations('grants')
  const tErrors = useTranslations('errors')
  const fields = Object.values(refusal.fieldErrors ?? {}).filter((key) => t.has(`error.${key}` as 'error.invalid'))
  const title = refusal.code === 'stale_base' ? t('refusal.stale_base') : tErrors(refusal.code)
  return (
    <Notice tone={refusal.code === 'stale_base' ? 'attention' : 'danger'} live title={title}>
      {fields.map((key) => (
        <p key={key}>{t(`error.${key}` as 'error.invalid')}</p>
      ))}
      <p>{t(refusal.code === 'unexpected' || refusal.code === 'not_reached' ? 'refusal.unsure' : 'refusal.keep')}</p>
      {refusal.referenceId ? <Mono quiet>{refusal.referenceId}</Mono> : null}
      <UpstreamDetail refusal={refusal} />
    </Notice>
  )
}

/** Raw code, message and trace id, as the upstream gave them. */
export function UpstreamDetail({ refusal }: { refusal: ActionFailure }) {
  const t = useTranslations('grants.refusal')
  const { code, message, rid } = refusal.detail ?? {}
  if (code === 'plan_timeout') return <p>{t('timeout')}</p>
  const parts = [code, message, rid].filter((part): part is string => typeof part === 'string' && part !== '')
  if (parts.length === 0) return null
  return (
    <details>
      <summary className="text-12 text-ink-3">{t('detail')}</summary>
      <Mono className="break-all whitespace-normal">{parts.join(' · ')}</Mono>
    </details>
  )
}
