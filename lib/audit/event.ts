import 'server-only'
import type { AuditAction, Outcome, Phase, TargetType } from '@/lib/audit/schema'
import type { Exchange } from '@/lib/http'
import type { Json } from '@/lib/secrets/redact'

/** Who did it, as they were at that moment. */
export type Actor = {
  type: 'person' | 'system' | 'anonymous'
  id: string
  name: string
  role: string
  sessionPrint: string | null
  ip: string | null
  userAgent: string | null
}

export const systemActor = (name: string): Actor => ({
  type: 'system',
  id: `system:${name}`,
  name,
  role: 'system',
  sessionPrint: null,
  ip: null,
  userAgent: null,
})

export type { AuditAction, Outcome, Phase } from '@/lib/audit/schema'
export { actions, outcomes, phases } from '@/lib/audit/schema'

export type Target = {
  type: TargetType
  id: string
  name: string
}

/** Before and after never hold a secret, only what `lib/secrets/fingerprint` makes of it. */
export type NewEvent = {
  phase: Phase
  action: AuditAction
  outcome: Outcome
  actor: Actor
  target: Target
  operationId?: string
  itemId?: string
  connectionId?: string
  before?: Json
  after?: Json
  upstream?: Omit<Exchange, 'request' | 'response' | 'clockOffsetMs'> & { request?: Json; response?: Json }
  detail?: Json
  reason?: string
  requestId?: string
}
