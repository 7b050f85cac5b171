import 'server-only'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { readOperationsView, toFilter } from '@/app/(desk)/operations/search-params'
import { formatCount, formatDate } from '@/lib/format'
import { type OperationWords, recordOperationsExport } from '@/lib/operations/export-operations'
import type { OperationFilter } from '@/lib/operations/list-operations'
import { actionKey, toldGroups, verdictKey } from '@/lib/operations/words-schema'
import type { ReadContext } from '@/lib/route'

const text = z.string().max(100).optional()

/** The list's own filters. */
export const listExportQuery = z.strictObject({
  verdict: text,
  action: text,
  person: text,
  connection: text,
  from: text,
  until: text,
})

/** What both files are made of; records that they were taken. */
export async function prepareListExport(
  query: z.output<typeof listExportQuery>,
  { session, requestId }: ReadContext,
): Promise<{ filter: OperationFilter; words: OperationWords; fileName: string }> {
  await recordOperationsExport(session.actor, requestId)
  const t = await getTranslations('operations')
  return {
    filter: toFilter(readOperationsView(query)),
    fileName: `receipts-${formatDate(Date.now())}`,
    words: {
      head: [
        t('column.number'),
        t('column.deed'),
        t('column.verdict'),
        t('column.items'),
        t('column.person'),
        t('meta.reason'),
        t('column.createdAt'),
        t('meta.ran'),
      ],
      toCells: (operation) => [
        t(`action.${actionKey(operation.action)}`),
        t(`verdict.${verdictKey(operation)}`),
        toldGroups
          .filter((group) => (operation.counts[group] ?? 0) > 0)
          .map((group) => t(`count.${group}`, { count: formatCount(operation.counts[group] ?? 0) }))
          .join(t('separator')),
      ],
    },
  }
}
