import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { channelDriftKinds, channelDriftViews } from '@/lib/channels/drift-schema'
import { type ChannelDriftWords, exportChannelDrifts, recordChannelExport } from '@/lib/channels/export-drifts'
import { ACCOUNT_DEFAULT, conditionTypes } from '@/lib/channels/form-schema'
import { currentConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { formatDate } from '@/lib/format'
import { route } from '@/lib/route'
import { listFile, listFormat } from '@/lib/sheets/list-file'

const query = z.strictObject({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
  kind: z.enum(channelDriftKinds).optional(),
  view: z.enum(channelDriftViews).default('open'),
  format: listFormat,
})

const columns = [
  'kind',
  'channel',
  'channelId',
  'known',
  'found',
  'changes',
  'foundAt',
  'closedAt',
  'resolution',
  'reason',
] as const

export const GET = route({
  permission: 'desk.read',
  query,
  run: async ({ connection: connectionId, kind, format, ...search }, { session, requestId }) => {
    const connection = await currentConnection('polyv', connectionId)
    if (!connection) return failure('connection_missing')
    await recordChannelExport(session.actor, connection, requestId)
    const t = await getTranslations('channel-drift')
    const tVersions = await getTranslations('versions')
    const tChannels = await getTranslations('channels')
    const door = ({ enabled, type }: { enabled: boolean; type: string | null }): string => {
      const known = conditionTypes.find((one) => one === type)
      if (!enabled) return tVersions('closed')
      return known ? tChannels(`types.${known}`) : (type ?? tVersions('unset'))
    }
    const words: ChannelDriftWords = {
      kind: (name) => t(`kinds.${name}`),
      name: (row) => (row.channelId === ACCOUNT_DEFAULT ? tVersions('defaultName') : (row.channelName ?? '')),
      doors: ({ primary, secondary }) => tVersions('doors', { primary: door(primary), secondary: door(secondary) }),
      field: ({ rank, path }) =>
        rank === null
          ? tVersions('follows')
          : tVersions('place', {
              rank: tChannels(`ranks.${rank}`),
              field: tChannels(`fields.${path}` as 'fields.type'),
            }),
      resolution: (closed) => t(`resolution.${closed.resolution}`, { name: closed.byName ?? '' }),
      join: tVersions('fields.join'),
    }
    const filter = { connectionId: connection.id, kind: kind ?? null, ...search }
    const head = columns.map((key) => t(`export.${key}`))
    return listFile(format, `channel-changes-${formatDate(new Date())}`, head, exportChannelDrifts(filter, words))
  },
})
