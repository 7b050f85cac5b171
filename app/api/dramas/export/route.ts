import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentConnection } from '@/lib/connections/queries'
import { CSV_MARK, csvResponse, toCsvLine } from '@/lib/csv'
import { eachDrama, recordCatalogueExport } from '@/lib/dramas/export-catalogue'
import { type CatalogueFilter, catalogueQuery, type DramaLine } from '@/lib/dramas/schema'
import { failure } from '@/lib/errors'
import { formatDate, formatDateTime } from '@/lib/format'
import { route } from '@/lib/route'
import { type SheetCell, xlsxResponse } from '@/lib/sheets/write-xlsx'

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

async function* toLines(head: readonly string[], rows: AsyncIterable<SheetCell[]>): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(head)
  for await (const row of rows) yield toCsvLine(row)
}

export const GET = route({
  permission: 'desk.read',
  query: catalogueQuery.omit({ cursor: true }).extend({ format: z.enum(['csv', 'xlsx']).default('csv') }),
  run: async ({ connection: connectionId, format, ...filter }, { session, requestId }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    const t = await getTranslations('dramas')
    await recordCatalogueExport(session.actor, connection, requestId)
    const head = columns.map((column) => t(`export.${column}`))
    const rows = toRows(connection.id, filter, t)
    const name = `dramas-${formatDate(Date.now())}.${format}`
    return format === 'xlsx' ? xlsxResponse(head, rows, name) : csvResponse(toLines(head, rows), name)
  },
})
