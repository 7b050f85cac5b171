import 'server-only'
import { getTranslations } from 'next-intl/server'
import { formatCount, formatDateTime } from '@/lib/format'
import { sayValues, toldGroups, verdictKey } from '@/lib/operations/words-schema'
import type { Receipt } from './load-receipt'

/** The receipt in a few plain lines, for a chat: what was done, what came of it, why not all of it, by whom. */
export async function summaryText({ operation, progress, causes, retryable }: Receipt): Promise<string> {
  const [t, tReceipt] = await Promise.all([getTranslations('operations'), getTranslations('receipt.summary')])
  const reference = t('reference', { number: String(operation.number) })
  const told = toldGroups.filter((group) => progress.counts[group] > 0)
  const values = sayValues(operation, {
    dramas: (count) => t('say.dramas', { count }),
    licensees: (count) => t('say.licensees', { count }),
    until: (date) => t('say.until', { date }),
    permanent: t('say.permanent'),
  })
  const deeds: Record<string, string> = {
    'drama.grant': tReceipt('grant', values),
    'drama.revoke': tReceipt('revoke', values),
    'channel.conditions.update': tReceipt('conditions', values),
  }
  const deed = deeds[operation.action]
  return [
    t('summaryText.head', { reference, verdict: t(`verdict.${verdictKey(operation)}`) }),
    ...(deed ? [deed] : []),
    told.map((group) => t(`count.${group}`, { count: formatCount(progress.counts[group]) })).join(t('separator')),
    ...causes.map((cause) => tReceipt('cause', { count: formatCount(cause.count), advice: cause.advice })),
    ...(retryable > 0 ? [tReceipt('retryable', { count: formatCount(retryable) })] : []),
    t('summaryText.by', { name: operation.actor.name, time: formatDateTime(operation.createdAt) }),
    t('summaryText.reason', { reason: operation.reason }),
  ].join('\n')
}
