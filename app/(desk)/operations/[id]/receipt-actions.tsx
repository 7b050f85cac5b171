import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { CopyLink } from '@/components/operation/copy-link'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { DownloadLink } from '@/components/ui/download-link'
import { formatCount } from '@/lib/format'
import type { OperationView } from '@/lib/operations/schema'
import { ShareButton } from '../../audit/shares/share-button'
import { isNarrowed, itemsFileHref, type ReceiptView } from './search-params'

export function ReceiptActions({
  operation,
  view,
  summary,
  permalink,
  retryable,
  mayRetry,
  openShares,
}: {
  operation: OperationView
  view: ReceiptView
  summary: string
  permalink: string
  retryable: number
  mayRetry: boolean
  openShares: number
}) {
  const t = useTranslations('operations')
  const tReceipt = useTranslations('receipt')
  return (
    <div className="no-print flex min-h-[52px] flex-wrap items-center justify-end gap-1 py-2">
      <CopyButton text={summary} variant="ghost">
        {t('copySummary')}
      </CopyButton>
      <CopyLink path={permalink}>{t('copyLink')}</CopyLink>
      <ShareButton subject={{ type: 'operation', id: operation.id }} openShares={openShares} />
      <DownloadLink href={itemsFileHref(operation.id, view, 'csv')} quiet>
        {tReceipt(isNarrowed(view) ? 'export.csvNarrowed' : 'export.csv')}
      </DownloadLink>
      <DownloadLink href={itemsFileHref(operation.id, view, 'xlsx')} quiet>
        {tReceipt('export.xlsx')}
      </DownloadLink>
      <ButtonLink
        href={`/operations/R-${operation.number}/print` as Route}
        prefetch={false}
        variant="ghost"
        icon="print"
      >
        {t('print')}
      </ButtonLink>
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
