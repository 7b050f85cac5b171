import 'server-only'
import { z } from 'zod'
import type { Actor, AuditAction } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import { isShut, lockOpen } from '@/lib/channels/apply-prepare'
import { PLAN_HOLDS_MS } from '@/lib/channels/apply-schema'
import { listItems } from '@/lib/channels/apply-store'
import { readDueAt, scheduleFacts } from '@/lib/channels/schedule-schema'
import { findSchedule, type ScheduleRow } from '@/lib/channels/schedule-store'
import { inTransaction, type Sql } from '@/lib/db'
import { type ActionResult, failure, success } from '@/lib/errors'
import { formatDateTime } from '@/lib/format'
import { newId } from '@/lib/id'
import { enqueue } from '@/lib/jobs/queue'
import type { Json } from '@/lib/secrets/redact'
import { defineWrite } from '@/lib/write'

const id = z.uuid()
const target = (input: { id: string }) => ({ type: 'channel_schedule' as const, id: input.id, name: input.id })

/** Has a planned change submitted by itself at a set time. What each channel was like is kept, to be compared then. */
export const scheduleChange = defineWrite({
  name: 'channel.schedule.add',
  permission: 'channel.write',
  input: z.strictObject({ changeId: z.uuid(), plan: z.int().min(1), ...scheduleFacts }),
  run: ({ changeId, plan, dueAt, reason, ifMoved }, { actor, requestId }): Promise<ActionResult<{ id: string }>> =>
    inTransaction(async (sql) => {
      const row = await lockOpen(sql, changeId, actor.id)
      if (!row) return failure('not_found')
      if (isShut(row)) return failure('conflict')
      if (row.plan !== plan || row.state !== 'planned' || Date.now() - (row.planned_at?.getTime() ?? 0) > PLAN_HOLDS_MS)
        return failure('stale_base')
      const due = readDueAt(dueAt, Date.now())
      if ('problem' in due) return failure('invalid_input', { fieldErrors: { dueAt: due.problem } })
      const items = (await listItems(changeId, sql)).filter((item) => !item.is_removed)
      if (!items.some((item) => item.effect === 'change'))
        return failure('invalid_input', { fieldErrors: { channels: 'nothingToSend' } })
      const scheduleId = newId()
      await sql(
        `insert into channel_schedule (id, change_id, connection_id, person_id, person_name, due_at, reason, if_moved, bases)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)`,
        [
          scheduleId,
          changeId,
          row.connection_id,
          actor.id,
          actor.name,
          due.at,
          reason,
          ifMoved,
          JSON.stringify(Object.fromEntries(items.map((item) => [item.channel_id, item.base ?? '']))),
        ],
      )
      await enqueue(sql, 'schedules.run', { scheduleId }, { startAfter: due.at })
      const made = await mustFind(sql, scheduleId)
      await record(sql, 'channel.schedule.add', actor, made, {
        requestId,
        after: { ...toRecord(made), channels: items.length },
      })
      return success({ id: scheduleId })
    }),
})

/** Another time, reason or rule for one that has not begun. */
export const updateSchedule = defineWrite({
  name: 'channel.schedule.update',
  permission: 'channel.write',
  input: z.strictObject({ id, ...scheduleFacts }),
  target,
  run: (input, { actor, requestId }): Promise<ActionResult<null>> =>
    inTransaction(async (sql) => {
      const before = await lockWaiting(sql, input.id)
      if (typeof before === 'string') return failure(before)
      const due = readDueAt(input.dueAt, Date.now())
      if ('problem' in due) return failure('invalid_input', { fieldErrors: { dueAt: due.problem } })
      await sql('update channel_schedule set due_at = $2, reason = $3, if_moved = $4 where id = $1', [
        input.id,
        due.at,
        input.reason,
        input.ifMoved,
      ])
      await enqueue(sql, 'schedules.run', { scheduleId: input.id }, { startAfter: due.at })
      const after = await mustFind(sql, input.id)
      await record(sql, 'channel.schedule.update', actor, after, {
        requestId,
        before: toRecord(before),
        after: toRecord(after),
      })
      return success(null)
    }),
})

/** Does now what was to be done later; everything is checked as it would have been. */
export const hastenSchedule = defineWrite({
  name: 'channel.schedule.update',
  permission: 'channel.write',
  input: z.strictObject({ id }),
  target,
  run: (input, { actor, requestId }): Promise<ActionResult<null>> =>
    inTransaction(async (sql) => {
      const before = await lockWaiting(sql, input.id)
      if (typeof before === 'string') return failure(before)
      await sql('update channel_schedule set due_at = clock_timestamp() where id = $1', [input.id])
      await enqueue(sql, 'schedules.run', { scheduleId: input.id })
      const after = await mustFind(sql, input.id)
      await record(sql, 'channel.schedule.update', actor, after, {
        requestId,
        before: toRecord(before),
        after: toRecord(after),
      })
      return success(null)
    }),
})

export const cancelSchedule = defineWrite({
  name: 'channel.schedule.cancel',
  permission: 'channel.write',
  input: z.strictObject({ id }),
  target,
  run: (input, { actor, requestId }): Promise<ActionResult<null>> =>
    inTransaction(async (sql) => {
      const row = await lockWaiting(sql, input.id)
      if (typeof row === 'string') return failure(row)
      await sql(`update channel_schedule set state = 'cancelled', settled_at = clock_timestamp() where id = $1`, [
        row.id,
      ])
      await record(sql, 'channel.schedule.cancel', actor, row, { requestId })
      return success(null)
    }),
})

async function lockWaiting(sql: Sql, scheduleId: string): Promise<ScheduleRow | 'not_found' | 'conflict'> {
  await sql('select 1 from channel_schedule where id = $1 for update', [scheduleId])
  const row = await findSchedule(scheduleId, sql)
  if (!row) return 'not_found'
  return row.state === 'waiting' ? row : 'conflict'
}

async function mustFind(sql: Sql, scheduleId: string): Promise<ScheduleRow> {
  const row = await findSchedule(scheduleId, sql)
  if (!row) throw new Error('a schedule just written is there')
  return row
}

const toRecord = (row: ScheduleRow): { [key: string]: Json } => ({
  dueAt: row.due_at.toISOString(),
  reason: row.reason,
  ifMoved: row.if_moved,
})

export const record = (
  sql: Sql,
  action: AuditAction,
  actor: Actor,
  row: ScheduleRow,
  more: { requestId?: string; before?: Json; after?: Json; detail?: Json; operationId?: string; failed?: boolean },
): Promise<unknown> => {
  const { failed, ...rest } = more
  return recordEvent(sql, {
    phase: 'outcome',
    action,
    outcome: failed ? 'failed' : 'succeeded',
    actor,
    target: { type: 'channel_schedule', id: row.id, name: formatDateTime(row.due_at) },
    connectionId: row.connection_id,
    reason: row.reason,
    ...rest,
  })
}
