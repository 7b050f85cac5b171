import 'server-only'
import type { AuditFilter } from '@/lib/audit/filter'
import { sql } from '@/lib/db'
import type { ExportFormat } from '@/lib/exports/schema'
import { toStoredFilter } from '@/lib/exports/stored-filter'
import type { AppLocale } from '@/lib/i18n/locales'
import { locales } from '@/lib/i18n/locales'

export type ExportClaim = {
  id: string
  /** Every change names it, so that a worker taken for dead changes nothing when it wakes. */
  attempt: number
  format: ExportFormat
  locale: AppLocale
  filter: AuditFilter
  query: string
  askedAt: Date
  asker: { id: string; name: string; role: string }
  batchNo: number | null
}

type Row = {
  id: string
  attempt: number
  format: ExportFormat
  locale: string
  filter: unknown
  query: string
  asked_at: Date
  asked_by: string
  asked_name: string
  asked_role: string
  batch_no: string | null
}

export const MOST_ATTEMPTS = 6

/** Seconds after which a worker that does not tell how far it is counts as dead. */
export const SILENT_SECONDS = 10

/** Takes an export up, from its beginning. Null when it is over, or in the hands of a worker that is alive. */
export async function claimExport(exportId: string): Promise<ExportClaim | null> {
  const [row] = await sql<Row>(
    `update audit_export set attempt = attempt + 1, state = 'running', beat_at = clock_timestamp(), scanned = 0, row_count = 0
      where id = $1 and (state = 'queued' or state = 'running' and beat_at < clock_timestamp() - interval '${SILENT_SECONDS} seconds')
      returning *`,
    [exportId],
  )
  if (!row) return null
  return {
    id: row.id,
    attempt: row.attempt,
    format: row.format,
    locale: locales.find((locale) => locale === row.locale) ?? locales[0],
    filter: toStoredFilter(row.filter),
    query: row.query,
    askedAt: row.asked_at,
    asker: { id: row.asked_by, name: row.asked_name, role: row.asked_role },
    batchNo: row.batch_no === null ? null : Number(row.batch_no),
  }
}

/** Gives it back after an error, so that the queue may try again at once. */
export const releaseExport = ({ id, attempt }: ExportClaim): Promise<unknown> =>
  sql(`update audit_export set state = 'queued' where id = $1 and attempt = $2 and state = 'running'`, [id, attempt])

/** The head everything of the export lies under; the first to bind it decides, so that a later attempt writes the same. */
export async function bindHead(
  { id, attempt }: ExportClaim,
  batchNo: number,
  treeSize: number,
): Promise<number | null> {
  const [row] = await sql<{ batch_no: string }>(
    `update audit_export set batch_no = coalesce(batch_no, $3), tree_size = coalesce(tree_size, $4)
      where id = $1 and attempt = $2 and state = 'running' returning batch_no`,
    [id, attempt, batchNo, treeSize],
  )
  return row ? Number(row.batch_no) : null
}

export type Course = 'go on' | 'stop' | 'lost'

/** Tells how far it is, and hears whether to go on. */
export async function beat({ id, attempt }: ExportClaim, scanned: number, rows: number): Promise<Course> {
  const [row] = await sql<{ cancel_requested_at: Date | null }>(
    `update audit_export set beat_at = clock_timestamp(), scanned = $3, row_count = $4
      where id = $1 and attempt = $2 and state = 'running' returning cancel_requested_at`,
    [id, attempt, scanned, rows],
  )
  if (!row) return 'lost'
  return row.cancel_requested_at === null ? 'go on' : 'stop'
}
