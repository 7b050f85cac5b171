import 'server-only'
import type { Actor, AuditAction } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { fillChange } from '@/lib/channels/apply-schema'
import { changeContext, openChange, openValues } from '@/lib/channels/apply-secrets'
import { findChange, listItems } from '@/lib/channels/apply-store'
import { recordChange, recordValues } from '@/lib/channels/change-record'
import type { ScheduleRow } from '@/lib/channels/schedule-store'
import type { Sql } from '@/lib/db'
import { formatDateTime } from '@/lib/format'
import type { Json } from '@/lib/secrets/redact'

type More = { requestId?: string; before?: Json; after?: Json; detail?: Json; operationId?: string; failed?: boolean }

export function recordSchedule(
  sql: Sql,
  action: AuditAction,
  actor: Actor,
  row: ScheduleRow,
  { failed, ...more }: More,
): Promise<unknown> {
  return recordEvent(sql, {
    phase: 'outcome',
    action,
    outcome: failed ? 'failed' : 'succeeded',
    actor,
    target: { type: 'channel_schedule', id: row.id, name: formatDateTime(row.due_at) },
    connectionId: row.connection_id,
    reason: row.reason,
    ...more,
  })
}

/** What is to happen and when, for the log: secrets as fingerprints alone. */
export async function scheduleFacts(sql: Sql, row: ScheduleRow): Promise<{ [key: string]: Json }> {
  const change = await findChange(row.change_id, sql)
  const items = (await listItems(row.change_id, sql)).filter((item) => !item.is_removed)
  const context = changeContext(row.change_id)
  const shared = openValues(change?.shared ?? {}, context)
  const own = items
    .filter((item) => Object.keys(item.own).length > 0)
    .map((item) => [item.channel_id, recordValues(openValues(item.own, context))])
  return {
    dueAt: row.due_at.toISOString(),
    reason: row.reason,
    ifMoved: row.if_moved,
    channels: items.map((item) => item.channel_id),
    ...(change?.content ? recordChange(fillChange(openChange(change.content, context), shared)) : {}),
    ...(own.length > 0 ? { own: Object.fromEntries(own) } : {}),
  }
}
