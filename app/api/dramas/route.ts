import { currentConnection } from '@/lib/connections/queries'
import { findDramas, searchDramas } from '@/lib/dramas/queries'
import { type DramaPage, dramaSearch } from '@/lib/dramas/schema'
import { failure } from '@/lib/errors'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: dramaSearch,
  run: async (search) => {
    const connection = await currentConnection('wechat', search.connection)
    if (!connection) return failure('connection_missing')
    if (search.ids === undefined) return searchDramas(connection.id, search)
    const dramas = await findDramas(connection.id, search.ids.split(',').filter(Boolean))
    const syncedAt = connection.catalogueSyncedAt?.toISOString() ?? null
    return { dramas, nextCursor: null, total: dramas.length, syncedAt } satisfies DramaPage
  },
})
