import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { formatDate } from '@/lib/format'
import { exportGrants } from '@/lib/grants/export-grants'
import { grantFilterShape, grantSorts } from '@/lib/grants/filter-schema'
import { recordGrantExport } from '@/lib/grants/record-export'
import { route } from '@/lib/route'
import { listFile, listFormat } from '@/lib/sheets/list-file'

const query = z.strictObject({
  connection: z.uuid().optional(),
  ...grantFilterShape,
  sort: z.enum(grantSorts).default('granted'),
  group: z.string().optional(),
  format: listFormat,
})

export const GET = route({
  permission: 'desk.read',
  query,
  run: async ({ connection: connectionId, sort, group: _, format, ...filter }, { session, requestId }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    await recordGrantExport(session.actor, connection, 'grants', requestId)
    const t = await getTranslations('grants.export')
    const head = ['drama', 'dramaId', 'licensee', 'appid', 'expires', 'granted', 'read', 'receipt'] as const
    return listFile(
      format,
      `grants-${formatDate(new Date())}`,
      head.map((key) => t(key)),
      exportGrants({ connectionId: connection.id, filter, sort }, t('permanent')),
    )
  },
})
