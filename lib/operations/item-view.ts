import 'server-only'
import type { FieldReading, ItemGroup, ItemView, Json, ShownIntent } from '@/lib/operations/schema'

/** Where an item stands, in one word. An item that is being reconciled is unknown, not pending. */
export const GROUP_SQL = `case when item.verdict is not null then item.verdict
  when item.state in ('unknown', 'reconciling') then 'unknown' else 'pending' end`

export const ITEM_COLUMNS = `item.id, item.position, item.target_type, item.target_id, item.target_name, ${GROUP_SQL} as item_group,
  item.state, item.plan, item.plan_cause, item.intent, item.before, item.after, item.cause, item.code, item.message, item.rid, item.fields,
  item.attempts, item.sent_at, item.read_back_at, item.settled_at, call.latency_ms,
  case when item.verdict = 'unknown' then (
    select jsonb_build_object('answer', checked.answer, 'source', checked.source) from item_check checked
     where checked.item_id = item.id and checked.answer in ('present', 'absent') order by checked.created_at desc limit 1) end as answered`

export type ItemRow = {
  id: string
  position: number
  target_type: string
  target_id: string
  target_name: string
  item_group: ItemGroup
  state: string
  plan: string
  plan_cause: string | null
  intent: Json
  before: Json
  after: Json
  cause: string | null
  code: string | null
  message: string | null
  rid: string | null
  fields: Json
  attempts: number
  sent_at: Date | null
  read_back_at: Date | null
  settled_at: Date | null
  latency_ms: number | null
  answered: ItemView['answered']
}

export const toItemView = (row: ItemRow): ItemView => ({
  id: row.id,
  position: row.position,
  targetType: row.target_type,
  targetId: row.target_id,
  targetName: row.target_name,
  group: row.item_group,
  state: row.state,
  plan: row.plan,
  planCause: row.plan_cause,
  cause: row.cause,
  code: row.code,
  message: row.message,
  rid: row.rid,
  fields: toReadings(row.fields),
  attempts: row.attempts,
  sentAt: row.sent_at?.toISOString() ?? null,
  readBackAt: row.read_back_at?.toISOString() ?? null,
  settledAt: row.settled_at?.toISOString() ?? null,
  latencyMs: row.latency_ms,
  answered: row.answered,
  shown: toShown(row),
})

/** An intent may carry encrypted secrets, so only what is named here leaves the server. */
function toShown({ intent, before, after }: ItemRow): ShownIntent {
  return {
    dramaId: textOf(intent, 'dramaId'),
    dramaName: textOf(intent, 'dramaName'),
    appid: textOf(intent, 'appid'),
    licenseeName: textOf(intent, 'licenseeName'),
    expiresAt: expiryOf(intent),
    formerExpiresAt: expiryOf(before),
    foundExpiresAt: expiryOf(after),
    line: isRecord(intent) && typeof intent.line === 'number' ? intent.line : null,
  }
}

function textOf(value: Json, key: string): string | null {
  const found = isRecord(value) ? value[key] : null
  return typeof found === 'string' ? found : null
}

/** Seconds since 1970, 0 for permanent, as the ledger keeps an expiry. */
function expiryOf(value: Json): string | null {
  const seconds = isRecord(value) ? value.expiresAt : null
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return null
  return seconds === 0 ? 'permanent' : new Date(seconds * 1_000).toISOString()
}

function toReadings(value: Json): FieldReading[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry) => {
    if (!isRecord(entry) || typeof entry.path !== 'string') return []
    const { path, reading } = entry
    return reading === 'confirmed' || reading === 'differs' || reading === 'not_readable' ? [{ path, reading }] : []
  })
}

const isRecord = (value: Json): value is { [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
