import 'server-only'
import type { Actor, AuditAction } from '@/lib/audit/event'
import { recordAlone } from '@/lib/audit/record-alone'
import { log } from '@/lib/log'

/**
 * Logs what nobody expected and records it as `unknown`: a broken connection may hide a commit.
 * Returns the reference shown to the person: the event's id, or the request id when even the event cannot be written.
 */
export async function recordFailure({
  error,
  actor,
  action,
  requestId,
}: {
  error: unknown
  actor: Actor | null
  action: AuditAction
  requestId: string
}): Promise<string> {
  log.error({ error, requestId, action }, 'a write failed unexpectedly')
  if (!actor) return requestId
  try {
    return await recordAlone({
      phase: 'outcome',
      action,
      outcome: 'unknown',
      actor,
      requestId,
      target: { type: 'system', id: 'desk', name: 'Countersign' },
      detail: { error: error instanceof Error ? error.name : 'thrown' },
    })
  } catch (recordingError) {
    log.error({ error: recordingError, requestId, action }, 'the failure could not be recorded')
    return requestId
  }
}
