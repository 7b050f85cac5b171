import 'server-only'
import { MOST_RESTORED, type RestoreLine } from '@/lib/channels/drift-schema'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { previewRollback } from '@/lib/channels/preview-rollback'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'

type Row = { channel_id: string; known_number: number; name: string | null }

/** The chosen channels that are still changed outside, each read now against the version it was known by. */
export async function previewRestores(connectionId: string, driftIds: readonly string[]): Promise<RestoreLine[]> {
  const rows = await sql<Row>(
    `select drift.channel_id, drift.known_number, channel.name from channel_drift drift
       left join channel on channel.connection_id = drift.connection_id and channel.channel_id = drift.channel_id
      where drift.connection_id = $1 and drift.id = any($2::uuid[]) and drift.closed_at is null and drift.channel_id <> $3
      order by drift.found_at, drift.id limit ${MOST_RESTORED}`,
    [connectionId, driftIds.filter(isId), ACCOUNT_DEFAULT],
  )
  return Promise.all(
    rows.map(async ({ channel_id: channelId, known_number: version, name }) => {
      const preview = await previewRollback(connectionId, channelId, version)
      const rollback = preview.state === 'ready' ? preview.rollback : null
      return { channelId, name: name ?? channelId, version, rollback }
    }),
  )
}
