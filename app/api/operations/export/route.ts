import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { readOperationsView, toRange } from '@/app/(desk)/operations/search-params'
import { csvResponse } from '@/lib/csv'
import { formatDate } from '@/lib/format'
import { exportOperations, recordOperationsExport } from '@/lib/operations/export-operations'
import { actionKey, verdictKey } from '@/lib/operations/words-schema'
import { route } from '@/lib/route'

const text = z.string().max(100).optional()

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ verdict: text, action: text, person: text, from: text, until: text }),
  run: async (query, { session, requestId }) => {
    const { verdict, action, person, from, until } = readOperationsView(query)
    await recordOperationsExport(session.actor, requestId)
    const t = await getTranslations('operations')
    const filter = {
      ...(verdict ? { verdict } : {}),
      ...(action ? { action } : {}),
      ...(person ? { actorId: person } : {}),
      ...toRange(from, until),
    }
    const lines = exportOperations(filter, {
      head: [
        t('column.number'),
        t('column.deed'),
        t('column.verdict'),
        t('column.person'),
        t('meta.reason'),
        t('column.createdAt'),
        t('meta.ran'),
      ],
      toCells: (operation) => [t(`action.${actionKey(operation.action)}`), t(`verdict.${verdictKey(operation)}`)],
    })
    return csvResponse(lines, `receipts-${formatDate(Date.now())}.csv`)
  },
})
