import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { filterKeys, readAuditView, toAuditFilter } from '@/app/(desk)/audit/search-params'
import { exportEvents, recordExport } from '@/lib/audit/export-events'
import { csvResponse } from '@/lib/csv'
import { formatDate } from '@/lib/format'
import { route } from '@/lib/route'

const text = z.string().max(200).optional()

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ view: text, ...Object.fromEntries(filterKeys.map((key) => [key, text])) }),
  run: async (query, { session, requestId }) => {
    const filter = toAuditFilter(readAuditView(query))
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
