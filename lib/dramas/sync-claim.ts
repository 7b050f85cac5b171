import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@/lib/db'

const BEAT_MS = 10_000
/** A reading whose process died is nobody's after this long. */
const DEAD_AFTER = `interval '60 seconds'`
const LOOK_AGAIN_MS = 300

/** Makes this reading the only one of its connection; false while another one runs anywhere. */
export async function claimSync(connectionId: string, startedAt: Date): Promise<boolean> {
  const rows = await sql(
    `update connection set catalogue_sync_started_at = $2, catalogue_sync_beat_at = clock_timestamp(), catalogue_sync_listed = 0
      where id = $1 and (catalogue_sync_started_at is null or catalogue_sync_beat_at < clock_timestamp() - ${DEAD_AFTER}) returning id`,
    [connectionId, startedAt],
  )
  return rows.length > 0
}

/** Tells every process how far the reading is, and that it lives. */
export function startBeat(connectionId: string, startedAt: Date) {
  let seen = 0
  const beat = () =>
    sql(
      `update connection set catalogue_sync_beat_at = clock_timestamp(), catalogue_sync_listed = $3
        where id = $1 and catalogue_sync_started_at = $2`,
      [connectionId, startedAt, seen],
    ).catch(() => undefined)
  const timer = setInterval(beat, BEAT_MS)
  return {
    onPage: (count: number) => {
      seen = count
      void beat()
    },
    stop: () => clearInterval(timer),
  }
}

export async function releaseSync(connectionId: string, startedAt: Date): Promise<void> {
  await sql('update connection set catalogue_sync_started_at = null where id = $1 and catalogue_sync_started_at = $2', [
    connectionId,
    startedAt,
  ])
}

/** Waits until nobody reads the catalogue. @returns when it was last read to the end, null when never. */
export async function awaitOtherSync(connectionId: string): Promise<Date | null> {
  for (;;) {
    const [row] = await sql<{ is_running: boolean; synced_at: Date | null }>(
      `select catalogue_sync_started_at is not null and catalogue_sync_beat_at >= clock_timestamp() - ${DEAD_AFTER} as is_running,
              catalogue_synced_at as synced_at from connection where id = $1`,
      [connectionId],
    )
    if (!row?.is_running) return row?.synced_at ?? null
    await wait(LOOK_AGAIN_MS)
  }
}
