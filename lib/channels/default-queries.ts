import 'server-only'
import { z } from 'zod'
import type { DefaultImpact, PreparedRestore } from '@/lib/channels/channel-views-schema'
import { conditionsFingerprint } from '@/lib/channels/conditions-view'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { restoreVersion } from '@/lib/channels/restore-version'
import { openVersion } from '@/lib/channels/versions'
import { openConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { UpstreamError } from '@/lib/http'
import { getConditions } from '@/lib/polyv/get-conditions'

const MOST_NAMED = 200

/** Channels that follow the account default, by the last reading of the list. */
export async function whoFollows(connectionId: string): Promise<DefaultImpact> {
  const rows = await sql<{ channelId: string; name: string; watchStatus: string }>(
    `select channel_id as "channelId", name, watch_status as "watchStatus" from channel
      where connection_id = $1 and follows_default and gone_at is null order by length(channel_id) desc, channel_id desc limit ${MOST_NAMED}`,
    [connectionId],
  )
  const [facts] = await sql<{ count: number; total: number; syncedAt: Date | null }>(
    `select (select count(*)::int from channel where connection_id = $1 and follows_default and gone_at is null) as count,
            (select count(*)::int from channel where connection_id = $1 and gone_at is null) as total,
            (select catalogue_synced_at from connection where id = $1) as "syncedAt"`,
    [connectionId],
  )
  return {
    channels: rows,
    count: facts?.count ?? 0,
    total: facts?.total ?? 0,
    syncedAt: facts?.syncedAt?.toISOString() ?? null,
  }
}

const alarmSchema = z.object({
  channelId: z.string(),
  operationId: z.string(),
  versionBefore: z.number().nullable(),
  versionAfter: z.number().nullable(),
})

/**
 * The slip that undoes what the alarm found: the version of the account default before it, against what is there now. Null
 * when no such alarm holds the account shut, or nothing viewers meet would change.
 */
export async function prepareRestore(connectionId: string): Promise<PreparedRestore | 'unreadable' | null> {
  const [row] = await sql<{ closed_at: Date; closed_detail: unknown; number: number | null }>(
    `select closed_at, closed_detail,
            (select number from operation where id::text = connection.closed_detail ->> 'operationId') as number
       from connection where id = $1 and closed_reason = 'default_touched'`,
    [connectionId],
  )
  const alarm = alarmSchema.safeParse(row?.closed_detail).data
  if (!row || !alarm || alarm.versionBefore === null) return null
  const stored = await openVersion(sql, connectionId, ACCOUNT_DEFAULT, alarm.versionBefore)
  if (!stored) return null
  const { connection } = await openConnection(connectionId)
  try {
    const reading = await getConditions(connection, { kind: 'account_default' })
    const { changes, left, fieldErrors } = restoreVersion(
      ACCOUNT_DEFAULT,
      stored,
      reading,
      Date.now() + connection.clockOffsetMs(),
    )
    return {
      version: alarm.versionBefore,
      base: conditionsFingerprint(reading),
      closedAt: row.closed_at.toISOString(),
      channelId: alarm.channelId,
      receipt: row.number === null ? null : `R-${row.number}`,
      changes,
      left,
      isBlocked: Object.keys(fieldErrors).length > 0,
    }
  } catch (error) {
    if (error instanceof UpstreamError) return 'unreadable'
    throw error
  }
}
