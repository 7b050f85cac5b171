import 'server-only'
import { sql } from '@/lib/db'
import type { ExportCause, ExportFormat, ExportState, ExportView } from '@/lib/exports/schema'
import { isId } from '@/lib/id'

const SHOWN = 100

type Row = {
  id: string
  format: ExportFormat
  query: string
  state: ExportState
  asked_by: string
  asked_name: string
  asked_at: Date
  finished_at: Date | null
  expires_at: Date | null
  scanned: string
  tree_size: string | null
  row_count: string
  byte_count: string | null
  sha256: string | null
  cause: ExportCause | null
  downloads: number
  cancel_requested_at: Date | null
  attempt: number
}

const toView = (row: Row): ExportView => ({
  id: row.id,
  format: row.format,
  query: row.query,
  state: row.state === 'done' && row.expires_at && row.expires_at < new Date() ? 'expired' : row.state,
  askedBy: { id: row.asked_by, name: row.asked_name },
  askedAt: row.asked_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  expiresAt: row.expires_at?.toISOString() ?? null,
  scanned: Number(row.scanned),
  treeSize: row.tree_size === null ? null : Number(row.tree_size),
  rows: Number(row.row_count),
  bytes: row.byte_count === null ? null : Number(row.byte_count),
  sha256: row.sha256,
  cause: row.cause,
  downloads: row.downloads,
  isStopping: row.cancel_requested_at !== null && row.state === 'running',
})

/** The latest exports, newest first: one person's, or everybody's. */
export async function listExports(personId: string | null): Promise<ExportView[]> {
  const rows = await sql<Row>(
    `select * from audit_export where $1::text is null or asked_by = $1 order by asked_at desc limit ${SHOWN}`,
    [personId],
  )
  return rows.map(toView)
}

/** One export, with the attempt its files are of. */
export async function findExport(exportId: string): Promise<(ExportView & { attempt: number }) | null> {
  if (!isId(exportId)) return null
  const [row] = await sql<Row>('select * from audit_export where id = $1', [exportId])
  return row ? { ...toView(row), attempt: row.attempt } : null
}
