import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { formatDate } from '@/lib/format'
import { contractStates, licenseeSorts } from '@/lib/licensees/book-schema'
import { exportColumns, exportLicensees, recordLicenseeExport } from '@/lib/licensees/export-licensees'
import { route } from '@/lib/route'
import { listFile, listFormat } from '@/lib/sheets/list-file'

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
    format: listFormat,
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
    return listFile(format, `licensees-${formatDate(Date.now())}`, head, rows)
  },
})
