import { getTranslations } from 'next-intl/server'
import { currentConnection } from '@/lib/connections/queries'
import { eachDrama, recordCatalogueExport } from '@/lib/dramas/export-catalogue'
import { type CatalogueFilter, catalogueQuery, type DramaLine } from '@/lib/dramas/schema'
import { failure } from '@/lib/errors'
import { formatDate, formatDateTime } from '@/lib/format'
import { route } from '@/lib/route'
import { listFile, listFormat } from '@/lib/sheets/list-file'
import type { SheetCell } from '@/lib/sheets/write-xlsx'

const columns = ['dramaId', 'name', 'producer', 'episodes', 'audit', 'play', 'holders', 'nextExpiry', 'listed'] as const

type Words = Awaited<ReturnType<typeof getTranslations<'dramas'>>>

async function* toRows(connectionId: string, filter: CatalogueFilter, t: Words): AsyncGenerator<SheetCell[]> {
  for await (const drama of eachDrama(connectionId, filter)) yield toCells(drama, t)
}

const toCells = (drama: DramaLine, t: Words): SheetCell[] => [
  drama.dramaId,
  drama.name,
  drama.producer,
  drama.episodeCount,
  t(`audit.${drama.auditState}`),
  t(`play.${drama.playState}`),
  drama.holders,
  drama.nextExpiry ? formatDateTime(drama.nextExpiry) : '',
  t(drama.isGone ? 'export.no' : 'export.yes'),
]

export const GET = route({
  permission: 'desk.read',
  query: catalogueQuery.omit({ cursor: true }).extend({ format: listFormat }),
  run: async ({ connection: connectionId, format, ...filter }, { session, requestId }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    const t = await getTranslations('dramas')
    await recordCatalogueExport(session.actor, connection, requestId)
    const head = columns.map((column) => t(`export.${column}`))
    const rows = toRows(connection.id, filter, t)
    return listFile(format, `dramas-${formatDate(Date.now())}`, head, rows)
  },
})
