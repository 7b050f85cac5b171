import 'server-only'
import { systemActor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { inTransaction } from '@/lib/db'
import type { ExportClaim } from '@/lib/exports/claim-export'
import { type ExportCause, exportName, KEPT_DAYS } from '@/lib/exports/schema'

type End =
  | { state: 'done'; rows: number; bytes: number; sha256: string }
  | { state: 'cancelled' }
  | { state: 'failed'; cause: ExportCause }

/** Closes an export with its event, unless another worker has it by now. */
export async function endExport({ id, attempt, format, asker }: ExportClaim, end: End): Promise<void> {
  await inTransaction(async (sql) => {
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
    if (closed.length === 0) return
    await recordEvent(sql, {
      phase: 'outcome',
      action: 'audit.export',
      outcome: end.state === 'done' ? 'succeeded' : end.state,
      actor: systemActor('worker'),
      target: { type: 'audit_export', id, name: exportName(id) },
      detail: { format, askedBy: asker.id, attempt, ...end },
    })
  })
}
