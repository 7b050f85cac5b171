import { getTranslations } from 'next-intl/server'
import type { StateName } from '@/components/ui/state'
import { can } from '@/lib/auth/permissions'
import { formatCount } from '@/lib/format'
import { retryableActions } from '@/lib/operations/retry-schema'
import type { OperationVerdict } from '@/lib/operations/schema'
import { listReceiptNeeds, type ReceiptNeed } from '@/lib/overview/queries'
import type { NeedSource } from './need'

const looks: Partial<Record<OperationVerdict, StateName>> = {
  failed: 'failed',
  partial: 'partial',
  mismatch: 'mismatch',
  unknown: 'unknown',
}
const troubles = ['failed', 'mismatch', 'unknown', 'partial'] as const

/** Receipts that did not end verified and were not tried again, each with its counts and its next step. */
export const receiptNeeds: NeedSource = async ({ role }) => {
  const t = await getTranslations('today.needs.receipt')
  const { receipts, total } = await listReceiptNeeds()
  const lines = receipts.map(({ operation, counts, causes }: ReceiptNeed) => {
    const { number, verdict, action, reason } = operation
    const failed = counts.failed ?? 0
    // What is unknown or differs is looked at first.
    const mayRetry = failed > 0 && retryableActions.includes(action) && can(role, 'grant.write')
    const told = troubles.flatMap((kind) =>
      counts[kind] ? [t(`counts.${kind}`, { count: formatCount(counts[kind]) })] : [],
    )
    return {
      key: `receipt ${number}`,
      state: looks[verdict ?? 'failed'] ?? 'failed',
      title: t('title', { number, reason }),
      detail: [...told, ...(causes > 0 ? [t('causes', { count: causes })] : [])].join(t('comma')),
      href: mayRetry ? `/operations/R-${number}/retry` : `/operations/R-${number}`,
      action: mayRetry ? t('retry', { count: formatCount(failed) }) : t('open'),
    }
  })
  if (total <= receipts.length) return lines
  const more = { state: 'partial' as const, href: '/operations', action: t('all') }
  return [...lines, { key: 'receipts', title: t('more', { count: total - receipts.length }), ...more }]
}
