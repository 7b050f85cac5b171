import 'server-only'
import type { OpenSlips, SlipContent, SlipLine } from '@/lib/grants/slip-schema'
import { notSubmitted } from '@/lib/grants/slips'
import { type Read, type ReadMoment, readOne, toRead } from '@/lib/read'

type Row = Omit<SlipLine, 'savedAt' | 'kind'> & { kind: SlipContent['kind']; savedAt: ReadMoment; total: number }

/** Somebody's slips that are neither submitted nor put away, the one saved last first. */
export const openSlips = (ownerId: string, limit: number): Read<OpenSlips> =>
  toRead(
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
    (rows: Row[]) => ({
      slips: rows.map(({ total: _, savedAt, ...line }) => ({ ...line, savedAt: new Date(savedAt).toISOString() })),
      total: rows[0]?.total ?? 0,
    }),
  )

export const listOpenSlips = (ownerId: string, limit = 50): Promise<OpenSlips> => readOne(openSlips(ownerId, limit))
