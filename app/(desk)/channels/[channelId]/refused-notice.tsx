'use client'
import { useTranslations } from 'next-intl'
import { Mono } from '@/components/ui/mono'
import { Notice } from '@/components/ui/notice'
import type { ActionFailure } from '@/lib/errors'

const noChanges = 'conditions'

/** Why nothing was saved, in the reader's words, with the upstream's own beneath. */
export function RefusedNotice({ failure }: { failure: ActionFailure }) {
  const t = useTranslations('channels')
  const tErrors = useTranslations('errors')
  const tPolyv = useTranslations('polyv.errors')
  const { code, detail, fieldErrors, referenceId } = failure
  const key = typeof detail?.key === 'string' ? detail.key : null
  const field = typeof detail?.field === 'string' ? detail.field : ''
  const raw = [detail?.code, detail?.message, detail?.rid, referenceId].filter((part) => typeof part === 'string')
  const why =
    fieldErrors?.[noChanges] !== undefined
      ? t('errors.noChanges')
      : key === null
        ? tErrors(code)
        : key === 'unreachable'
          ? t('trouble.unreachable')
          : tPolyv(key as 'refused', { field })
  return (
    <Notice live tone="danger" title={t('refused.title')}>
      <p>{why}</p>
      {raw.length > 0 ? (
        <p className="text-12 text-ink-3">
          <Mono>{raw.join('  ')}</Mono>
        </p>
      ) : null}
    </Notice>
  )
}
