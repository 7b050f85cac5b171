import { z } from 'zod'
import { readAuditQuery } from '@/lib/audit/audit-query'
import { readCursor } from '@/lib/audit/cursor'
import { countNewer } from '@/lib/audit/queries'
import { failure } from '@/lib/errors'
import { route } from '@/lib/route'

export const GET = route({
  permission: 'desk.read',
  query: z.strictObject({ q: z.string().max(4_001).default(''), since: z.string().max(30) }),
  run: async ({ q, since }) => {
    const cursor = readCursor(since)
    if (!cursor) return failure('invalid_input')
    const { filter } = await readAuditQuery(q)
    return countNewer(filter, cursor)
  },
})
