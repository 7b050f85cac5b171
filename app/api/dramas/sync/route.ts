import { z } from 'zod'
import { getConnection } from '@/lib/connections/queries'
import { readCatalogueState } from '@/lib/dramas/list-catalogue'
import { failure } from '@/lib/errors'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ connection: z.uuid() }),
  run: async ({ connection: connectionId }) => {
    const connection = await getConnection(connectionId)
    return connection?.kind === 'wechat' ? readCatalogueState(connection.id) : failure('not_found')
  },
})
