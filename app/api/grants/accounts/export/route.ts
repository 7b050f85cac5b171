import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentConnection } from '@/lib/connections/queries'
import { failure } from '@/lib/errors'
import { formatDate, formatDateTime } from '@/lib/format'
import { listAccountGrants } from '@/lib/grants/list-account-grants'
import { recordGrantExport } from '@/lib/grants/record-export'
import { route } from '@/lib/route'
import { listFile, listFormat } from '@/lib/sheets/list-file'
import type { SheetCell } from '@/lib/sheets/write-xlsx'

const PER_READ = 500

const query = z.strictObject({
  connection: z.uuid().optional(),
  q: z.string().trim().max(100).default(''),
  format: listFormat,
})

export const GET = route({
  permission: 'desk.read',
  query,
  run: async ({ connection: connectionId, q, format }, { session, requestId }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    await recordGrantExport(session.actor, connection, 'accounts', requestId)
    const t = await getTranslations('grants.export')
    const head = (['licensee', 'appid', 'expires', 'granted', 'read', 'receipt'] as const).map((key) => t(key))
    return listFile(format, `account-grants-${formatDate(new Date())}`, head, eachRow(connection.id, q, t('permanent')))
  },
})

async function* eachRow(connectionId: string, q: string, permanent: string): AsyncGenerator<SheetCell[]> {
  for (let offset = 0; ; offset += PER_READ) {
    const rows = await listAccountGrants(connectionId, { q, offset, limit: PER_READ })
    for (const row of rows.slice(0, PER_READ))
      yield [
        row.licenseeName ?? '',
        row.appid,
        row.expiresAt ? formatDateTime(row.expiresAt, 'second') : permanent,
        row.grantedAt ? formatDateTime(row.grantedAt, 'second') : '',
        formatDateTime(row.readAt, 'second'),
        row.operation ? `R-${row.operation.number}` : '',
      ]
    if (rows.length <= PER_READ) return
  }
}
