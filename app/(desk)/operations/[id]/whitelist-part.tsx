import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { asRecord } from '@/lib/audit/changes-schema'
import type { ItemCounts, OperationView } from '@/lib/operations/schema'
import { FailedMembers } from './failed-members'

type Props = { operation: OperationView; counts: ItemCounts; mayReveal: boolean }

/** From a receipt about a whitelist to the list itself, and to the rows of an import that did not get through. */
export function WhitelistPart({ operation, counts, mayReveal }: Props) {
  const t = useTranslations('whitelist.receipt')
  if (!operation.action.startsWith('channel.whitelist.')) return null
  const { channelId, rank } = asRecord(operation.summary) ?? {}
  if (typeof channelId !== 'string') return null
  const query = new URLSearchParams({ connection: operation.connectionId, rank: rank === 2 ? '2' : '1' })
  const left = counts.failed + counts.mismatch + counts.unknown + counts.cancelled
  const isImport = operation.action === 'channel.whitelist.import' && operation.state === 'done'
  return (
    <section className="no-print mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-3">
      <Link className="link" href={`/channels/${channelId}/whitelist?${query}` as Route}>
        {t('openList')}
      </Link>
      {isImport && left > 0 ? (
        mayReveal ? (
          <FailedMembers channelId={channelId} operationId={operation.id} count={left} />
        ) : (
          <span className="text-12 text-ink-3">{t('failedMasked')}</span>
        )
      ) : null}
    </section>
  )
}
