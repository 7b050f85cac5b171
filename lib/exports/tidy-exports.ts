import 'server-only'
import { readdir } from 'node:fs/promises'
import { sql } from '@/lib/db'
import { SILENT_SECONDS } from '@/lib/exports/claim-export'
import { exportsFolder, removeFiles } from '@/lib/exports/export-files'
import { isId } from '@/lib/id'
import { enqueue } from '@/lib/jobs/queue'

/** Takes away files past their week, and queues again what no worker looks after. */
export async function tidyExports(): Promise<void> {
  // Before the rows are read: a folder that is made in between belongs to an export they do not know.
  const folders = await readdir(exportsFolder()).catch(() => [])
  await sql(`update audit_export set state = 'expired' where state = 'done' and expires_at < clock_timestamp()`)
  const kept = await sql<{ id: string }>(`select id from audit_export where state in ('queued', 'running', 'done')`)
  const ids = new Set(kept.map(({ id }) => id))
  for (const folder of folders) if (isId(folder) && !ids.has(folder)) await removeFiles(folder)
  const silent = await sql<{ id: string }>(
    `select id from audit_export
      where state in ('queued', 'running')
        and greatest(asked_at, beat_at) < clock_timestamp() - interval '${SILENT_SECONDS + 2} seconds'`,
  )
  for (const { id } of silent) await enqueue(sql, 'audit.export.run', { exportId: id })
}
