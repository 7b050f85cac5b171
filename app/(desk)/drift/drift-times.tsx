import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ReceiptLink } from '@/components/operation/receipt-link'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatDateTime } from '@/lib/format'

type Props = {
  row: {
    foundAt: string
    eventId: string | null
    closed: { at: string; reason: string | null; operationNumber: number | null } | null
  }
  now: string
  /** How it was closed. */
  resolution: string | null
}

/** Since when it differs, or when and how that ended. */
export function DriftTimes({ row: { foundAt, eventId, closed }, now, resolution }: Props) {
  const t = useTranslations('drift')
  if (closed)
    return (
      <>
        {formatDateTime(closed.at)} {resolution}{' '}
        {closed.operationNumber ? <ReceiptLink number={closed.operationNumber} /> : null}
        {closed.reason ? <span className="block text-12 text-ink-3">{closed.reason}</span> : null}
      </>
    )
  return (
    <>
      <RelativeTime at={foundAt} now={now} />
      {eventId ? (
        <Link href={`/audit/${eventId}` as Route} className="link block text-12" prefetch={false}>
          {t('evidence')}
        </Link>
      ) : null}
    </>
  )
}
