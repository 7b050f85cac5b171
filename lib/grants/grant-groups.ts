import 'server-only'
import { sql } from '@/lib/db'
import type { GrantFilter } from '@/lib/grants/filter-schema'
import { GRANT_TABLES, toGrantConditions } from '@/lib/grants/grant-conditions'
import type { GrantGrouping } from '@/lib/grants/selection-schema'

export type GrantGroup = {
  /** An appid or a drama id. */
  key: string
  name: string | null
  grants: number
  permanent: number
  lapsed: number
  /** Ending within 30 days. */
  soon: number
  /** The next one to end that has not ended yet. */
  nextExpiry: string | null
}

type Row = Omit<GrantGroup, 'nextExpiry'> & { next_expiry: Date | null }

const groupings: Record<GrantGrouping, { key: string; name: string }> = {
  licensee: { key: 'held.appid', name: 'licensee.name' },
  drama: { key: 'held.drama_id', name: 'drama.name' },
}

/** Grants that fit, summed up by licensee or drama: those that hold most first. One more than `limit` when there are more. */
export async function listGrantGroups(
  connectionId: string,
  filter: GrantFilter,
  { by, offset, limit }: { by: GrantGrouping; offset: number; limit: number },
): Promise<GrantGroup[]> {
  const { key, name } = groupings[by]
  const conditions = toGrantConditions(connectionId, filter)
  const rows = await sql<Row>(
    `select ${key} as key, min(${name}) as name, count(*)::int as grants,
            (count(*) filter (where held.expires_at is null))::int as permanent,
            (count(*) filter (where held.expires_at <= clock_timestamp()))::int as lapsed,
            (count(*) filter (where held.expires_at > clock_timestamp() and held.expires_at <= clock_timestamp() + interval '30 days'))::int as soon,
            min(held.expires_at) filter (where held.expires_at > clock_timestamp()) as next_expiry
       from ${GRANT_TABLES} ${conditions.where}
      group by ${key} order by count(*) desc, ${key} offset ${offset} limit ${limit + 1}`,
    conditions.values,
  )
  return rows.map(({ next_expiry, ...row }) => ({ ...row, nextExpiry: next_expiry?.toISOString() ?? null }))
}
