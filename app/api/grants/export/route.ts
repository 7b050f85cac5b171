import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { formatDate } from '@/lib/format'
import { exportGrants } from '@/lib/grants/export-grants'
import { grantFilterShape, grantSorts } from '@/lib/grants/filter-schema'
import { route } from '@/lib/route'

const query = z.strictObject({
  connection: z.uuid().optional(),
  ...grantFilterShape,
  sort: z.enum(grantSorts).default('granted'),
  group: z.string().optional(),
})

export const GET = route({
  permission: 'desk.read',
  query,
  run: async ({ connection: connectionId, sort, group: _, ...filter }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    const t = await getTranslations('grants.export')
    const head = ['drama', 'dramaId', 'licensee', 'appid', 'expires', 'granted', 'read', 'receipt'] as const
    const words = { head: head.map((key) => t(key)), permanent: t('permanent') }
    return new Response(exportGrants({ connectionId: connection.id, filter, sort }, words), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="grants-${formatDate(new Date())}.csv"`,
        'cache-control': 'no-store',
      },
    })
  },
})
