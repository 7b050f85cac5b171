import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { formatDate } from '@/lib/format'
import { driftKinds, driftViews } from '@/lib/grants/drift-schema'
import { type DriftWords, exportDrifts } from '@/lib/grants/export-drifts'
import { recordGrantExport } from '@/lib/grants/record-export'
import { appidPattern } from '@/lib/licensees/schema'
import { route } from '@/lib/route'
import { listFile, listFormat } from '@/lib/sheets/list-file'

const query = z.strictObject({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
  appid: z.string().regex(appidPattern).optional(),
  kind: z.enum(driftKinds).optional(),
  view: z.enum(driftViews).default('open'),
  format: listFormat,
})

export const GET = route({
  permission: 'desk.read',
  query,
  run: async ({ connection: connectionId, appid, kind, format, ...search }, { session, requestId }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    await recordGrantExport(session.actor, connection, 'drift', requestId)
    const t = await getTranslations('drift')
    const head = (
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
    ).map((key) => t(`export.${key}`))
    const words: DriftWords = {
      kind: (name) => t(`kinds.${name}`),
      how: (how) => (how ? t(`how.${how.source}`, { name: how.personName ?? '' }) : t('how.nothing')),
      resolution: (closed) => t(`resolution.${closed.resolution}`, { name: closed.byName ?? '' }),
      wholeAccount: t('wholeAccount'),
      permanent: t('permanent'),
      none: t('none'),
    }
    const filter = { connectionId: connection.id, appid: appid ?? null, kind: kind ?? null, ...search }
    return listFile(format, `outside-changes-${formatDate(new Date())}`, head, exportDrifts(filter, words))
  },
})
