import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { CSV_MARK, csvResponse, toCsvLine } from '@/lib/csv'
import { formatDate } from '@/lib/format'
import { contractStates, licenseeSorts } from '@/lib/licensees/book-schema'
import { exportColumns, exportLicensees, recordLicenseeExport } from '@/lib/licensees/export-licensees'
import { route } from '@/lib/route'
import { type SheetCell, xlsxResponse } from '@/lib/sheets/write-xlsx'

const flag = z.enum(['true', 'false']).default('false')

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({
    q: z.string().trim().max(100).default(''),
    tag: z.string().max(20).optional(),
    contract: z.enum(contractStates).optional(),
    refused: flag,
    archived: flag,
    sort: z.enum(licenseeSorts).default('name'),
    format: z.enum(['csv', 'xlsx']).default('csv'),
  }),
  run: async ({ q, tag, contract, refused, archived, sort, format }, { session, requestId }) => {
    await recordLicenseeExport(session.actor, requestId)
    const t = await getTranslations('licensees.column')
    const head = exportColumns.map((key) => t(key))
    const rows = exportLicensees({
      q,
      tag: tag ?? null,
      contract: contract ?? null,
      isRefused: refused === 'true',
      isArchived: archived === 'true',
      sort,
    })
    const name = `licensees-${formatDate(Date.now())}`
    if (format === 'xlsx') return xlsxResponse(head, rows, `${name}.xlsx`)
    return csvResponse(toLines(head, rows), `${name}.csv`)
  },
})

async function* toLines(head: readonly string[], rows: AsyncIterable<SheetCell[]>): AsyncGenerator<string> {
  yield CSV_MARK + toCsvLine(head)
  for await (const row of rows) yield toCsvLine(row)
}
