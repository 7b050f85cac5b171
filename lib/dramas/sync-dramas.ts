import 'server-only'
import { openConnection } from '@/lib/connections/queries'
import { inTransaction, sql } from '@/lib/db'
import { confirmGone } from '@/lib/dramas/confirm-gone'
import { markGone, storeDramas } from '@/lib/dramas/store-dramas'
import { awaitOtherSync, claimSync, releaseSync, startBeat } from '@/lib/dramas/sync-claim'
import type { UpstreamConnection } from '@/lib/http'
import { type DramaListing, listDramas } from '@/lib/wechat/list-dramas'

const underWay = new Map<string, Promise<number>>()

/**
 * Reads the whole catalogue and makes our dated copy equal to it. Callers meanwhile, in this process or another, wait for
 * the reading that runs. A failure keeps the old copy and is shown with it.
 * @returns how many dramas are listed now.
 * @throws UpstreamError
 */
export function syncDramas(connectionId: string): Promise<number> {
  const running = underWay.get(connectionId)
  if (running) return running
  const started = syncOrJoin(connectionId).finally(() => underWay.delete(connectionId))
  underWay.set(connectionId, started)
  return started
}

async function syncOrJoin(connectionId: string): Promise<number> {
  const { connection } = await openConnection(connectionId)
  for (;;) {
    const startedAt = new Date()
    const before = await readSyncedAt(connectionId)
    if (await claimSync(connectionId, startedAt)) return readCatalogue(connection, startedAt)
    const after = await awaitOtherSync(connectionId)
    if (after !== null && after.getTime() !== before?.getTime()) return countListed(connectionId)
  }
}

async function readCatalogue(connection: UpstreamConnection, startedAt: Date): Promise<number> {
  const beat = startBeat(connection.id, startedAt)
  try {
    const listing = await listDramas(connection, beat.onPage)
    await storeListing(connection, startedAt, listing)
    return listing.dramas.length
  } catch (error) {
    const message = error instanceof Error ? error.message.slice(0, 300) : 'failed'
    await sql('update connection set catalogue_sync_error = $2 where id = $1', [connection.id, message])
    throw error
  } finally {
    beat.stop()
    await releaseSync(connection.id, startedAt)
  }
}

async function storeListing(connection: UpstreamConnection, startedAt: Date, listing: DramaListing): Promise<void> {
  const listed = new Set(listing.dramas.map((drama) => drama.dramaId))
  const known = await sql<{ drama_id: string }>(
    'select drama_id from drama where connection_id = $1 and gone_at is null',
    [connection.id],
  )
  const missing = known.map((row) => row.drama_id).filter((dramaId) => !listed.has(dramaId))
  const { present, gone, isSettled } = await confirmGone(connection, missing, listing.isComplete)
  await inTransaction(async (run) => {
    await storeDramas(run, connection.id, startedAt, [...listing.dramas, ...present])
    await markGone(run, connection.id, startedAt, gone)
    await run(
      `update connection set catalogue_synced_at = greatest(catalogue_synced_at, $2::timestamptz), catalogue_sync_error = null,
              catalogue_is_partial = $3 where id = $1`,
      [connection.id, startedAt, !listing.isComplete || !isSettled],
    )
  })
}

async function readSyncedAt(connectionId: string): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }>('select catalogue_synced_at as at from connection where id = $1', [
    connectionId,
  ])
  return row?.at ?? null
}

async function countListed(connectionId: string): Promise<number> {
  const [row] = await sql<{ count: number }>(
    'select count(*)::int as count from drama where connection_id = $1 and gone_at is null',
    [connectionId],
  )
  return row?.count ?? 0
}
