import { getTranslations } from 'next-intl/server'
import { channelsFile } from '@/lib/channels/channels-file'
import { exportChannels } from '@/lib/channels/list-channels'
import { channelFilterSchema } from '@/lib/channels/schema'
import { currentConnection } from '@/lib/connections/queries'
import { csvResponse } from '@/lib/csv'
import { failure } from '@/lib/errors'
import { formatDate } from '@/lib/format'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: channelFilterSchema,
  run: async ({ connection: connectionId, ...filter }) => {
    const connection = await currentConnection('polyv', connectionId)
    if (!connection) return failure('connection_missing')
    const words = await getTranslations('channels')
    const channels = await exportChannels(connection.id, filter)
    const lines = channelsFile(channels, (key, values) => words(key as 'title', values))
    return csvResponse(lines, `channels-${formatDate(new Date())}.csv`)
  },
})
