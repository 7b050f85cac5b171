import type { useTranslations } from 'next-intl'
import type { Count } from '@/components/operation/counts-bar'
import type { Progress } from '@/lib/operations/schema'

type CountWords = ReturnType<typeof useTranslations<'operations.counts'>>

/** What happened is always told, zero included; the rest only where there is any. */
export function toCounts({ counts }: Pick<Progress, 'counts'>, t: CountWords): Count[] {
  const shown: Count[] = [
    { kind: 'verified', value: counts.verified },
    { kind: 'partial', value: counts.partial },
    { kind: 'failed', value: counts.failed },
    { kind: 'mismatch', value: counts.mismatch },
    { kind: 'unknown', value: counts.unknown },
    { kind: 'pending', value: counts.pending, label: t('pending') },
    { kind: 'cancelled', value: counts.cancelled, label: t('cancelled') },
    { kind: 'skipped', value: counts.skipped, label: t('skipped') },
    { kind: 'blocked', value: counts.blocked, label: t('blocked') },
  ]
  return shown.filter(({ kind, value }) => value > 0 || kind === 'verified' || kind === 'failed' || kind === 'unknown')
}
