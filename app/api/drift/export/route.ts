import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentConnection } from '@/lib/connections/queries'
import { csvResponse } from '@/lib/csv'
import { failure } from '@/lib/errors'
import { formatDate } from '@/lib/format'
import { driftKinds, driftViews } from '@/lib/grants/drift-schema'
import { type DriftWords, exportDrifts } from '@/lib/grants/export-drifts'
import { appidPattern } from '@/lib/licensees/schema'
import { route } from '@/lib/route'

const query = z.strictObject({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
  appid: z.string().regex(appidPattern).optional(),
  kind: z.enum(driftKinds).optional(),
  view: z.enum(driftViews).default('open'),
})

export const GET = route({
  permission: 'desk.read',
  query,
  run: async ({ connection: connectionId, appid, kind, ...search }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    const t = await getTranslations('drift')
    const words: DriftWords = {
      head: (
        [
          'kind',
          'drama',
          'dramaId',
          'licensee',
          'appid',
          'known',
          'how',
          'found',
          'foundAt',
          'closedAt',
          'resolution',
          'reason',
        ] as const
      ).map((key) => t(`export.${key}`)),
      kind: (name) => t(`kinds.${name}`),
      how: (how) => (how ? t(`how.${how.source}`, { name: how.personName ?? '' }) : t('how.nothing')),
      resolution: (closed) => t(`resolution.${closed.resolution}`, { name: closed.byName ?? '' }),
      wholeAccount: t('wholeAccount'),
      permanent: t('permanent'),
      none: t('none'),
    }
    const filter = { connectionId: connection.id, appid: appid ?? null, kind: kind ?? null, ...search }
    return csvResponse(exportDrifts(filter, words), `outside-changes-${formatDate(new Date())}.csv`)
  },
})
