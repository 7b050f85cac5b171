import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { readAddress } from '@/app/(desk)/audit/search-params'
import { readAuditQuery } from '@/lib/audit/audit-query'
import { exportEvents, recordExport } from '@/lib/audit/export-events'
import { csvResponse } from '@/lib/csv'
import { formatDate } from '@/lib/format'
import { route } from '@/lib/route'

const text = z.string().max(4_001).optional()
/** What links carried before there was a query. */
const oldKeys = ['view', 'person', 'action', 'target', 'outcome', 'phase', 'operation', 'from', 'until'] as const

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ q: text, ...Object.fromEntries(oldKeys.map((key) => [key, text])) }),
  run: async (query, { session, requestId }) => {
    const { filter } = await readAuditQuery(readAddress(query).written)
    await recordExport(session.actor, filter, requestId)
    const [t, locale] = await Promise.all([getTranslations('audit'), getLocale()])
    const head = [
      `${t('event.when')} ${t('beijing')}`,
      t('event.who'),
      t('event.action'),
      t('event.phase'),
      t('filter.outcome'),
      t('filter.targetType'),
      `${t('event.target')} id`,
      t('event.target'),
      t('event.receipt'),
      t('event.title'),
      t('event.detail'),
      t('event.reason'),
      t('event.eventId'),
    ]
    return csvResponse(exportEvents(filter, locale, head), `audit-${formatDate(Date.now())}.csv`)
  },
})
