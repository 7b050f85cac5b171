import 'server-only'
import { type Actor, type AuditAction, systemActor } from '@/lib/audit/event'
import { can } from '@/lib/auth/permissions'
import { planChange } from '@/lib/channels/apply-plan'
import { findChange, listItems } from '@/lib/channels/apply-store'
import { submitChange } from '@/lib/channels/apply-submit'
import { recordSchedule } from '@/lib/channels/schedule-record'
import { LATE_MOST_MS, type ScheduleCause, scheduleCauses } from '@/lib/channels/schedule-schema'
import type { ScheduleRow } from '@/lib/channels/schedule-store'
import { getConnection } from '@/lib/connections/queries'
import { inTransaction, sql } from '@/lib/db'

/** A claim that says nothing for so long is a dead worker's. */
const SILENT_S = 15
const BEAT_MS = 3_000

type End = { state: 'ran' | 'missed' | 'refused'; cause: ScheduleCause | null; operationId?: string }

/** Runs what is due: the one that is named, or every one. Any number of workers may be told so at once. */
export async function runSchedules({ scheduleId }: { scheduleId: string | null }): Promise<void> {
  for (;;) {
    const row = await claim(scheduleId)
    if (!row) return
    const beat = setInterval(() => {
      sql('update channel_schedule set claimed_at = clock_timestamp() where id = $1', [row.id]).catch(() => undefined)
    }, BEAT_MS)
    try {
      await settle(row, await run(row))
    } finally {
      clearInterval(beat)
    }
    if (scheduleId !== null) return
  }
}

/** Takes a due one, or one whose worker fell silent; nobody else can have it meanwhile. */
async function claim(scheduleId: string | null): Promise<ScheduleRow | null> {
  const [row] = await sql<ScheduleRow>(
    `update channel_schedule set state = 'running', claimed_at = clock_timestamp()
      where id = (select id from channel_schedule
                   where ($1::uuid is null or id = $1) and due_at <= clock_timestamp()
                     and (state = 'waiting' or (state = 'running' and claimed_at < clock_timestamp() - interval '${SILENT_S} seconds'))
                   order by due_at limit 1 for update skip locked)
      returning *`,
    [scheduleId],
  )
  return row ?? null
}

async function run(row: ScheduleRow): Promise<End> {
  const change = await findChange(row.change_id)
  if (!change) return refused('conflict')
  const person = await whoStillMay(row)
  if (person === null) return refused('permission_lost')
  const submission = {
    actor: person,
    reason: row.reason,
    more: { scheduleId: row.id, dueAt: row.due_at.toISOString() },
  }
  // A worker that died after it submitted: the same change is the same operation.
  if (change.operation_number === null) {
    if (Date.now() - row.due_at.getTime() > LATE_MOST_MS) return { state: 'missed', cause: null }
    const connection = await getConnection(row.connection_id)
    if (!connection?.isEnabled) return refused('connection_missing')
    if (connection.closedReason !== null) return refused('connection_closed')
    const trouble = await planAnew(row)
    if (trouble !== null) return trouble
  }
  const fresh = await findChange(row.change_id)
  if (!fresh) return refused('conflict')
  const result = await submitChange(fresh, await listItems(row.change_id), submission)
  if (result.ok) return { state: 'ran', cause: null, operationId: result.data.operationId }
  return refused(scheduleCauses.find((cause) => cause === result.code) ?? 'nothing_to_send')
}

/** Reads every channel again and judges it; a channel no longer as the person saw it is left out unless they said otherwise. */
async function planAnew(row: ScheduleRow): Promise<End | null> {
  const [next] = await sql<{ plan: number }>(
    `update channel_change set state = 'planning', plan = plan + 1, error = null where id = $1 returning plan`,
    [row.change_id],
  )
  await planChange({ changeId: row.change_id, plan: next?.plan ?? 0 })
  const change = await findChange(row.change_id)
  if (change?.state !== 'planned') return refused('unreadable')
  if (row.if_moved === 'refuse') await blockMoved(row)
  const items = (await listItems(row.change_id)).filter((item) => !item.is_removed)
  if (items.some((item) => item.effect === 'change')) return null
  if (items.every((item) => item.effect === 'same')) return { state: 'ran', cause: 'already' }
  const causes = new Set(items.filter((item) => item.effect === 'blocked').map((item) => item.cause))
  return refused(causes.has('moved') ? 'moved' : causes.has('unreadable') ? 'unreadable' : 'nothing_to_send')
}

const blockMoved = (row: ScheduleRow) =>
  sql(
    `update channel_change_item set effect = 'blocked', cause = 'moved', detail = null, intent = '{}', changes = '[]'
      where change_id = $1 and effect = 'change' and base is distinct from ($2::jsonb ->> channel_id)`,
    [row.change_id, JSON.stringify(row.bases)],
  )

const refused = (cause: ScheduleCause): End => ({ state: 'refused', cause })

/** The person as they are now; null when they may no longer do this. */
async function whoStillMay(row: ScheduleRow): Promise<Actor | null> {
  const [person] = await sql<{ name: string; role: string; banned: boolean }>(
    'select name, role, banned from "user" where id = $1',
    [row.person_id],
  )
  if (!person || person.banned || !can(person.role, 'channel.write')) return null
  const { name, role } = person
  return { type: 'person', id: row.person_id, name, role, sessionPrint: null, ip: null, userAgent: null }
}

const told: Record<End['state'], AuditAction> = {
  ran: 'channel.schedule.run',
  missed: 'channel.schedule.miss',
  refused: 'channel.schedule.refuse',
}

const settle = (row: ScheduleRow, end: End): Promise<void> =>
  inTransaction(async (within) => {
    const settled = await within(
      `update channel_schedule set state = $2, cause = $3, operation_id = $4, settled_at = clock_timestamp()
        where id = $1 and state = 'running' returning 1`,
      [row.id, end.state, end.cause, end.operationId ?? null],
    )
    if (settled.length === 0) return
    await recordSchedule(within, told[end.state], systemActor('worker'), row, {
      detail: { cause: end.cause, person: row.person_name, lateMs: Date.now() - row.due_at.getTime() },
      failed: end.state !== 'ran',
      ...(end.operationId === undefined ? {} : { operationId: end.operationId }),
    })
  })
