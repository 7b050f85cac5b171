import 'server-only'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { readReceiptView } from '@/app/(desk)/operations/[id]/search-params'
import { type ActionFailure, failure } from '@/lib/errors'
import { type ItemWords, recordItemsExport } from '@/lib/operations/export-items'
import type { ItemFilter } from '@/lib/operations/list-items'
import { getOperation } from '@/lib/operations/queries'
import type { ItemGroup, OperationView } from '@/lib/operations/schema'
import type { ReadContext } from '@/lib/route'

const text = z.string().max(200).optional()

/** A receipt and what its items are narrowed by, as the page's own address says it. */
export const itemExportQuery = z.strictObject({
  id: z.string().max(40),
  show: text,
  cause: text,
  licensee: text,
  q: text,
})

type ItemExport = { operation: OperationView; filter: ItemFilter; words: ItemWords; fileName: string }

/** What both files are made of; records that they were taken. */
export async function prepareItemExport(
  { id, ...query }: z.output<typeof itemExportQuery>,
  { session, requestId }: ReadContext,
): Promise<ItemExport | ActionFailure> {
  const operation = await getOperation(id)
  if (!operation) return failure('not_found')
  const view = readReceiptView(query)
  await recordItemsExport(operation, session.actor, requestId)
  return {
    operation,
    fileName: `receipt-R-${operation.number}`,
    filter: {
      ...(view.show ? { group: view.show } : {}),
      ...(view.cause ? { causeKey: view.cause } : {}),
      ...(view.licensee ? { groupKey: view.licensee } : {}),
      ...(view.text ? { text: view.text } : {}),
    },
    words: await wordsOf(operation),
  }
}

async function wordsOf(operation: OperationView): Promise<ItemWords> {
  const [t, tReceipt] = await Promise.all([getTranslations('operations'), getTranslations('receipt')])
  return {
    head: [
      t(operation.action.startsWith('drama.') ? 'items.drama' : 'items.target'),
      'id',
      t('items.licensee'),
      'appid',
      t('items.result'),
      tReceipt('export.remark'),
      tReceipt('causes.fact.code'),
      tReceipt('causes.fact.message'),
      tReceipt('causes.fact.rid'),
      tReceipt('export.wanted'),
      tReceipt('export.found'),
      tReceipt('export.sentAt'),
      tReceipt('export.readAt'),
      tReceipt('export.latency'),
    ],
    group: (group: ItemGroup) => t(`items.group.${group}`),
    answered: ({ source, answer }) => tReceipt(`answered.${source}.${answer}`),
    blocked: (cause) => {
      const key = `cause.block.${cause}` as 'cause.block.gone'
      return t.has(key) ? t(key) : cause
    },
    permanent: t('readBack.permanentWord'),
  }
}
