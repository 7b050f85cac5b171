import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { currentConnection } from '@/lib/connections/queries'
import { CSV_MARK, csvResponse, toCsvLine } from '@/lib/csv'
import { failure } from '@/lib/errors'
import { formatDate, formatDateTime } from '@/lib/format'
import { listAccountGrants } from '@/lib/grants/list-account-grants'
import { route } from '@/lib/route'

const PER_READ = 500

const query = z.strictObject({ connection: z.uuid().optional(), q: z.string().trim().max(100).default('') })

export const GET = route({
  permission: 'desk.read',
  query,
  run: async ({ connection: connectionId, q }) => {
    const connection = await currentConnection('wechat', connectionId)
    if (!connection) return failure('connection_missing')
    const t = await getTranslations('grants.export')
    const head = (['licensee', 'appid', 'expires', 'granted', 'read', 'receipt'] as const).map((key) => t(key))
    const permanent = t('permanent')
    async function* lines() {
      yield CSV_MARK + toCsvLine(head)
      for (let offset = 0; ; offset += PER_READ) {
        const rows = await listAccountGrants(connection?.id ?? '', { q, offset, limit: PER_READ })
        for (const row of rows.slice(0, PER_READ))
          yield toCsvLine([
            row.licenseeName ?? '',
            row.appid,
            row.expiresAt ? formatDateTime(row.expiresAt, 'second') : permanent,
            row.grantedAt ? formatDateTime(row.grantedAt, 'second') : '',
            formatDateTime(row.readAt, 'second'),
            row.operation ? `R-${row.operation.number}` : '',
          ])
        if (rows.length <= PER_READ) return
      }
    }
    return csvResponse(lines(), `account-grants-${formatDate(new Date())}.csv`)
  },
})
