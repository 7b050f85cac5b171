import 'server-only'
import type { Actor } from '@/lib/audit/event'
import type { BlockCause, PlanEffect, VariableValues } from '@/lib/channels/apply-schema'
import { type StoredChange, viewChange, viewValues } from '@/lib/channels/apply-secrets'
import type { ChangeView, PlanLine } from '@/lib/channels/apply-views-schema'
import type { Change } from '@/lib/channels/changes-schema'
import type { MovedRule } from '@/lib/channels/schedule-schema'
import { inTransaction, type Sql, sql } from '@/lib/db'
import { isId, newId } from '@/lib/id'
import type { Json } from '@/lib/secrets/redact'

export type ChangeRow = {
  id: string
  connection_id: string
  owner_id: string
  owner_name: string
  content: StoredChange | null
  shared: VariableValues
  state: 'open' | 'planning' | 'planned' | 'failed'
  plan: number
  planned_at: Date | null
  account_default: string | null
  error: string | null
  parent_operation_id: string | null
  template_id: string | null
  template_at: Date | null
  operation_number: number | null
  parent_number: number | null
  /** It waits for its time. */
  schedule_id: string | null
  /** The schedule it is to take the place of, as it was seen, and as it is. */
  reschedules_id: string | null
  reschedules_version: number | null
  reschedules: { dueAt: string; reason: string; ifMoved: MovedRule; isOpen: boolean } | null
}

export type ItemRow = {
  channel_id: string
  position: number
  name: string
  own: VariableValues
  is_removed: boolean
  plan: number
  effect: PlanEffect | null
  cause: BlockCause | null
  detail: string | null
  changes: Change[]
  before: Json
  after: Json
  intent: Json
  base: string | null
  has_moved: boolean
  reads: number
}

export type NewChange = {
  id?: string
  connectionId: string
  channelIds: readonly string[]
  owner: Pick<Actor, 'id' | 'name'>
  content?: StoredChange | null
  shared?: VariableValues
  own?: ReadonlyMap<string, VariableValues>
  parentOperationId?: string
  reschedules?: { id: string; version: number }
}

/** Makes a change that `/channels/apply?change=<id>` opens. Sends nothing. */
export async function createChange(change: NewChange): Promise<{ changeId: string }> {
  const id = change.id ?? newId()
  await inTransaction(async (within) => {
    await within(
      `insert into channel_change (id, connection_id, owner_id, owner_name, content, shared, parent_operation_id,
                                   reschedules_id, reschedules_version)
       values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9)`,
      [
        id,
        change.connectionId,
        change.owner.id,
        change.owner.name,
        change.content ? JSON.stringify(change.content) : null,
        JSON.stringify(change.shared ?? {}),
        change.parentOperationId ?? null,
        change.reschedules?.id ?? null,
        change.reschedules?.version ?? null,
      ],
    )
    await insertItems(within, id, change.connectionId, change.channelIds, change.own)
  })
  return { changeId: id }
}

/** Adds channels at the end; one that is there already, taken out or not, is put back in its place. */
export async function insertItems(
  within: Sql,
  changeId: string,
  connectionId: string,
  channelIds: readonly string[],
  own: ReadonlyMap<string, VariableValues> = new Map(),
): Promise<void> {
  const rows = [...new Set(channelIds)].map((id, index) => ({ id, at: index, own: own.get(id) ?? {} }))
  await within(
    `insert into channel_change_item (change_id, channel_id, position, name, own)
     select $1, given.id, given.at + (select coalesce(max(position) + 1, 0) from channel_change_item where change_id = $1),
            coalesce(nullif(channel.name, ''), given.id), given.own
       from jsonb_to_recordset($3::jsonb) as given(id text, at integer, own jsonb)
       left join channel on channel.connection_id = $2 and channel.channel_id = given.id
     on conflict (change_id, channel_id) do update set is_removed = false`,
    [changeId, connectionId, JSON.stringify(rows)],
  )
}

export async function findChange(changeId: string, within: Sql = sql): Promise<ChangeRow | null> {
  if (!isId(changeId)) return null
  const [row] = await within<ChangeRow>(
    `select change.*, operation.number as operation_number, parent.number as parent_number, schedule.id as schedule_id,
            case when former.id is not null then jsonb_build_object('dueAt', former.due_at, 'reason', former.reason,
              'ifMoved', former.if_moved, 'isOpen', former.state = 'waiting' and former.version = change.reschedules_version) end as reschedules
       from channel_change change
       left join operation on operation.request_key = change.id::text
       left join operation parent on parent.id = change.parent_operation_id
       left join channel_schedule schedule on schedule.change_id = change.id and schedule.state in ('waiting', 'running')
       left join channel_schedule former on former.id = change.reschedules_id
      where change.id = $1`,
    [changeId],
  )
  return row ?? null
}

/** The change an operation came from. */
export async function findChangeOf(operationId: string): Promise<ChangeRow | null> {
  const [row] = await sql<{ request_key: string }>('select request_key from operation where id = $1', [operationId])
  return row ? findChange(row.request_key) : null
}

export const listItems = (changeId: string, within: Sql = sql): Promise<ItemRow[]> =>
  within<ItemRow>('select * from channel_change_item where change_id = $1 order by position', [changeId])

/** All the screen needs; null when there is no such change. */
export async function getChange(changeId: string): Promise<ChangeView | null> {
  const row = await findChange(changeId)
  if (!row) return null
  const items = await listItems(changeId)
  const kept = items.filter((item) => !item.is_removed)
  return {
    id: row.id,
    connectionId: row.connection_id,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    content: row.content && viewChange(row.content),
    shared: viewValues(row.shared),
    templateId: row.template_id,
    templateAt: row.template_at?.toISOString() ?? null,
    items: items.map((item) => ({
      channelId: item.channel_id,
      name: item.name,
      isRemoved: item.is_removed,
      own: viewValues(item.own),
    })),
    plan: {
      state: row.state,
      number: row.plan,
      plannedAt: row.planned_at?.toISOString() ?? null,
      read: kept.filter((item) => item.plan === row.plan && row.plan > 0).length,
      total: kept.length,
      error: row.error,
      lines: row.state === 'planned' ? kept.flatMap(toLine) : [],
    },
    operationNumber: row.operation_number,
    parentNumber: row.parent_number,
    isScheduled: row.schedule_id !== null,
    reschedules:
      row.reschedules && row.reschedules_id && row.reschedules_version
        ? { ...row.reschedules, id: row.reschedules_id, version: row.reschedules_version }
        : null,
  }
}

const toLine = (item: ItemRow): PlanLine[] =>
  item.effect === null
    ? []
    : [
        {
          channelId: item.channel_id,
          name: item.name,
          effect: item.effect,
          cause: item.cause,
          detail: item.detail,
          changes: item.changes,
          hasMoved: item.has_moved,
          reads: item.reads,
        },
      ]

/** How far the plan is, for a screen that waits. */
export async function readPlanProgress(
  changeId: string,
): Promise<{ state: ChangeRow['state']; read: number; total: number; error: string | null } | null> {
  if (!isId(changeId)) return null
  const [row] = await sql<{ state: ChangeRow['state']; read: number; total: number; error: string | null }>(
    `select change.state, change.error,
            (count(*) filter (where item.plan = change.plan))::int as read, count(item.channel_id)::int as total
       from channel_change change left join channel_change_item item on item.change_id = change.id and not item.is_removed
      where change.id = $1 group by change.id`,
    [changeId],
  )
  return row ?? null
}
