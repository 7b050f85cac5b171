import 'server-only'
import type { Actor, AuditAction, Target } from '@/lib/audit/event'
import { recordAlone } from '@/lib/audit/record-alone'
import type { ErrorCode } from '@/lib/errors'
import { escapeControls, log } from '@/lib/log'

type Refusal = {
  actor: Actor
  action: AuditAction
  code: ErrorCode
  requestId: string
  target?: Target
  origin?: string | null
}

/** Writes a refused attempt of a signed-in person to the audit log. The refusal stands even if it cannot be written. */
export async function recordRefusal({ actor, action, code, requestId, target, origin }: Refusal): Promise<void> {
  try {
    await recordAlone({
      phase: 'denied',
      action,
      outcome: 'denied',
      actor,
      requestId,
      target: target ?? { type: 'system', id: 'desk', name: 'Countersign' },
      detail: { code, ...(origin ? { origin: escapeControls(origin).slice(0, 200) } : {}) },
    })
  } catch (error) {
    log.error({ error, requestId, action, code }, 'a refusal could not be recorded')
  }
}
