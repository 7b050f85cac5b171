import 'server-only'
import {
  type Actor,
  type AuditAction,
  actions,
  type NewEvent,
  type Outcome,
  systemActor,
  type Target,
} from '@/lib/audit/event'
import type { Exchange } from '@/lib/http'
import type { Claim } from '@/lib/operations/claim'
import type { Alarm, OperationDriver } from '@/lib/operations/driver'
import type { OpenItem } from '@/lib/operations/items'
import type { Verdict } from '@/lib/operations/states'
import type { Json } from '@/lib/secrets/redact'

const known = new Set<string>(actions)

export function auditAction(name: string): AuditAction {
  if (!known.has(name)) throw new Error(`${name} is not in the list of audit actions`)
  return name as AuditAction
}

/** The worker acts for the person who submitted; their session is not part of it. */
const actorOf = (claim: Claim): Actor => ({
  type: 'person',
  id: claim.actor.id,
  name: claim.actor.name,
  role: claim.actor.role,
  sessionPrint: null,
  ip: null,
  userAgent: null,
})

const operationTarget = (claim: Claim): Target => ({
  type: 'operation',
  id: claim.operationId,
  name: `R-${claim.number}`,
})

const itemTarget = (item: OpenItem): Target => ({
  type: item.targetType as Target['type'],
  id: item.targetId,
  name: item.targetName,
})

const shared = (claim: Claim) => ({
  action: auditAction(claim.action),
  actor: actorOf(claim),
  operationId: claim.operationId,
  connectionId: claim.connectionId,
})

export function callEvent(
  claim: Claim,
  call: { id: string; number: number; itemCount: number; state: 'answered' | 'unknown' },
  exchange: Exchange | null,
): NewEvent {
  const outcome: Outcome =
    call.state === 'unknown'
      ? 'unknown'
      : exchange?.httpStatus === null ||
          exchange?.httpStatus === 429 ||
          (exchange?.errcode && exchange.errcode !== '0' && exchange.errcode !== '200')
        ? 'failed'
        : 'succeeded'
  return {
    ...shared(claim),
    phase: 'call',
    outcome,
    target: operationTarget(claim),
    detail: { callId: call.id, callNumber: call.number, itemCount: call.itemCount, interrupted: exchange === null },
    ...(exchange ? { upstream: withoutClock(exchange) } : {}),
  }
}

function withoutClock({ clockOffsetMs: _offset, ...exchange }: Exchange): NonNullable<NewEvent['upstream']> {
  return exchange
}

export function itemEvent(
  claim: Claim,
  driver: OperationDriver,
  item: OpenItem,
  result: {
    phase: 'outcome' | 'reconcile'
    verdict: Verdict
    cause: string | null
    code: string | null
    message: string | null
    rid: string | null
    after: Json
    fields: Json
  },
): NewEvent {
  const described = driver.describe(item, result.after)
  return {
    ...shared(claim),
    phase: result.phase,
    outcome: result.verdict,
    target: itemTarget(item),
    itemId: item.id,
    before: described.before,
    after: described.after,
    detail: {
      cause: result.cause,
      code: result.code,
      message: result.message,
      rid: result.rid,
      fields: result.fields,
      attempts: item.attempts,
    },
  }
}

export function finishEvent(claim: Claim, verdict: Verdict, counts: Record<string, number>, seconds: number): NewEvent {
  return {
    ...shared(claim),
    phase: 'outcome',
    outcome: verdict,
    target: operationTarget(claim),
    detail: { counts, seconds },
  }
}

export function alarmEvent(claim: Claim, alarm: Alarm): NewEvent {
  return {
    ...shared(claim),
    actor: systemActor('runner'),
    phase: 'panic',
    outcome: 'mismatch',
    target: operationTarget(claim),
    detail: { alarm: alarm.code, found: alarm.detail, connectionClosed: alarm.closesConnection },
  }
}
