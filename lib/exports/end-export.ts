import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import type { ExportClaim } from '@/lib/exports/claim-export'
import { type ExportCause, exportName, KEPT_DAYS } from '@/lib/exports/schema'
import type { Json } from '@/lib/secrets/redact'

export type End =
  | { state: 'done'; rows: number; bytes: number; sha256: string }
  | { state: 'cancelled' }
  | { state: 'failed'; cause: ExportCause; found?: { [key: string]: Json } }

/** Closes an export with its event, unless another worker has it by now. @returns whether it was this one that did. */
export async function endExport({ id, attempt, format, asker }: ExportClaim, end: End): Promise<boolean> {
  const isAltered = end.state === 'failed' && end.cause === 'altered'
  return inTransaction(async (sql) => {
    const closed = await sql(
      `update audit_export set state = $3, finished_at = clock_timestamp(), row_count = coalesce($4, row_count),
              byte_count = $5, sha256 = $6, cause = $7,
              expires_at = case when $3 = 'done' then clock_timestamp() + interval '${KEPT_DAYS} days' end
        where id = $1 and attempt = $2 and state = 'running' returning 1`,
      [
        id,
        attempt,
        end.state,
        end.state === 'done' ? end.rows : null,
        end.state === 'done' ? end.bytes : null,
        end.state === 'done' ? end.sha256 : null,
        end.state === 'failed' ? end.cause : null,
      ],
    )
    if (closed.length === 0) return false
    await recordEvent(sql, {
      phase: isAltered ? 'panic' : 'outcome',
      action: 'audit.export',
      outcome: isAltered ? 'mismatch' : end.state === 'done' ? 'succeeded' : end.state,
      actor: systemActor('worker'),
      target: { type: 'audit_export', id, name: exportName(id) },
      detail: { ...(isAltered ? { alarm: 'export_altered' } : {}), format, askedBy: asker.id, attempt, ...end },
    })
    return true
  })
}
