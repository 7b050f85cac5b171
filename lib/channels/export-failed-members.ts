import 'server-only'
import { recordAlone } from '@/lib/audit/record-alone'
import type { ExportFailedInput } from '@/lib/channels/whitelist-input-schema'
import { wishOf } from '@/lib/channels/whitelist-intent'
import { sql } from '@/lib/db'
import { type ActionFailure, failure } from '@/lib/errors'
import { sheetFile } from '@/lib/sheets/sheet-file'
import type { WriteContext } from '@/lib/write'

type FailedRow = { target_id: string; intent: never; code: string | null; cause: string | null; message: string | null }
type FailedCause = Pick<FailedRow, 'code' | 'cause' | 'message'>

/** The members a receipt could not add or rename, with their full codes and why, to be mended and imported again. */
export async function exportFailedMembers(
  { operationId, format, reason }: ExportFailedInput,
  words: { columns: readonly string[]; explain: (causes: readonly FailedCause[]) => Promise<string[]> },
  { actor, requestId }: WriteContext,
): Promise<Response | ActionFailure> {
  const [operation] = await sql<{ number: number; connection_id: string; rank: string | null }>(
    `select number, connection_id, summary->>'rank' as rank from operation where id = $1 and action = 'channel.whitelist.import'`,
    [operationId],
  )
  if (!operation) return failure('not_found')
  const rows = await sql<FailedRow>(
    `select target_id, intent, code, cause, message from operation_item
      where operation_id = $1 and verdict in ('failed', 'mismatch', 'unknown', 'cancelled') order by position`,
    [operationId],
  )
  if (rows.length === 0) return failure('not_found')
  await recordAlone({
    phase: 'read',
    action: 'channel.whitelist.export',
    outcome: 'succeeded',
    actor,
    target: { type: 'operation', id: operationId, name: `R-${operation.number}` },
    operationId,
    connectionId: operation.connection_id,
    requestId,
    reason,
    detail: { rank: Number(operation.rank), members: rows.length, format, codes: 'full' },
  })
  const told = await words.explain(rows)
  return sheetFile({
    format,
    name: `whitelist-R-${operation.number}-failed`,
    columns: [...words.columns],
    rows: rows.map((row, index) => {
      const wish = wishOf({ intent: row.intent, targetId: row.target_id })
      if (wish.kind === 'clear') return []
      return [wish.member.code, wish.member.name, wish.line === null ? '' : String(wish.line), told[index] ?? '']
    }),
  })
}
