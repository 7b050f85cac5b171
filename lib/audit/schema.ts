export const phases = ['requested', 'call', 'outcome', 'reconcile', 'denied', 'read', 'note', 'drift', 'panic'] as const
export type Phase = (typeof phases)[number]

export const outcomes = [
  'pending',
  'succeeded',
  'verified',
  'partial',
  'mismatch',
  'failed',
  'unknown',
  'denied',
  'cancelled',
] as const
export type Outcome = (typeof outcomes)[number]

/** Everything that can happen. Stored for years: names are added, never changed. */
export const actions = [
  'drama.grant',
  'drama.revoke',
  'drama.replace',
  'drama.sync',
  'drama.export',
  'account.grant',
  'account.revoke',
  'channel.conditions.update',
  'channel.conditions.apply',
  'channel.change.prepare',
  'channel.default.update',
  'channel.default.restore',
  'channel.follow.update',
  'channel.template.add',
  'channel.template.update',
  'channel.template.archive',
  'channel.template.restore',
  'channel.schedule.add',
  'channel.schedule.update',
  'channel.schedule.cancel',
  'channel.schedule.run',
  'channel.schedule.miss',
  'channel.schedule.refuse',
  'channel.sync',
  'channel.whitelist.add',
  'channel.whitelist.update',
  'channel.whitelist.remove',
  'channel.whitelist.clear',
  'channel.whitelist.import',
  'channel.whitelist.reveal',
  'channel.whitelist.export',
  'connection.add',
  'connection.update',
  'connection.test',
  'connection.reopen',
  'connection.close',
  'connection.token.renew',
  'operation.cancel',
  'operation.retry',
  'operation.export',
  'operation.answer',
  'operation.recheck',
  'person.invite',
  'person.join',
  'person.role.update',
  'person.disable',
  'person.enable',
  'person.password.reset',
  'person.password.change',
  'session.start',
  'session.refuse',
  'session.end',
  'session.revoke',
  'secret.reveal',
  'request.refuse',
  'audit.export',
  'audit.verify',
  'system.start',
  'licensee.update',
  'licensee.add',
  'licensee.archive',
  'licensee.restore',
  'licensee.import',
  'licensee.export',
  'slip.save',
  'slip.discard',
  'grant.drift',
  'grant.adopt',
  'grant.restore',
  'grant.sweep',
  'grant.renew',
  'grant.export',
  'notice.dismiss',
  'feed.add',
  'feed.revoke',
  'retention.update',
  'retention.hold',
  'retention.release',
  'retention.drop',
  'stream.add',
  'stream.update',
  'stream.enable',
  'stream.disable',
  'stream.remove',
  'stream.replay',
  'stream.test',
  'channel.drift',
  'channel.drift.restore',
  'channel.export',
  'channel.conditions.restore',
  'channel.adopt',
  'channel.sweep',
  'audit.note',
  'audit.export.cancel',
  'audit.export.download',
  'share.add',
  'share.revoke',
  'share.view',
  'audit.view.save',
  'audit.view.update',
  'audit.view.delete',
] as const
export type AuditAction = (typeof actions)[number]

export const targetTypes = [
  'drama_grant',
  'account_grant',
  'drama',
  'licensee',
  'channel',
  'whitelist_entry',
  'channel_template',
  'channel_schedule',
  'connection',
  'person',
  'session',
  'operation',
  'system',
  'event',
  'audit_export',
  'share',
] as const
export type TargetType = (typeof targetTypes)[number]

/** `drama` of `drama.grant`: what the action filter groups by, as `drama.*`. */
export const actionFamilies = [
  ...new Set(actions.map((action) => action.slice(0, action.indexOf('.')) as ActionFamily)),
]
export type ActionFamily = FamilyOf<AuditAction>
type FamilyOf<Action> = Action extends `${infer Family}.${string}` ? Family : never

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The operation an event belongs to, as it stands now. */
type EventOperation = {
  id: string
  number: number
  state: 'queued' | 'running' | 'waiting' | 'done'
  verdict: Outcome | null
  summary: Json
  reason: string
}

type EventAnswer = { endpoint: string; errcode: string | null; errmsg: string | null; rid: string | null }

/** An event as lists and sentences know it. Instants are ISO strings, so that it can cross to a browser. */
export type EventLine = {
  id: string
  seq: string
  occurredAt: string
  phase: Phase
  action: AuditAction
  outcome: Outcome
  actor: { type: 'person' | 'system' | 'anonymous'; id: string; name: string }
  target: { type: TargetType; id: string; name: string }
  reason: string | null
  detail: Json
  changedKeys: string[]
  /** What an upstream said, for events that carry a call. */
  answer: EventAnswer | null
  operation: EventOperation | null
}

export type EventUpstream = {
  service: string
  endpoint: string
  httpStatus: number | null
  errcode: string | null
  errmsg: string | null
  rid: string | null
  latencyMs: number
  request?: Json
  response?: Json
}

export type EventRecord = EventLine & {
  itemId: string | null
  connectionId: string | null
  actorRole: string
  sessionPrint: string | null
  ip: string | null
  userAgent: string | null
  before: Json
  after: Json
  upstream: EventUpstream | null
  requestId: string | null
  rowHash: string
}
