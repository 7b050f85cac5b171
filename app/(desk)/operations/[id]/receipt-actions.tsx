import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { CopyLink } from '@/components/operation/copy-link'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { DownloadLink } from '@/components/ui/download-link'
import { formatCount } from '@/lib/format'
import type { OperationView } from '@/lib/operations/schema'
import { PrintButton } from './print-button'

export function ReceiptActions({
  operation,
  summary,
  permalink,
  retryable,
  mayRetry,
}: {
  operation: OperationView
  summary: string
  permalink: string
  retryable: number
  mayRetry: boolean
}) {
  const t = useTranslations('operations')
  const tReceipt = useTranslations('receipt')
  return (
    <div className="no-print flex min-h-[52px] flex-wrap items-center justify-end gap-1 py-2">
      <CopyButton text={summary} variant="ghost">
        {t('copySummary')}
      </CopyButton>
      <CopyLink path={permalink}>{t('copyLink')}</CopyLink>
      <DownloadLink href={`/api/operations/${operation.id}/items.csv`} quiet>
        {t('export')}
      </DownloadLink>
      <PrintButton label={t('print')} />
      {retryable > 0 ? (
        <ButtonLink
          href={`/operations/R-${operation.number}/retry` as Route}
          prefetch={false}
          variant={mayRetry ? 'primary' : 'default'}
          icon="retry"
        >
          {tReceipt('retryFailed', { count: formatCount(retryable) })}
        </ButtonLink>
      ) : null}
    </div>
  )
}
