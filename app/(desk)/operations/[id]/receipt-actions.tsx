import { useTranslations } from 'next-intl'
import { CopyLink } from '@/components/operation/copy-link'
import { CopyButton } from '@/components/ui/copy-button'
import { DownloadLink } from '@/components/ui/download-link'
import type { OperationView } from '@/lib/operations/schema'
import { PrintButton } from './print-button'

export function ReceiptActions({
  operation,
  summary,
  permalink,
}: {
  operation: OperationView
  summary: string
  permalink: string
}) {
  const t = useTranslations('operations')
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
    </div>
  )
}
