import 'server-only'
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
  type: 'system', id: `system:${name}`, name, role: 'system', sessionPrint: null, ip: null, userAgent: null,
})

export const phases = ['requested', 'call', 'outcome', 'reconcile', 'denied', 'read', 'note', 'drift', 'panic'] as const
export type Phase = (typeof phases)[number]

export const outcomes = ['pending', 'succeeded', 'verified', 'partial', 'mismatch', 'failed', 'unknown', 'denied', 'cancelled'] as const
export type Outcome = (typeof outcomes)[number]

/** Everything that can happen. Stored for years: names are added, never changed. */
export const actions = [
  'drama.grant', 'drama.revoke', 'drama.sync', 'channel.conditions.update', 'channel.sync', 'channel.whitelist.add',
  'connection.add', 'connection.update', 'connection.test', 'connection.reopen', 'connection.close', 'connection.token.renew',
  'operation.cancel', 'operation.retry',
  'person.invite', 'person.join', 'person.role.update', 'person.disable', 'person.enable', 'person.password.reset', 'person.password.change',
  'session.start', 'session.refuse', 'session.end', 'session.revoke',
  'secret.reveal', 'request.refuse', 'system.start', 'licensee.update',
] as const
export type AuditAction = (typeof actions)[number]

export type Target = { type: 'drama_grant' | 'drama' | 'licensee' | 'channel' | 'connection' | 'person' | 'session' | 'operation' | 'system'; id: string; name: string }

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
