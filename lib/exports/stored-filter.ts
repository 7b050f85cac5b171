import 'server-only'
import type { AuditFilter } from '@/lib/audit/filter'

/** A filter read back from its JSON: the ends of its time are moments again. */
export function toStoredFilter(stored: unknown): AuditFilter {
  const { from, until, ...rest } = stored as Record<string, unknown>
  return {
    ...(rest as AuditFilter),
    ...(typeof from === 'string' ? { from: new Date(from) } : {}),
    ...(typeof until === 'string' ? { until: new Date(until) } : {}),
  }
}
