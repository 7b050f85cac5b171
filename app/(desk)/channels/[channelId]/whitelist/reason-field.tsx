'use client'
import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Textarea } from '@/components/ui/textarea'
import { whitelistLimits } from '@/lib/channels/whitelist-schema'
import type { ActionFailure } from '@/lib/errors'
import { formatCount } from '@/lib/format'

type ReasonProps = { value: string; onChange: (text: string) => void; error: string | undefined }

export function ReasonField({ value, onChange, error }: ReasonProps) {
  const t = useTranslations('whitelist')
  return (
    <Field
      label={t('reason')}
      error={error ? t(`errors.${error}` as 'errors.required') : undefined}
      count={{ value, max: whitelistLimits.reason }}
    >
      <Textarea rows={2} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
}

/** Why nothing was submitted, in words. */
export function Refusal({ refusal }: { refusal: ActionFailure | null }) {
  const t = useTranslations('whitelist.refusal')
  const tErrors = useTranslations('errors')
  if (!refusal) return null
  const { cause, number, count } = refusal.detail ?? {}
  const title =
    cause === 'busy' && typeof number === 'number'
      ? t('busy', { receipt: `R-${number}` })
      : refusal.code === 'stale_base'
        ? t(typeof count === 'number' ? 'countChanged' : 'planChanged', { count: formatCount(Number(count ?? 0)) })
        : refusal.code === 'not_found'
          ? t('gone')
          : tErrors(refusal.code)
  return <Notice tone="danger" live title={title} />
}
