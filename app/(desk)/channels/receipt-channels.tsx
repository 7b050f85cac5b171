import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/shell/client-messages'
import { formatCount } from '@/lib/format'
import { retryCauses } from '@/lib/operations/retry-items'
import type { OperationView } from '@/lib/operations/schema'
import { RetryButton } from './retry-button'

/** On the receipt of one change for many channels: its failed channels may be tried again, and only those. */
export async function ReceiptChannels({ operation, mayWrite }: { operation: OperationView; mayWrite: boolean }) {
  if (operation.action !== 'channel.conditions.apply' || operation.state !== 'done' || !mayWrite) return null
  const failed = (await retryCauses(operation.id)).reduce((sum, cause) => sum + cause.count, 0)
  if (failed === 0) return null
  const t = await getTranslations('apply.receipt')
  return (
    <ClientMessages namespaces={['apply', 'errors']}>
      <p className="no-print mt-3">
        <RetryButton operationId={operation.id} label={t('retry', { count: formatCount(failed) })} />
      </p>
    </ClientMessages>
  )
}
