import 'server-only'
import { refreshRow } from '@/lib/channels/channel-rows'
import { closeGone } from '@/lib/channels/drift-store'
import { ACCOUNT_DEFAULT } from '@/lib/channels/form-schema'
import { scopeOf } from '@/lib/channels/scope'
import { beatSweep, beginSweep, endSweep, type Sweep } from '@/lib/channels/sweep-state'
import { toTrouble } from '@/lib/channels/upstream-failure'
import { isLatest, latestNumber, saveVersion } from '@/lib/channels/versions'
import { openConnection } from '@/lib/connections/queries'
import { inTransaction, sql } from '@/lib/db'
import { type UpstreamConnection, UpstreamError } from '@/lib/http'
import { enqueue } from '@/lib/jobs/queue'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { getConditions } from '@/lib/polyv/get-conditions'
import { listChannelDetails } from '@/lib/polyv/list-channels'

const PAGE_SIZE = 100
const MAX_PAGES = 200
const BEAT_EVERY = 10
const GIVE_UP_AFTER = 3

type SweptChannels = { read: number; found: number; unreadable: number }

/**
 * Compares every channel of an account, and its default, with the latest version we hold. The list comes first and settles
 * whatever it tells in full; the rest is read one by one. Each is stored as it is read, so one cut short goes on after the
 * last. What could not be read is named and stays as it was.
 * @throws UpstreamError when the list, or several channels in a row, cannot be reached.
 */
export async function sweepChannels(connectionId: string): Promise<SweptChannels> {
  const sweep = await beginSweep(connectionId)
  try {
    const { connection } = await openConnection(connectionId)
    const listed = await readList(connection)
    const ids = await idsToRead(connectionId, listed)
    let unreachable = 0
    for (const [index, channelId] of ids.entries()) {
      if (sweep.readTo !== null && !isAfter(channelId, sweep.readTo)) continue
      const outcome = await readOne(connection, channelId, listed.get(channelId) ?? null)
      if (outcome === 'found') sweep.found += 1
      if (outcome instanceof UpstreamError) sweep.unreadable.push(channelId)
      else sweep.read += 1
      unreachable = outcome instanceof UpstreamError && outcome.kind !== 'refused' ? unreachable + 1 : 0
      if (unreachable >= GIVE_UP_AFTER && outcome instanceof UpstreamError) throw outcome
      sweep.readTo = channelId
      const isDue = index % BEAT_EVERY === 0 || outcome !== 'same'
      if (isDue && !(await beatSweep(sweep, ids.length))) return summaryOf(sweep)
    }
    await endSweep(sweep, null)
  } catch (error) {
    await endSweep(sweep, { error })
    throw error
  }
  return summaryOf(sweep)
}

const summaryOf = (sweep: Sweep): SweptChannels => ({
  read: sweep.read,
  found: sweep.found,
  unreadable: sweep.unreadable.length,
})

/** Every listed channel with what the list says of it, as far as that is everything. */
async function readList(connection: UpstreamConnection): Promise<Map<string, ConditionsReading | null>> {
  const listed = new Map<string, ConditionsReading | null>()
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const result = await listChannelDetails(connection, { page, pageSize: PAGE_SIZE })
    for (const channel of result.channels) listed.set(channel.channelId, channel.reading)
    if (page >= result.totalPages || result.channels.length === 0) break
  }
  return listed
}

/** The account default first, then channels by number: also those the list has lost, of which something is known. */
async function idsToRead(connectionId: string, listed: ReadonlyMap<string, unknown>): Promise<string[]> {
  const known = await sql<{ channel_id: string }>(
    `select version.channel_id from condition_version version
       left join channel on channel.connection_id = version.connection_id and channel.channel_id = version.channel_id
      where version.connection_id = $1 and version.channel_id <> $2 and channel.gone_at is null group by version.channel_id`,
    [connectionId, ACCOUNT_DEFAULT],
  )
  const ids = new Set([...listed.keys(), ...known.map((row) => row.channel_id)])
  return [ACCOUNT_DEFAULT, ...[...ids].sort((left, right) => (isAfter(left, right) ? 1 : -1))]
}

/** Ids are numbers of any length; the account default stands before them all. */
function isAfter(left: string, right: string): boolean {
  if (left === right || left === ACCOUNT_DEFAULT) return false
  if (right === ACCOUNT_DEFAULT) return true
  return left.length === right.length ? left > right : left.length > right.length
}

async function readOne(
  connection: UpstreamConnection,
  channelId: string,
  listed: ConditionsReading | null,
): Promise<'same' | 'found' | 'read' | 'gone' | UpstreamError> {
  const seen = await latestNumber(connection.id, channelId)
  if (listed && seen > 0 && (await isLatest(connection.id, channelId, listed))) return 'same'
  try {
    const reading = await getConditions(connection, scopeOf(channelId))
    const isNew = await inTransaction(async (within) => {
      const isAdded = await saveVersion(within, connection.id, channelId, reading, { by: 'reading', seen })
      await refreshRow(within, connection.id, channelId, reading)
      return isAdded
    })
    return isNew && seen > 0 ? 'found' : 'read'
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    if (toTrouble(error).key !== 'channelMissing') return error
    await inTransaction(async (within) => {
      await within(
        'update channel set gone_at = clock_timestamp() where connection_id = $1 and channel_id = $2 and gone_at is null',
        [connection.id, channelId],
      )
      await closeGone(within, connection.id, channelId)
    })
    return 'gone'
  }
}

/** Queues a sweep of every enabled account that is not at it already; one with a write under way comes later. */
export async function requestChannelSweeps(): Promise<number> {
  const due = await sql<{ id: string }>(
    `select connection.id from connection left join channel_sweep sweep on sweep.connection_id = connection.id
      where connection.kind = 'polyv' and connection.is_enabled
        and not (coalesce(sweep.state = 'running', false) and sweep.beat_at > clock_timestamp() - interval '1 minute')
        and (coalesce(sweep.started_at, '-infinity') < clock_timestamp() - interval '1 hour'
             or not exists (select 1 from operation where operation.connection_id = connection.id and operation.state <> 'done'))`,
  )
  for (const { id } of due) await enqueue(sql, 'channels.sweep', { connectionId: id }, { singletonKey: id })
  return due.length
}
