import { currentConnection } from '@/lib/connections/queries'
import { listGrantableIds } from '@/lib/dramas/list-catalogue'
import { catalogueQuery } from '@/lib/dramas/schema'
import { failure } from '@/lib/errors'
import { MOST_DRAMAS } from '@/lib/grants/schema'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: catalogueQuery.omit({ cursor: true }),
  run: async ({ connection: connectionId, ...filter }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    return { dramaIds: await listGrantableIds(connection.id, filter, MOST_DRAMAS) }
  },
})
