import 'server-only'
import type { Sql } from '@/lib/db'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { type ListedRank, toListedRank } from '@/lib/polyv/list-channels'

/** What lists say about a rank: a dated hint, never a claim. */
const toListedRanks = (reading: ConditionsReading): ListedRank[] =>
  [reading.primary, reading.secondary].map(toListedRank)

/** Brings the list's hint in line with a reading of one channel. A channel the list does not know is left to the next sync. */
export async function refreshRow(
  within: Sql,
  connectionId: string,
  channelId: string,
  reading: ConditionsReading,
): Promise<void> {
  await within(
    `update channel set conditions = $3::jsonb, follows_default = coalesce($4, follows_default) where connection_id = $1 and channel_id = $2`,
    [connectionId, channelId, JSON.stringify(toListedRanks(reading)), reading.followsDefault],
  )
}
