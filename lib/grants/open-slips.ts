import 'server-only'
import { sql } from '@/lib/db'
import type { OpenSlips, SlipContent, SlipLine } from '@/lib/grants/slip-schema'
import { notSubmitted } from '@/lib/grants/slips'

type Row = Omit<SlipLine, 'savedAt' | 'kind'> & { kind: SlipContent['kind']; savedAt: Date; total: number }

/** Somebody's slips that are neither submitted nor put away, the one saved last first. */
export async function listOpenSlips(ownerId: string, limit = 50): Promise<OpenSlips> {
  const rows = await sql<Row>(
    `select slip.id, slip.number, slip.version, slip.connection_id as "connectionId", connection.name as "connectionName",
            drama_count as dramas, licensee_count as licensees, cell_count as cells,
            content->>'kind' as kind, content->>'at' as at, content->>'reason' as reason,
            parent.number as "parentNumber", slip.updated_at as "savedAt", (count(*) over ())::int as total
       from slip
       join connection on connection.id = slip.connection_id
       left join operation parent on parent.id = slip.parent_operation_id
      where owner_id = $1 and discarded_at is null and ${notSubmitted}
      order by slip.updated_at desc, slip.number desc limit $2`,
    [ownerId, limit],
  )
  return {
    slips: rows.map(({ total: _, savedAt, ...line }) => ({ ...line, savedAt: savedAt.toISOString() })),
    total: rows[0]?.total ?? 0,
  }
}
