import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'
import { GROUP_SQL } from '@/lib/operations/item-view'
import type { ItemCounts } from '@/lib/operations/schema'

export type LicenseeGroup = { appid: string; name: string; total: number; counts: Partial<ItemCounts> }

const MOST = 1_000

/** An operation's items by licensee: those with trouble first, then in the order of the plan. */
export async function licenseeGroups(operationId: string): Promise<LicenseeGroup[]> {
  if (!isId(operationId)) return []
  return sql<LicenseeGroup>(
    `with counted as (
       select group_key, ${GROUP_SQL} as "group", count(*)::int as count, min(position) as place
         from operation_item item where operation_id = $1 group by 1, 2),
     grouped as (
       select group_key as appid, sum(count)::int as total, min(place) as place, jsonb_object_agg("group", count) as counts,
              coalesce(sum(count) filter (where "group" in ('failed', 'mismatch', 'unknown', 'partial')), 0) as trouble
         from counted group by 1)
     select grouped.appid, coalesce(first.intent->>'licenseeName', grouped.appid) as name, grouped.total, grouped.counts
       from grouped cross join lateral (
              select intent from operation_item where operation_id = $1 and position = grouped.place limit 1) first
      where first.intent ? 'appid'
      order by grouped.trouble desc, grouped.place limit ${MOST}`,
    [operationId],
  )
}
