import type { useTranslations } from 'next-intl'
import type { SealProps } from '@/components/operation/seal'
import { sealOf } from '@/components/operation/verdict-badge'
import { formatDate } from '@/lib/format'
import type { OperationView } from '@/lib/operations/schema'
import { verdictKey } from '@/lib/operations/words-schema'

/** What the seal says; null while there is no verdict that earns one. */
export function sealProps(
  operation: OperationView,
  t: ReturnType<typeof useTranslations<'operations'>>,
): SealProps | null {
  const state = sealOf(operation.verdict)
  if (!state) return null
  return {
    state,
    rim: t('seal.rim'),
    reference: t('reference', { number: String(operation.number) }),
    day: formatDate(operation.finishedAt ?? operation.createdAt).replaceAll('-', ''),
    label: t('seal.label', { verdict: t(`verdict.${verdictKey(operation)}`) }),
  }
}
