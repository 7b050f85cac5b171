'use client'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import type { ActionFailure } from '@/lib/errors'

/** Why nothing was submitted, with what the upstream said folded away. */
export function RetryRefusal({ refusal, title }: { refusal: ActionFailure; title?: string }) {
  const t = useTranslations('receipt.retry')
  const tErrors = useTranslations('errors')
  const { code, message, rid, running } = refusal.detail ?? {}
  const facts = [code, message, rid].filter((part): part is string => typeof part === 'string' && part !== '')
  const isNothing = refusal.fieldErrors?.causes === 'nothingToSend'
  const words =
    refusal.code === 'stale_base'
      ? t('stale')
      : typeof running === 'number'
        ? t('running', { reference: `R-${running}` })
        : isNothing
          ? t('nothingToSend')
          : (title ?? tErrors(refusal.code))
  return (
    <Notice tone={refusal.code === 'stale_base' ? 'attention' : 'danger'} live title={words}>
      {title ? <p>{tErrors(refusal.code)}</p> : null}
      <p>{t(refusal.code === 'unexpected' || refusal.code === 'not_reached' ? 'unsure' : 'nothingSent')}</p>
      {refusal.referenceId ? <Mono quiet>{refusal.referenceId}</Mono> : null}
      {facts.length > 0 ? (
        <details>
          <summary className="text-12 text-ink-3">{t('detail')}</summary>
          <Mono className="break-all whitespace-normal">{facts.join(' · ')}</Mono>
        </details>
      ) : null}
    </Notice>
  )
}
