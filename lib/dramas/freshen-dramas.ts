import 'server-only'
import { getConnection, openConnection } from '@/lib/connections/queries'
import { inTransaction, sql } from '@/lib/db'
import { findUpstreamDrama } from '@/lib/dramas/confirm-gone'
import { markGone, storeDramas } from '@/lib/dramas/store-dramas'
import { syncDramas } from '@/lib/dramas/sync-dramas'
import type { UpstreamDrama } from '@/lib/wechat/upstream-drama'

const LIST_PAGE = 95

/**
 * The catalogue as read at most `maxAgeMs` ago, listed again when it is older. `listed` is null when it was not.
 * @throws UpstreamError
 */
export async function freshenCatalogue(
  connectionId: string,
  maxAgeMs: number,
): Promise<{ catalogueAt: Date; listed: number | null }> {
  const at = (await getConnection(connectionId))?.catalogueSyncedAt ?? null
  if (at && Date.now() - at.getTime() < maxAgeMs) return { catalogueAt: at, listed: null }
  const listed = await syncDramas(connectionId)
  return { catalogueAt: (await getConnection(connectionId))?.catalogueSyncedAt ?? new Date(), listed }
}

/**
 * These dramas as read at most `maxAgeMs` ago. What is older is asked for by id when that takes fewer calls than listing
 * the catalogue again.
 * @returns the age of the oldest reading among them.
 * @throws UpstreamError
 */
export async function freshenDramas(
  connectionId: string,
  dramaIds: readonly string[],
  maxAgeMs: number,
): Promise<Date> {
  const [facts] = await sql<{ listed: number; synced_at: Date | null }>(
    `select count(*)::int as listed, (select catalogue_synced_at from connection where id = $1) as synced_at
       from drama where connection_id = $1 and gone_at is null`,
    [connectionId],
  )
  const listedAt = facts?.synced_at ?? null
  if (listedAt && Date.now() - listedAt.getTime() < maxAgeMs) return listedAt
  const readings = await sql<{ drama_id: string; synced_at: Date }>(
    'select drama_id, synced_at from drama where connection_id = $1 and drama_id = any($2)',
    [connectionId, dramaIds],
  )
  const oldestGood = Date.now() - maxAgeMs
  const good = readings.filter((row) => row.synced_at.getTime() > oldestGood)
  const fresh = new Set(good.map((row) => row.drama_id))
  const stale = dramaIds.filter((dramaId) => !fresh.has(dramaId))
  if (listedAt === null || stale.length > (facts?.listed ?? 0) / LIST_PAGE) {
    return (await freshenCatalogue(connectionId, maxAgeMs)).catalogueAt
  }
  const readAt = await readById(connectionId, stale)
  return new Date(Math.min(readAt.getTime(), ...good.map((row) => row.synced_at.getTime())))
}

/** Asks for each of these and keeps what comes back. @throws UpstreamError */
async function readById(connectionId: string, dramaIds: readonly string[]): Promise<Date> {
  const readAt = new Date()
  if (dramaIds.length === 0) return readAt
  const { connection } = await openConnection(connectionId)
  const found: UpstreamDrama[] = []
  const gone: string[] = []
  for (const dramaId of dramaIds) {
    const drama = await findUpstreamDrama(connection, dramaId)
    if (drama) found.push(drama)
    else gone.push(dramaId)
  }
  await inTransaction(async (run) => {
    await storeDramas(run, connectionId, readAt, found)
    await markGone(run, connectionId, readAt, gone)
  })
  return readAt
}
