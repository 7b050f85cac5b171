import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { csvResponse } from '@/lib/csv'
import { failure } from '@/lib/errors'
import { exportItems, recordItemsExport } from '@/lib/operations/export-items'
import { getOperation } from '@/lib/operations/queries'
import type { ItemGroup } from '@/lib/operations/schema'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ id: z.string().max(40) }),
  run: async ({ id }, { session, requestId }) => {
    const operation = await getOperation(id)
    if (!operation) return failure('not_found')
    await recordItemsExport(operation, session.actor, requestId)
    const t = await getTranslations('operations')
    const words = {
      head: [
        t('items.target'),
        'id',
        t('items.licensee'),
        'appid',
        t('items.result'),
        'code',
        'message',
        'rid',
        t('term'),
        t('items.readBack'),
        t('column.duration'),
      ],
      group: (group: ItemGroup) => t(`items.group.${group}`),
      permanent: t('readBack.permanentWord'),
    }
    return csvResponse(exportItems(operation.id, words), `receipt-R-${operation.number}.csv`)
  },
})
