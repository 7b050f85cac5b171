import 'server-only'
import { openConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { pairKey } from '@/lib/grants/selection-schema'
import { readHeldBy } from '@/lib/grants/upstream-reads'
import { UpstreamError } from '@/lib/http'
import { isId } from '@/lib/id'

export type LostRight = { dramaId: string; dramaName: string; appid: string; licenseeName: string }

type LostRights = {
  /** Held before the replacement and held no more. */
  missing: LostRight[]
  /** Nobody could say: the upstream did not answer. */
  unsure: LostRight[]
  expiresAt: number
}

type Row = {
  connection_id: string
  drama_id: string
  drama_name: string
  appid: string
  licensee_name: string
  expires_at: string
}

const READ_AGE_MS = 30_000

/** Rights that a replacement took and has not given back, as the upstream says now. Null for any other operation. */
export async function findLostRights(operationId: string): Promise<LostRights | null> {
  if (!isId(operationId)) return null
  const rows = await sql<Row>(
    `select item.connection_id, item.intent->>'dramaId' as drama_id, item.intent->>'dramaName' as drama_name, item.intent->>'appid' as appid,
            item.intent->>'licenseeName' as licensee_name, item.intent->>'expiresAt' as expires_at
       from operation_item item join operation on operation.id = item.operation_id
      where item.operation_id = $1 and operation.action = 'drama.replace' and item.attempts > 0
        and coalesce(item.verdict, '') <> 'verified' and jsonb_typeof(item.before) = 'object'
      order by item.position`,
    [operationId],
  )
  const [first] = rows
  if (!first) return null
  const rights = rows.map((row) => ({
    dramaId: row.drama_id,
    dramaName: row.drama_name,
    appid: row.appid,
    licenseeName: row.licensee_name,
  }))
  const expiresAt = Number(first.expires_at)
  try {
    const { connection } = await openConnection(first.connection_id)
    const held = await readHeldBy(connection, [...new Set(rights.map((right) => right.appid))], READ_AGE_MS)
    return { missing: rights.filter((right) => !held.get(right.appid)?.has(right.dramaId)), unsure: [], expiresAt }
  } catch (error) {
    if (error instanceof UpstreamError) return { missing: [], unsure: rights, expiresAt }
    throw error
  }
}

export const lostPairs = (rights: readonly LostRight[]): string[] => rights.map(pairKey)
