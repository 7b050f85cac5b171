import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/audit/event'
import { PLAN_HOLDS_MS } from '@/lib/channels/apply-schema'
import { type ChangeRow, findChange, type ItemRow, listItems } from '@/lib/channels/apply-store'
import { planCosts } from '@/lib/channels/apply-views-schema'
import { reasonSchema } from '@/lib/channels/schema'
import { getConnection } from '@/lib/connections/queries'
import { type ActionResult, failure } from '@/lib/errors'
import { getOperation } from '@/lib/operations/queries'
import { openChild } from '@/lib/operations/retry-items'
import { type NewItem, type Submitted, submitOperation } from '@/lib/operations/submit'
import type { Json } from '@/lib/secrets/redact'
import { defineWrite } from '@/lib/write'

/** Submits the plan as it stands: one operation, one item for each channel, each with what was read of it. */
export const submitApply = defineWrite({
  name: 'channel.conditions.apply',
  permission: 'channel.write',
  input: z.strictObject({ changeId: z.uuid(), plan: z.int().min(1), reason: reasonSchema }),
  run: async ({ changeId, plan, reason }, { actor, requestId }): Promise<ActionResult<Submitted>> => {
    const row = await findChange(changeId)
    if (!row || row.owner_id !== actor.id) return failure('not_found')
    if (row.schedule_id !== null || row.reschedules_id !== null) return failure('conflict')
    const isStale =
      row.plan !== plan || row.state !== 'planned' || Date.now() - (row.planned_at?.getTime() ?? 0) > PLAN_HOLDS_MS
    if (isStale && row.operation_number === null) return failure('stale_base')
    return submitChange(row, await listItems(changeId), { actor, requestId, reason })
  },
})

type Submission = { actor: Actor; requestId?: string; reason: string; more?: { [key: string]: Json } }

/** The same change is the same operation, however often it is submitted: its id is the request key. */
export async function submitChange(
  row: ChangeRow,
  items: readonly ItemRow[],
  { actor, requestId, reason, more = {} }: Submission,
): Promise<ActionResult<Submitted>> {
  const connection = await getConnection(row.connection_id)
  if (!connection) return failure('connection_missing')
  const planned = items.filter((item) => !item.is_removed && item.effect !== null)
  const costs = planCosts(
    planned.map((item) => ({
      ...item,
      hasMoved: item.has_moved,
      channelId: item.channel_id,
      effect: item.effect ?? 'same',
    })),
  )
  if (row.operation_number === null && costs.writes === 0)
    return failure('invalid_input', { fieldErrors: { channels: 'nothingToSend' } })
  const parent = row.parent_operation_id === null ? null : await getOperation(row.parent_operation_id)
  if (parent && row.operation_number === null) {
    const running = await openChild(parent.id)
    if (running !== null) return failure('conflict', { detail: { running } })
  }
  return submitOperation({
    action: 'channel.conditions.apply',
    connectionId: row.connection_id,
    requestKey: row.id,
    reason,
    actor,
    ...(requestId === undefined ? {} : { requestId }),
    target: { type: 'connection', id: row.connection_id, name: connection.name },
    input: { changeId: row.id },
    summary: summaryOf(planned, costs, more),
    items: planned.map(toItem),
    ...(parent ? { parentId: parent.id, retryOf: parent.number } : {}),
  })
}

const NAMED = 5

function summaryOf(
  planned: readonly ItemRow[],
  { writes, reads }: { writes: number; reads: number },
  more: { [key: string]: Json },
): Json {
  const sent = planned.filter((item) => item.effect === 'change')
  return {
    channels: { count: sent.length, names: sent.slice(0, NAMED).map((item) => item.name) },
    same: planned.filter((item) => item.effect === 'same').length,
    blocked: planned.filter((item) => item.effect === 'blocked').length,
    toSend: writes,
    calls: writes,
    reads,
    ...more,
  }
}

function toItem(item: ItemRow): NewItem {
  const key = `channel:${item.channel_id}`
  return {
    targetKey: key,
    groupKey: key,
    targetType: 'channel',
    targetId: item.channel_id,
    targetName: item.name,
    plan: item.effect ?? 'blocked',
    ...(item.cause === null ? {} : { planCause: item.cause }),
    intent: item.intent ?? {},
    before: item.before,
  }
}
