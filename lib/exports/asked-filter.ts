import 'server-only'
import { readAuditQuery } from '@/lib/audit/audit-query'
import type { AuditFilter } from '@/lib/audit/filter'

/** What a written query asks of the log now: “the last seven days” are those before it was asked, whenever the file is made. */
export const askedFilter = async (query: string): Promise<AuditFilter> => (await readAuditQuery(query)).filter
