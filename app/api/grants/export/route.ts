import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { formatDate } from '@/lib/format'
import { exportGrants } from '@/lib/grants/export-grants'
import { expiryStates, grantSorts } from '@/lib/grants/queries'
import { appidPattern } from '@/lib/licensees/schema'
import { route } from '@/lib/route'

const query = z.strictObject({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
  appid: z.string().regex(appidPattern).optional(),
  state: z.enum(expiryStates).optional(),
  sort: z.enum(grantSorts).default('granted'),
})

export const GET = route({
  permission: 'desk.read',
  query,
  run: async ({ connection: connectionId, q, appid, state, sort }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    const t = await getTranslations('grants.export')
    const head = ['drama', 'dramaId', 'licensee', 'appid', 'expires', 'granted', 'read', 'receipt'] as const
    const filter = { connectionId: connection.id, q, appid: appid ?? null, state: state ?? null, sort }
    const words = { head: head.map((key) => t(key)), permanent: t('permanent') }
    return new Response(exportGrants(filter, words), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="grants-${formatDate(new Date())}.csv"`,
        'cache-control': 'no-store',
      },
    })
  },
})
