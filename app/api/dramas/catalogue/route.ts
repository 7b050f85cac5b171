import { currentConnection } from '@/lib/connections/queries'
import { listCatalogue } from '@/lib/dramas/list-catalogue'
import { catalogueQuery } from '@/lib/dramas/schema'
import { failure } from '@/lib/errors'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: catalogueQuery,
  run: async ({ connection: connectionId, cursor, ...filter }) => {
    const connection = await currentConnection('wechat', connectionId)
    return connection ? listCatalogue(connection.id, filter, cursor) : failure('connection_missing')
  },
})
