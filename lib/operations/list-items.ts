import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'
import { ITEM_COLUMNS, type ItemRow, toItemView } from '@/lib/operations/item-view'
import { parseCauseKey } from '@/lib/operations/retry-schema'
import type { ItemGroup, ItemView } from '@/lib/operations/schema'

type ItemPage = { items: ItemView[]; next: number | null }

export type ItemFilter = {
  group?: ItemGroup
  /** As `causeKeyOf` writes it. */
  causeKey?: string
  /** The licensee's appid, for grants. */
  groupKey?: string
  /** Part of a target's name or id. */
  text?: string
}

/** Items in their order after a position, those a filter keeps. A page is held by its last position. */
export async function listItems(
  operationId: string,
  { after = -1, limit = 100, ...filter }: ItemFilter & { after?: number; limit?: number } = {},
): Promise<ItemPage> {
  if (!isId(operationId)) return { items: [], next: null }
  const { conditions, values } = conditionsOf(filter)
  const rows = await sql<ItemRow>(
    `select ${ITEM_COLUMNS}
       from operation_item item left join operation_call call on call.id = item.call_id
      where item.operation_id = $1 and item.position > $2${conditions}
      order by item.position limit ${limit + 1}`,
    [operationId, after, ...values],
  )
  const items = rows.slice(0, limit).map(toItemView)
  return { items, next: rows.length > limit ? (items.at(-1)?.position ?? null) : null }
}

function conditionsOf({ group, causeKey, groupKey, text }: ItemFilter): { conditions: string; values: string[] } {
  const values: string[] = []
  const bind = (value: string) => `$${values.push(value) + 2}`
  const parts: string[] = []
  if (group) parts.push(inGroup(group, bind))
  const cause = causeKey ? parseCauseKey(causeKey) : null
  if (cause)
    parts.push(
      inGroup(cause.group, bind),
      `coalesce(item.code, '') = ${bind(cause.code)}`,
      `coalesce(item.cause, '') = ${bind(cause.cause)}`,
    )
  if (groupKey) parts.push(`item.group_key = ${bind(groupKey)}`)
  if (text)
    parts.push(
      `strpos(lower(item.target_name || ' ' || item.target_id || ' ' || item.group_key), lower(${bind(text)})) > 0`,
    )
  return { conditions: parts.map((part) => ` and ${part}`).join(''), values }
}

/** Written per group, so that the few that are not simply verified come from an index of their own. */
function inGroup(group: ItemGroup, bind: (value: string) => string): string {
  if (group === 'pending') return `(item.verdict is null and item.state not in ('unknown', 'reconciling'))`
  if (group === 'unknown')
    return `(item.verdict = 'unknown' or (item.verdict is null and item.state in ('unknown', 'reconciling')))`
  return `item.verdict = ${bind(group)}`
}
