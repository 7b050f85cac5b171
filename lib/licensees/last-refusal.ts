import 'server-only'
import { sql } from '@/lib/db'

/** What WeChat last said no to for a licensee, and where that is written. */
export type LicenseeRefusal = {
  code: string
  message: string
  rid: string | null
  dramaName: string
  refusedAt: string
  operation: { id: string; number: number }
  /** How many items of the same operation were refused for it. */
  itemCount: number
  /** Grants it was given after that, as last read: it can be granted again. */
  grantedSince: number
}

type Row = Omit<LicenseeRefusal, 'refusedAt' | 'operation'> & { refusedAt: Date; operationId: string; number: number }

export async function getLastRefusal(appid: string): Promise<LicenseeRefusal | null> {
  const [row] = await sql<Row>(
    `select item.code, coalesce(item.message, '') as message, item.rid, coalesce(drama.name, item.target_name) as "dramaName", item.settled_at as "refusedAt",
            operation.id as "operationId", operation.number,
            (select count(*)::int from operation_item other
              where other.operation_id = operation.id and other.group_key = $1 and other.state = 'refused') as "itemCount",
            (select count(*)::int from connection join "grant" held on held.connection_id = connection.id and held.appid = $1
              where held.granted_at > item.settled_at) as "grantedSince"
       from (select * from operation_item
              where group_key = $1 and state = 'refused' and code is not null and settled_at is not null
              order by settled_at desc limit 1) item
       join operation on operation.id = item.operation_id
       left join drama on drama.connection_id = item.connection_id and drama.drama_id = split_part(item.target_id, '@', 1)`,
    [appid],
  )
  if (!row) return null
  const { refusedAt, operationId, number, ...rest } = row
  // WeChat repeats its request id inside the message.
  const message = rest.message.replace(/\s*rid:.*$/, '')
  return { ...rest, message, refusedAt: refusedAt.toISOString(), operation: { id: operationId, number } }
}
