import { builtInViews } from '@/app/(desk)/audit/search-params'
import { countQueries, queriesOf } from '@/lib/explorer/count-views'
import { viewCountsQuery } from '@/lib/explorer/schema'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: viewCountsQuery,
  run: async ({ ids }, { session }) => {
    const { all: _all, ...narrow } = builtInViews
    return countQueries({ ...narrow, ...(await queriesOf(ids, session.user.id)) })
  },
})
