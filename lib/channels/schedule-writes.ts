import 'server-only'
import { z } from 'zod'
import type { AuditAction } from '@/lib/audit/event'
import { isShut, lockOpen } from '@/lib/channels/apply-prepare'
import { PLAN_HOLDS_MS } from '@/lib/channels/apply-schema'
import { type ChangeRow, findChange, listItems } from '@/lib/channels/apply-store'
import { copyChange } from '@/lib/channels/copy-change'
import { scheduleInput } from '@/lib/channels/schedule-input-schema'
import { recordSchedule, scheduleFacts } from '@/lib/channels/schedule-record'
import { readDueAt } from '@/lib/channels/schedule-schema'
import { findSchedule, type ScheduleRow } from '@/lib/channels/schedule-store'
import { inTransaction, type Sql } from '@/lib/db'
import { type ActionFailure, type ActionResult, failure, success } from '@/lib/errors'
import { newId } from '@/lib/id'
import { enqueue } from '@/lib/jobs/queue'
import { defineWrite, type WriteContext } from '@/lib/write'

/** A schedule as somebody saw it. */
const seen = { id: z.uuid(), version: z.int().min(1) }
const planned = { changeId: z.uuid(), plan: z.int().min(1), ...scheduleInput }
const target = (input: { id: string }) => ({ type: 'channel_schedule' as const, id: input.id, name: input.id })

/** Has a planned change submitted by itself at a set time. What each channel was like is kept, to be compared then. */
export const scheduleChange = defineWrite({
  name: 'channel.schedule.add',
  permission: 'channel.write',
  input: z.strictObject(planned),
  run: (input, { actor, requestId }): Promise<ActionResult<{ id: string }>> =>
    inTransaction(async (sql) => {
      const taken = await takePlanned(sql, input, actor.id)
      if ('ok' in taken) return taken
      const { change, dueAt, bases } = taken
      if (change.reschedules_id !== null) return failure('conflict')
      const id = newId()
      await sql(
        `insert into channel_schedule (id, change_id, connection_id, person_id, person_name, due_at, reason, if_moved, bases)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)`,
        [id, change.id, change.connection_id, actor.id, actor.name, dueAt, input.reason, input.ifMoved, bases],
      )
      await enqueue(sql, 'schedules.run', { scheduleId: id }, { startAfter: dueAt })
      const made = await mustFind(sql, id)
      await recordSchedule(sql, 'channel.schedule.add', actor, made, {
        requestId,
        after: await scheduleFacts(sql, made),
      })
      return success({ id })
    }),
})

/** Another time, reason or rule for one that has not begun. */
export const updateSchedule = defineWrite({
  name: 'channel.schedule.update',
  permission: 'channel.write',
  input: z.strictObject({ ...seen, ...scheduleInput }),
  target,
  run: (input, context) =>
    changeWaiting('channel.schedule.update', input, context, async (sql) => {
      const due = readDueAt(input.dueAt, Date.now())
      if ('problem' in due) return failure('invalid_input', { fieldErrors: { dueAt: due.problem } })
      await sql('update channel_schedule set due_at = $2, reason = $3, if_moved = $4 where id = $1', [
        input.id,
        due.at,
        input.reason,
        input.ifMoved,
      ])
      await enqueue(sql, 'schedules.run', { scheduleId: input.id }, { startAfter: due.at })
      return null
    }),
})

/** Opens what a schedule is to do as a change that may take its place. Sends nothing, and the schedule still waits. */
export const editScheduled = defineWrite({
  name: 'channel.change.prepare',
  permission: 'channel.write',
  input: z.strictObject(seen),
  target,
  run: async ({ id, version }, { actor }): Promise<ActionResult<{ changeId: string }>> => {
    const row = await findSchedule(id)
    const refused = whyNot(row, version)
    if (refused) return refused
    const change = row && (await findChange(row.change_id))
    if (!change) return failure('not_found')
    const channelIds = (await listItems(change.id)).filter((item) => !item.is_removed).map((item) => item.channel_id)
    return success(await copyChange(change, { owner: actor, channelIds, reschedules: { id, version } }))
  },
})

/** Puts another planned change in the place of what a schedule was to do; from then on it is this person's. */
export const rescheduleChange = defineWrite({
  name: 'channel.schedule.update',
  permission: 'channel.write',
  input: z.strictObject({ ...seen, ...planned }),
  target,
  run: (input, context) =>
    changeWaiting('channel.schedule.update', input, context, async (sql) => {
      const { actor } = context
      const taken = await takePlanned(sql, input, actor.id)
      if ('ok' in taken) return taken
      const { change, dueAt, bases } = taken
      if (change.reschedules_id !== input.id) return failure('not_found')
      await sql(
        `update channel_schedule set change_id = $2, person_id = $3, person_name = $4, due_at = $5, reason = $6, if_moved = $7,
                bases = $8::jsonb where id = $1`,
        [input.id, change.id, actor.id, actor.name, dueAt, input.reason, input.ifMoved, bases],
      )
      await enqueue(sql, 'schedules.run', { scheduleId: input.id }, { startAfter: dueAt })
      return null
    }),
})

/** Does now what was to be done later; everything is checked as it would have been. */
export const hastenSchedule = defineWrite({
  name: 'channel.schedule.update',
  permission: 'channel.write',
  input: z.strictObject(seen),
  target,
  run: (input, context) =>
    changeWaiting('channel.schedule.update', input, context, async (sql) => {
      await sql('update channel_schedule set due_at = clock_timestamp() where id = $1', [input.id])
      await enqueue(sql, 'schedules.run', { scheduleId: input.id })
      return null
    }),
})

export const cancelSchedule = defineWrite({
  name: 'channel.schedule.cancel',
  permission: 'channel.write',
  input: z.strictObject(seen),
  target,
  run: (input, context) =>
    changeWaiting('channel.schedule.cancel', input, context, async (sql) => {
      await sql(`update channel_schedule set state = 'cancelled', settled_at = clock_timestamp() where id = $1`, [
        input.id,
      ])
      return null
    }),
})

/** One step of a schedule that still waits and is as it was seen: the next version, and an event with both. */
const changeWaiting = (
  action: AuditAction,
  { id, version }: { id: string; version: number },
  { actor, requestId }: Pick<WriteContext, 'actor' | 'requestId'>,
  set: (sql: Sql) => Promise<ActionFailure | null>,
): Promise<ActionResult<null>> =>
  inTransaction(async (sql) => {
    await sql('select 1 from channel_schedule where id = $1 for update', [id])
    const row = await findSchedule(id, sql)
    const refused = whyNot(row, version)
    if (refused || !row) return refused ?? failure('not_found')
    const before = await scheduleFacts(sql, row)
    const problem = await set(sql)
    if (problem) return problem
    await sql('update channel_schedule set version = version + 1 where id = $1', [id])
    const now = await mustFind(sql, id)
    const isOver = now.state !== 'waiting'
    await recordSchedule(sql, action, actor, now, {
      requestId,
      before,
      ...(isOver ? {} : { after: await scheduleFacts(sql, now) }),
    })
    return success(null)
  })

function whyNot(row: ScheduleRow | null, version: number): ActionFailure | null {
  if (!row) return failure('not_found')
  if (row.state !== 'waiting') return failure('conflict', { detail: { schedule: 'begun' } })
  return row.version === version ? null : failure('conflict', { detail: { schedule: 'changed' } })
}

type Planned = { change: ChangeRow; dueAt: Date; bases: string }

/** A change of this person as it was planned lately, and when it is to happen. */
async function takePlanned(
  sql: Sql,
  { changeId, plan, dueAt }: { changeId: string; plan: number; dueAt: string },
  ownerId: string,
): Promise<ActionFailure | Planned> {
  const change = await lockOpen(sql, changeId, ownerId)
  if (!change) return failure('not_found')
  if (isShut(change)) return failure('conflict')
  const age = Date.now() - (change.planned_at?.getTime() ?? 0)
  if (change.plan !== plan || change.state !== 'planned' || age > PLAN_HOLDS_MS) return failure('stale_base')
  const due = readDueAt(dueAt, Date.now())
  if ('problem' in due) return failure('invalid_input', { fieldErrors: { dueAt: due.problem } })
  const items = (await listItems(changeId, sql)).filter((item) => !item.is_removed)
  if (!items.some((item) => item.effect === 'change'))
    return failure('invalid_input', { fieldErrors: { channels: 'nothingToSend' } })
  const bases = JSON.stringify(Object.fromEntries(items.map((item) => [item.channel_id, item.base ?? ''])))
  return { change, dueAt: due.at, bases }
}

async function mustFind(sql: Sql, scheduleId: string): Promise<ScheduleRow> {
  const row = await findSchedule(scheduleId, sql)
  if (!row) throw new Error('a schedule just written is there')
  return row
}
