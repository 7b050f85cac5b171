import 'server-only'
import { fillChange, type VariableValues } from '@/lib/channels/apply-schema'
import { type StoredChange, viewChange, viewValues } from '@/lib/channels/apply-secrets'
import type { MovedRule, ScheduleCause, ScheduleState, ScheduleView } from '@/lib/channels/schedule-schema'
import { type Sql, sql } from '@/lib/db'
import { isId } from '@/lib/id'

export type ScheduleRow = {
  id: string
  change_id: string
  connection_id: string
  person_id: string
  person_name: string
  due_at: Date
  reason: string
  if_moved: MovedRule
  /** Fingerprint of each channel as the person saw it. */
  bases: Record<string, string>
  state: ScheduleState
  cause: ScheduleCause | null
  claimed_at: Date | null
  version: number
}

type ListedRow = ScheduleRow & {
  content: StoredChange
  shared: VariableValues
  channel_count: number
  first: { channelId: string; name: string }[] | null
  operation_number: number | null
}

const NAMED = 3
const listed = (where: string) => `
  select schedule.*, change.content, change.shared, operation.number as operation_number,
         (select count(*)::int from channel_change_item item where item.change_id = change.id and not item.is_removed) as channel_count,
         (select jsonb_agg(jsonb_build_object('channelId', channel_id, 'name', name) order by position)
            from (select * from channel_change_item item where item.change_id = change.id and not item.is_removed order by position limit ${NAMED}) named) as first
    from channel_schedule schedule
    join channel_change change on change.id = schedule.change_id
    left join operation on operation.id = schedule.operation_id
   where ${where}`

/** What is to come, soonest first; or what is over, latest first. */
export async function listSchedules(which: 'open' | 'over', limit = 200): Promise<ScheduleView[]> {
  const rows = await sql<ListedRow>(
    which === 'open'
      ? `${listed(`schedule.state in ('waiting', 'running')`)} order by schedule.due_at limit $1`
      : `${listed('schedule.settled_at is not null')} order by schedule.settled_at desc limit $1`,
    [limit],
  )
  return rows.map(toView)
}

/** What will still happen to one channel by itself. */
export async function schedulesOf(
  connectionId: string,
  channelIds: readonly string[],
): Promise<Map<string, ScheduleView[]>> {
  const rows = await sql<ListedRow & { channel_id: string }>(
    `select open.*, item.channel_id from (${listed(`schedule.state in ('waiting', 'running') and schedule.connection_id = $1`)}) open
       join channel_change_item item on item.change_id = open.change_id and not item.is_removed
      where item.channel_id = any($2) order by open.due_at`,
    [connectionId, channelIds],
  )
  return new Map(
    [...Map.groupBy(rows, (row) => row.channel_id)].map(([channelId, found]) => [channelId, found.map(toView)]),
  )
}

/** What went wrong lately and what comes today, for the page a day begins with. */
export async function schedulesToday(now: Date): Promise<ScheduleView[]> {
  const rows = await sql<ListedRow>(
    `${listed(`(schedule.state in ('waiting', 'running') and schedule.due_at < $1::timestamptz + interval '24 hours')
       or (schedule.state in ('missed', 'refused') and schedule.settled_at > $1::timestamptz - interval '24 hours')`)}
     order by schedule.due_at limit 8`,
    [now],
  )
  return rows.map(toView)
}

export async function findSchedule(id: string, within: Sql = sql): Promise<ScheduleRow | null> {
  if (!isId(id)) return null
  const [row] = await within<ScheduleRow>('select * from channel_schedule where id = $1', [id])
  return row ?? null
}

const toView = (row: ListedRow): ScheduleView => ({
  id: row.id,
  version: row.version,
  changeId: row.change_id,
  dueAt: row.due_at.toISOString(),
  state: row.state,
  cause: row.cause,
  reason: row.reason,
  ifMoved: row.if_moved,
  person: row.person_name,
  // With the values all channels share, so that it reads as what will happen.
  content: { ...fillChange(viewChange(row.content), viewValues(row.shared).values), variables: [] },
  channels: { count: row.channel_count, first: row.first ?? [] },
  operationNumber: row.operation_number,
})
