import 'server-only'
import { sql } from '@/lib/db'
import { syncDramas } from '@/lib/dramas/sync-dramas'
import { log } from '@/lib/log'

/**
 * Reads every catalogue that is an hour old, or was never read. While an operation runs on an account its calls come first,
 * for up to six hours. One account's failure is shown on its screens and keeps no other waiting.
 */
export async function syncDueCatalogues(): Promise<void> {
  const due = await sql<{ id: string }>(
    `select id from connection
      where kind = 'wechat' and is_enabled and coalesce(catalogue_synced_at, '-infinity') < clock_timestamp() - interval '55 minutes'
        and (coalesce(catalogue_synced_at, '-infinity') < clock_timestamp() - interval '6 hours'
             or not exists (select 1 from operation where connection_id = connection.id and state in ('queued', 'running')))
      order by catalogue_synced_at nulls first`,
  )
  for (const { id } of due) {
    await syncDramas(id).catch((error: unknown) => log.warn({ error, connectionId: id }, 'catalogue sync failed'))
  }
}
