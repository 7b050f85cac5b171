import 'server-only'
import { inTransaction, sql } from '@/lib/db'
import { toSeconds } from '@/lib/grants/classify-cell'
import { storeAccountGrants, storeGrants } from '@/lib/grants/grant-store'
import type { UpstreamConnection } from '@/lib/http'
import { log } from '@/lib/log'
import { getAuthorizeApps } from '@/lib/wechat/get-authorize-apps'
import { getAuthorizeObjects } from '@/lib/wechat/get-authorize-objects'

/** drama id → until when it is held, in seconds (0 permanent). */
export type Held = ReadonlyMap<string, number>
type Reading<T> = { value: T; at: number }

const MOST_KEPT = 2_000
/** Grants that one read of the upstream's list gives. */
const READ_PAGE = 1_000
const shared = globalThis as typeof globalThis & { countersignReadings?: Map<string, Reading<unknown>> }
/** One per process: the preview and the submit are different bundles. */
shared.countersignReadings ??= new Map()
const readings = shared.countersignReadings

/**
 * What each licensee holds, from the upstream. Readings younger than `maxAgeMs` serve again unless a grant of ours ran
 * since; the others are read one by one, or all at once where that is fewer calls.
 * @throws UpstreamError
 */
export async function readHeldBy(
  connection: UpstreamConnection,
  appids: readonly string[],
  maxAgeMs: number,
): Promise<ReadonlyMap<string, Held>> {
  const held = new Map<string, Held>()
  const young = appids.flatMap((appid) => {
    const kept = readings.get(keyOf(connection, appid)) as Reading<Held> | undefined
    return kept && Date.now() - kept.at < maxAgeMs ? [{ appid, kept }] : []
  })
  const ranAt = young.length > 0 ? await lastRun(connection.id, Math.min(...young.map(({ kept }) => kept.at))) : 0
  for (const { appid, kept } of young) if (kept.at > ranAt) held.set(appid, kept.value)
  const missing = appids.filter((appid) => !held.has(appid))
  const fresh = (await isCheaperWhole(connection.id, missing.length))
    ? await readWhole(connection, missing)
    : await readEach(connection, missing)
  return new Map([...held, ...fresh])
}

async function readEach(connection: UpstreamConnection, appids: readonly string[]): Promise<Map<string, Held>> {
  const held = new Map<string, Held>()
  for (const appid of appids) {
    const readAt = new Date()
    const grants = await getAuthorizeObjects(connection, { appid })
    await inTransaction((run) => storeGrants(run, connection.id, { appid, readAt }, grants))
    const value = new Map(grants.map((grant) => [grant.dramaId, toSeconds(grant.expiresAt)]))
    held.set(appid, value)
    keep(keyOf(connection, appid), value, readAt)
  }
  return held
}

async function readWhole(connection: UpstreamConnection, appids: readonly string[]): Promise<Map<string, Held>> {
  const readAt = new Date()
  const grants = await getAuthorizeObjects(connection)
  storeAside(connection.id, readAt, grants)
  const held = new Map(appids.map((appid) => [appid, new Map<string, number>()]))
  for (const grant of grants) held.get(grant.appid)?.set(grant.dramaId, toSeconds(grant.expiresAt))
  for (const [appid, value] of held) keep(keyOf(connection, appid), value, readAt)
  return held
}

const storing = new Set<string>()

/**
 * Many thousands of rows take seconds to store and to compare; the plan does not wait for that. While one reading is being
 * stored, later ones serve their plan and are not kept: the next sweep keeps its own.
 */
function storeAside(connectionId: string, readAt: Date, grants: Parameters<typeof storeGrants>[3]): void {
  if (storing.has(connectionId)) return
  storing.add(connectionId)
  inTransaction((run) => storeGrants(run, connectionId, { appid: null, readAt }, grants))
    .catch((error: unknown) =>
      log.warn({ error, connectionId }, 'a reading was not kept; the next sweep keeps its own'),
    )
    .finally(() => storing.delete(connectionId))
}

async function isCheaperWhole(connectionId: string, appids: number): Promise<boolean> {
  if (appids < 2) return false
  const tooMany = (appids - 1) * READ_PAGE
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from (select 1 from "grant" where connection_id = $1 limit $2) known`,
    [connectionId, tooMany + 1],
  )
  return (row?.count ?? 0) <= tooMany
}

const keyOf = (connection: UpstreamConnection, appid: string) => `${connection.id}:${appid}`

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
  if (kept && Date.now() - kept.at < maxAgeMs && kept.at > (await lastRun(connectionId, kept.at))) return kept.value
  const at = new Date()
  const value = await read(at)
  keep(key, value, at)
  return value
}

function keep(key: string, value: unknown, at: Date): void {
  readings.delete(key)
  readings.set(key, { value, at: at.getTime() })
  for (const oldest of readings.keys()) {
    if (readings.size <= MOST_KEPT) break
    readings.delete(oldest)
  }
}

/** Until when operations ran on this account, in milliseconds, if any did since `at`: infinity while one still does, else 0. */
async function lastRun(connectionId: string, at: number): Promise<number> {
  const [row] = await sql<{ is_open: boolean | null; finished_at: Date | null }>(
    `select bool_or(state <> 'done') as is_open, max(finished_at) as finished_at from operation
      where connection_id = $1 and created_at > clock_timestamp() - interval '7 days' and (state <> 'done' or finished_at >= $2)`,
    [connectionId, new Date(at)],
  )
  if (row?.is_open) return Number.POSITIVE_INFINITY
  return row?.finished_at?.getTime() ?? 0
}
