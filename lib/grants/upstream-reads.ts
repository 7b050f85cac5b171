import 'server-only'
import { inTransaction, sql } from '@/lib/db'
import { toSeconds } from '@/lib/grants/classify-cell'
import { storeAccountGrants, storeGrants } from '@/lib/grants/grant-store'
import type { UpstreamConnection } from '@/lib/http'
import { getAuthorizeApps } from '@/lib/wechat/get-authorize-apps'
import { getAuthorizeObjects } from '@/lib/wechat/get-authorize-objects'

/** drama id → until when it is held, in seconds (0 permanent). */
export type Held = ReadonlyMap<string, number>
type Reading<T> = { value: T; at: number }

const MOST_KEPT = 500
const shared = globalThis as typeof globalThis & { countersignReadings?: Map<string, Reading<unknown>> }
/** One per process: the preview and the submit are different bundles. */
shared.countersignReadings ??= new Map()
const readings = shared.countersignReadings

/** What one licensee holds, from the upstream. A reading younger than `maxAgeMs` serves again unless a grant of ours ran since. */
export function readHeld(connection: UpstreamConnection, appid: string, maxAgeMs: number): Promise<Held> {
  return reuse(`${connection.id}:${appid}`, connection.id, maxAgeMs, async (readAt) => {
    const grants = await getAuthorizeObjects(connection, { appid })
    await inTransaction((run) => storeGrants(run, connection.id, { appid, readAt }, grants))
    return new Map(grants.map((grant) => [grant.dramaId, toSeconds(grant.expiresAt)]))
  })
}

/** The licensees that hold the whole account now. */
export function readAccountHolders(connection: UpstreamConnection, maxAgeMs: number): Promise<ReadonlySet<string>> {
  return reuse(connection.id, connection.id, maxAgeMs, async (readAt) => {
    const grants = await getAuthorizeApps(connection)
    await inTransaction((run) => storeAccountGrants(run, connection.id, readAt, grants))
    return holdersOf(grants, Date.now())
  })
}

export const holdersOf = (
  grants: readonly { appid: string; expiresAt: Date | null }[],
  now: number,
): ReadonlySet<string> =>
  new Set(
    grants.filter((grant) => grant.expiresAt === null || grant.expiresAt.getTime() > now).map((grant) => grant.appid),
  )

async function reuse<T>(
  key: string,
  connectionId: string,
  maxAgeMs: number,
  read: (at: Date) => Promise<T>,
): Promise<T> {
  const kept = readings.get(key) as Reading<T> | undefined
  if (kept && Date.now() - kept.at < maxAgeMs && !(await grantsRanSince(connectionId, kept.at))) return kept.value
  const at = new Date()
  const value = await read(at)
  readings.delete(key)
  readings.set(key, { value, at: at.getTime() })
  for (const oldest of readings.keys()) {
    if (readings.size <= MOST_KEPT) break
    readings.delete(oldest)
  }
  return value
}

async function grantsRanSince(connectionId: string, at: number): Promise<boolean> {
  const rows = await sql(
    `select 1 from operation where connection_id = $1 and created_at > clock_timestamp() - interval '7 days'
        and (state <> 'done' or finished_at >= $2) limit 1`,
    [connectionId, new Date(at)],
  )
  return rows.length > 0
}
