import 'server-only'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'
import type { FailureCause } from '@/lib/operations/schema'

const MOST_CAUSES = 20
const MOST_LICENSEES = 20
const MOST_TARGETS = 3

/** Why settled items are not simply verified, most frequent first, and which licensees each touches. */
export async function failureCauses(operationId: string): Promise<FailureCause[]> {
  if (!isId(operationId)) return []
  const rows = await sql<Omit<FailureCause, 'targets'> & { targets: string[][] }>(
    `with per_licensee as (
       select verdict, code, cause, group_key, count(*)::int as count, min(message) as message, min(rid) as rid, min(position) as place,
              (array_agg(target_name order by position))[1:3] as targets, bool_or(intent ? 'appid') as has_licensee, min(intent->>'licenseeName') as name,
              (array_agg(coalesce(intent->>'dramaName', target_name) order by position))[1:5] as dramas
         from operation_item
        where operation_id = $1 and verdict in ('failed', 'mismatch', 'unknown', 'partial')
        group by verdict, code, cause, group_key)
     select verdict as "group", code, cause, min(message) as message, min(rid) as rid, sum(count)::int as count,
            jsonb_agg(targets order by place) as targets,
            (count(*) filter (where has_licensee))::int as "licenseeCount",
            coalesce(jsonb_agg(jsonb_build_object('name', coalesce(name, group_key), 'appid', group_key, 'count', count, 'rid', rid, 'dramas', dramas)
              order by count desc, place) filter (where has_licensee), '[]') as licensees
       from per_licensee
      group by verdict, code, cause order by sum(count) desc, code limit ${MOST_CAUSES}`,
    [operationId],
  )
  return rows.map((row) => ({
    ...row,
    targets: row.targets.flat().slice(0, MOST_TARGETS),
    licensees: row.licensees.slice(0, MOST_LICENSEES),
  }))
}
