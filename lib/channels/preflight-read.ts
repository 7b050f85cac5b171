import 'server-only'
import { inTurns } from '@/lib/channels/apply-plan'
import { openDriftOf } from '@/lib/channels/drift-queries'
import { rankNames } from '@/lib/channels/form-schema'
import { judgePreflight } from '@/lib/channels/preflight-judge'
import { MOST_CHECKED, type PreflightDoor, type PreflightLine } from '@/lib/channels/preflight-schema'
import type { ScheduleView } from '@/lib/channels/schedule-schema'
import { schedulesOf } from '@/lib/channels/schedule-store'
import { openConnection } from '@/lib/connections/queries'
import { sql } from '@/lib/db'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import type { RankReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { countWhitelist } from '@/lib/polyv/whitelist'

export type Target = { channelId: string; name: string }

/** Channels that are on or about to be, by the list's last reading; or those asked for, in that order. */
export async function preflightTargets(connectionId: string, ids: readonly string[] | null): Promise<Target[]> {
  const rows = await sql<{ channel_id: string; name: string }>(
    ids === null
      ? `select channel_id, name from channel where connection_id = $1 and gone_at is null and watch_status in ('live', 'waiting')
          order by watch_status, length(channel_id) desc, channel_id desc limit ${MOST_CHECKED}`
      : `select given.id as channel_id, coalesce(nullif(channel.name, ''), given.id) as name
           from unnest($2::text[]) with ordinality as given(id, place)
           left join channel on channel.connection_id = $1 and channel.channel_id = given.id order by given.place`,
    ids === null ? [connectionId] : [connectionId, ids],
  )
  return rows.map((row) => ({ channelId: row.channel_id, name: row.name }))
}

/** Reads the channels live, at the account's rate, and gives each as soon as it is known. */
export async function* runPreflight(connectionId: string, ids: readonly string[]): AsyncGenerator<PreflightLine> {
  const [{ connection }, targets, drifts, schedules] = await Promise.all([
    openConnection(connectionId),
    preflightTargets(connectionId, ids),
    openDriftOf(connectionId, ids),
    schedulesOf(connectionId, ids),
  ])
  const ready: PreflightLine[] = []
  const waker: { wake: () => void; isOver: boolean; isStopped: boolean } = {
    wake: () => undefined,
    isOver: false,
    isStopped: false,
  }
  const reading = inTurns(targets, async (target) => {
    if (waker.isStopped) return false
    const coming = schedules.get(target.channelId) ?? []
    ready.push(await readLine(connection, target, drifts.has(target.channelId), coming))
    waker.wake()
    return !waker.isStopped
  }).finally(() => {
    waker.isOver = true
    waker.wake()
  })
  try {
    for (;;) {
      const line = ready.shift()
      if (line) yield line
      else if (waker.isOver) break
      else
        await new Promise<void>((resolve) => {
          waker.wake = resolve
        })
    }
    await reading
  } finally {
    waker.isStopped = true
    // Whoever went away asks no more; what fails now is nobody's.
    reading.catch(() => undefined)
  }
}

async function readLine(
  connection: UpstreamConnection,
  target: Target,
  hasDrift: boolean,
  coming: readonly ScheduleView[],
): Promise<PreflightLine> {
  const scope = { kind: 'channel', channelId: target.channelId } as const
  try {
    const reading = await getConditions(connection, scope)
    const whitelists: { primary: number | null; secondary: number | null } = { primary: null, secondary: null }
    for (const [index, rank] of rankNames.entries()) {
      if (reading[rank].enabled && reading[rank].type === 'phone')
        whitelists[rank] = await countWhitelist(connection, scope, index === 0 ? 1 : 2)
    }
    const checks = judgePreflight(reading, {
      whitelists,
      hasDrift,
      scheduledAt: coming.map((schedule) => schedule.dueAt),
      now: Date.now() + connection.clockOffsetMs(),
    })
    return { ...target, doors: { primary: toDoor(reading.primary), secondary: toDoor(reading.secondary) }, checks }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    const value = error.exchange.errmsg ?? error.kind
    return { ...target, doors: null, checks: [{ key: 'unreadable', state: 'fail', rank: null, value }] }
  }
}

const toDoor = ({ enabled, type, unsupportedType }: RankReading): PreflightDoor => ({
  enabled,
  type,
  otherType: unsupportedType,
})
