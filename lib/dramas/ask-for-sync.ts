import 'server-only'
import type { ConnectionView } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { enqueue } from '@/lib/jobs/queue'
import { log } from '@/lib/log'

export const STALE_AFTER_MS = 3_600_000
const ASK_AT_MOST_EVERY_SECONDS = 120

/** Queues a background reading of a catalogue, at most one every two minutes however many screens ask. */
async function askForSync(connectionId: string): Promise<void> {
  await enqueue(
    sql,
    'catalogue.sync',
    { connectionId },
    { singletonKey: connectionId, singletonSeconds: ASK_AT_MOST_EVERY_SECONDS },
  )
}

/** Asks when the catalogue is an hour old or was never read. A screen that cannot ask still shows what it has. */
export async function askForSyncIfStale(
  connection: Pick<ConnectionView, 'id' | 'kind' | 'catalogueSyncedAt'>,
): Promise<void> {
  if (connection.kind !== 'wechat') return
  const at = connection.catalogueSyncedAt?.getTime() ?? 0
  if (Date.now() - at < STALE_AFTER_MS) return
  await askForSync(connection.id).catch((error: unknown) =>
    log.warn({ error, connectionId: connection.id }, 'could not ask for a catalogue sync'),
  )
}
