import 'server-only'
import type { AuditFilter } from '@/lib/audit/filter'
import { searchTokens } from '@/lib/audit/search-tokens'

export async function askedFilter(query: string): Promise<AuditFilter> {
  return searchTokens([query]).length > 0 ? { text: query } : {}
}
