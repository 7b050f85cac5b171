import 'server-only'
import { describeEvent, plainSentence } from '@/lib/audit/describe'
import type { AuditAction, EventRecord, Json, Outcome } from '@/lib/audit/schema'
import type { AppLocale } from '@/lib/i18n/locales'

/** OCSF 1.3, class 6003 API Activity of category 6 Application Activity. The mapping is told in docs/ocsf.md. */
const VERSION = '1.3.0'
const CLASS = 6003

const activities = { create: 1, read: 2, update: 3, delete: 4, other: 99 } as const
type Activity = keyof typeof activities
const activityNames: Record<Activity, string> = {
  create: 'Create',
  read: 'Read',
  update: 'Update',
  delete: 'Delete',
  other: 'Other',
}

const verbs: Record<string, Activity> = {
  grant: 'create',
  add: 'create',
  invite: 'create',
  join: 'create',
  import: 'create',
  note: 'create',
  save: 'create',
  renew: 'update',
  update: 'update',
  replace: 'update',
  reset: 'update',
  change: 'update',
  restore: 'update',
  adopt: 'update',
  enable: 'update',
  disable: 'update',
  archive: 'update',
  reopen: 'update',
  close: 'update',
  revoke: 'delete',
  discard: 'delete',
  dismiss: 'delete',
  export: 'read',
  download: 'read',
  view: 'read',
  reveal: 'read',
  verify: 'read',
  sync: 'read',
  test: 'read',
  sweep: 'read',
  recheck: 'read',
}

/** By the verb an action ends in; what no verb stands for is Other. */
export const activityOf = (action: AuditAction, phase: EventRecord['phase']): Activity =>
  phase === 'drift' || phase === 'panic' ? 'other' : (verbs[action.slice(action.lastIndexOf('.') + 1)] ?? 'other')

const succeeded: readonly Outcome[] = ['succeeded', 'verified']
const failed: readonly Outcome[] = ['failed', 'mismatch', 'denied', 'partial']

/** 1 Success, 2 Failure, 0 Unknown, 99 Other: not ended yet, or ended by a person. */
export function statusOf(outcome: Outcome): { id: number; name: string } {
  if (succeeded.includes(outcome)) return { id: 1, name: 'Success' }
  if (failed.includes(outcome)) return { id: 2, name: 'Failure' }
  return outcome === 'unknown' ? { id: 0, name: 'Unknown' } : { id: 99, name: outcome }
}

/** 1 Informational, 2 Low, 3 Medium, 4 High, 5 Critical. */
export function severityOf({ phase, outcome }: Pick<EventRecord, 'phase' | 'outcome'>): { id: number; name: string } {
  if (phase === 'panic') return { id: 5, name: 'Critical' }
  if (phase === 'drift' || outcome === 'mismatch') return { id: 4, name: 'High' }
  if (outcome === 'denied' || outcome === 'failed' || outcome === 'unknown') return { id: 3, name: 'Medium' }
  return outcome === 'partial' ? { id: 2, name: 'Low' } : { id: 1, name: 'Informational' }
}

const userTypes = {
  person: { id: 1, name: 'User' },
  system: { id: 3, name: 'System' },
  anonymous: { id: 0, name: 'Unknown' },
}

type Ocsf = { [key: string]: Json | undefined | Ocsf | Ocsf[] }

/** An event as a SIEM reads it. What OCSF has no place for stands under `unmapped`. */
export function toOcsf(event: EventRecord, leafNo: number, locale: AppLocale): Ocsf {
  const { actor, target, upstream } = event
  const activity = activityOf(event.action, event.phase)
  const [status, severity, user] = [statusOf(event.outcome), severityOf(event), userTypes[actor.type]]
  return {
    category_uid: 6,
    category_name: 'Application Activity',
    class_uid: CLASS,
    class_name: 'API Activity',
    activity_id: activities[activity],
    activity_name: activityNames[activity],
    type_uid: CLASS * 100 + activities[activity],
    type_name: `API Activity: ${activityNames[activity]}`,
    time: Date.parse(event.occurredAt),
    severity_id: severity.id,
    severity: severity.name,
    status_id: status.id,
    status: status.name,
    status_code: upstream?.errcode ?? undefined,
    status_detail: upstream?.errmsg ?? undefined,
    duration: upstream?.latencyMs,
    message: plainSentence(describeEvent(event, locale)),
    actor: {
      user: { uid: actor.id, name: actor.name, type_id: user.id, type: user.name, groups: [{ name: event.actorRole }] },
      session: event.sessionPrint === null ? undefined : { uid: event.sessionPrint },
    },
    src_endpoint: event.ip === null ? { name: 'countersign' } : { ip: event.ip },
    http_request: event.userAgent === null ? undefined : { user_agent: event.userAgent },
    api: {
      operation: event.action,
      service: { name: upstream?.service ?? 'countersign' },
      request: event.requestId === null ? undefined : { uid: event.requestId },
      response: upstream
        ? {
            code: upstream.httpStatus ?? undefined,
            error: upstream.errcode ?? undefined,
            error_message: upstream.errmsg ?? undefined,
          }
        : undefined,
    },
    resources: [{ type: target.type, uid: target.id, name: target.name }],
    metadata: {
      version: VERSION,
      product: { name: 'Countersign', vendor_name: 'Countersign' },
      log_name: 'audit',
      uid: event.id,
      correlation_uid: event.operation?.id,
      sequence: Number(event.seq),
      original_time: event.occurredAt,
    },
    unmapped: {
      phase: event.phase,
      outcome: event.outcome,
      receipt: event.operation ? `R-${event.operation.number}` : undefined,
      itemId: event.itemId ?? undefined,
      connectionId: event.connectionId ?? undefined,
      reason: event.reason ?? undefined,
      before: event.before ?? undefined,
      after: event.after ?? undefined,
      changedKeys: event.changedKeys.length > 0 ? event.changedKeys : undefined,
      detail: event.detail ?? undefined,
      upstream: (upstream as Json) ?? undefined,
      seal: { leafNo, seq: event.seq, occurredAt: event.occurredAt, rowHash: event.rowHash },
    },
  }
}
