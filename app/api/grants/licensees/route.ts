import { currentConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { licenseeSearch } from '@/lib/licensees/input-schema'
import { searchLicensees } from '@/lib/licensees/queries'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: licenseeSearch,
  run: async (search) => {
    const connection = await currentConnection('wechat', search.connection)
    if (!connection) return failure('connection_missing')
    return { licensees: await searchLicensees(connection.id, search.q) }
  },
})
