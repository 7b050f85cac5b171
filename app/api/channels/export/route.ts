import { getTranslations } from 'next-intl/server'
import { channelsTable } from '@/lib/channels/channels-file'
import { exportChannels } from '@/lib/channels/list-channels'
import { channelExportSchema } from '@/lib/channels/schema'
import { currentConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { formatDate } from '@/lib/format'
import { route } from '@/lib/route'
import { sheetFile } from '@/lib/sheets/sheet-file'

export const GET = route({
  permission: 'desk.read',
  query: channelExportSchema,
  run: async ({ connection: connectionId, format, ...filter }) => {
    const connection = await currentConnection('polyv', connectionId)
    if (!connection) return failure('connection_missing')
    const words = await getTranslations('channels')
    const channels = await exportChannels(connection.id, filter)
    const table = channelsTable(channels, (key, values) => words(key as 'title', values))
    return sheetFile({ format, name: `channels-${formatDate(new Date())}`, ...table })
  },
})
