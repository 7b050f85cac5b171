import 'server-only'
import type { AuditFilter } from '@/lib/audit/filter'

const noNotes = { noted: [] }

/** A filter read back from its JSON: the ends of its time are moments again. */
export function toStoredFilter(stored: unknown): AuditFilter {
  const { from, until, ...rest } = stored as Record<string, unknown>
  const { clauses, ...others } = rest as AuditFilter
  return {
    ...others,
    // Asked for before notes were part of what tells of a thing.
    ...(clauses
      ? { clauses: clauses.map((clause) => (clause.on === 'thing' ? { ...noNotes, ...clause } : clause)) }
      : {}),
    ...(typeof from === 'string' ? { from: new Date(from) } : {}),
    ...(typeof until === 'string' ? { until: new Date(until) } : {}),
  }
}
