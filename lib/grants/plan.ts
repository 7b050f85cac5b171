import 'server-only'
import { createHash } from 'node:crypto'
import { getConnection, openConnection } from '@/lib/connections/queries'
import { findDramas, freshenDramas } from '@/lib/dramas/queries'
import { obstacleOf } from '@/lib/dramas/schema'
import { env } from '@/lib/env'
import { classifyCell, toSeconds } from '@/lib/grants/classify-cell'
import {
  type CellPlan,
  cellLetters,
  type Expiry,
  expiresAtOf,
  type GrantPlan,
  type PlannedDrama,
  type PlannedLicensee,
  planOfLetter,
} from '@/lib/grants/schema'
import { type Held, readAccountHolders, readHeld } from '@/lib/grants/upstream-reads'
import type { UpstreamConnection } from '@/lib/http'
import { findLicensees } from '@/lib/licensees/queries'

/** A read-back asks for one page of this many grants per licensee and call. */
const READ_PAGE = 1000

export type PlanInput = { connectionId: string; dramaIds: string[]; appids: string[]; expiry: Expiry }

/** How old a reading of the upstream may be, in milliseconds. */
export type Freshness = { catalogueMs: number; grantsMs: number }

export const forPreview: Freshness = { catalogueMs: 5 * 60_000, grantsMs: 60_000 }
/**
 * A preview holds for five minutes: submitting records and enqueues, it does not wait for the upstream. What changed
 * there since is found by the read-back.
 */
export const forSubmit: Freshness = { catalogueMs: 10 * 60_000, grantsMs: 5 * 60_000 }
/** When two previews disagree, what the upstream says now decides. */
export const asOfNow: Freshness = { catalogueMs: 60_000, grantsMs: 0 }

/**
 * What granting would do, judged by the upstream's own lists, read again where our copy is older than asked for. Writes
 * nothing to the upstream.
 * @throws UpstreamError
 */
export async function planGrants(input: PlanInput, freshness: Freshness): Promise<GrantPlan> {
  const opening = openConnection(input.connectionId)
  const [{ connection }, { catalogueAt, dramas }, book, settings, accountHolders, holdings] = await Promise.all([
    opening,
    freshDramas(input, freshness.catalogueMs),
    findLicensees(input.connectionId, input.appids),
    getConnection(input.connectionId),
    opening.then(({ connection }) => readAccountHolders(connection, freshness.grantsMs)),
    opening.then(({ connection }) => readHoldings(connection, input.appids, freshness.grantsMs)),
  ])
  const wanted = toSeconds(expiresAtOf(input.expiry))
  const now = Date.now() + connection.clockOffsetMs()

  const held: Record<string, number> = {}
  const licensees: PlannedLicensee[] = []
  for (const licensee of book) {
    const holds = holdings.get(licensee.appid) ?? new Map()
    for (const { dramaId } of dramas) {
      const until = holds.get(dramaId)
      if (until !== undefined) held[`${dramaId}@${licensee.appid}`] = until
    }
    licensees.push({
      appid: licensee.appid,
      name: licensee.name,
      cells: lettersOf(dramas, holds, wanted, now),
      hasAccountGrant: accountHolders.has(licensee.appid),
      lastRefusalCode: licensee.lastRefusalCode,
    })
  }
  const callsPerSecond = settings?.callsPerSecond ?? env.WECHAT_CALLS_PER_SECOND
  return {
    ...summarise(dramas, licensees, held, wanted, callsPerSecond),
    plannedAt: new Date().toISOString(),
    catalogueAt: catalogueAt.toISOString(),
  }
}

/** One licensee after the other: their reads share one rate limit anyway. */
async function readHoldings(connection: UpstreamConnection, appids: readonly string[], maxAgeMs: number) {
  const holdings = new Map<string, Held>()
  for (const appid of appids) holdings.set(appid, await readHeld(connection, appid, maxAgeMs))
  return holdings
}

async function freshDramas({ connectionId, dramaIds }: PlanInput, maxAgeMs: number) {
  const catalogueAt = await freshenDramas(connectionId, dramaIds, maxAgeMs)
  return { catalogueAt, dramas: await nameDramas(connectionId, dramaIds) }
}

async function nameDramas(connectionId: string, dramaIds: readonly string[]): Promise<PlannedDrama[]> {
  const known = new Map((await findDramas(connectionId, dramaIds)).map((drama) => [drama.dramaId, drama]))
  return dramaIds.map((dramaId) => {
    const drama = known.get(dramaId)
    return drama
      ? { dramaId, name: drama.name, cause: obstacleOf(drama) }
      : { dramaId, name: dramaId, cause: 'unknown_drama' }
  })
}

const lettersOf = (dramas: readonly PlannedDrama[], holds: Held, wanted: number, now: number): string =>
  dramas
    .map(
      ({ dramaId, cause }) =>
        cellLetters[classifyCell({ obstacle: cause, held: holds.get(dramaId) ?? null, wanted, now })],
    )
    .join('')

/** Counts, calls and time of a classified matrix. */
export function summarise(
  dramas: PlannedDrama[],
  licensees: PlannedLicensee[],
  held: Record<string, number>,
  wanted: number,
  callsPerSecond: number,
): Omit<GrantPlan, 'plannedAt' | 'catalogueAt'> {
  const counts: Record<CellPlan, number> = { new: 0, extend: 0, shorten: 0, same: 0, blocked: 0 }
  let calls = 0
  let reads = 0
  for (const { cells } of licensees) {
    let sent = 0
    for (const letter of cells) {
      const plan = planOfLetter(letter)
      counts[plan] += 1
      if (plan !== 'same' && plan !== 'blocked') sent += 1
    }
    calls += Math.ceil(sent / env.WECHAT_CHUNK_SIZE)
    reads += Math.ceil(sent / READ_PAGE)
  }
  const causes = new Map<string, GrantPlan['causes'][number]>()
  for (const { cause } of dramas) {
    if (cause === null) continue
    const entry = causes.get(cause) ?? { cause, dramas: 0, cells: 0 }
    causes.set(cause, { cause, dramas: entry.dramas + 1, cells: entry.cells + licensees.length })
  }
  return {
    dramas,
    licensees,
    held,
    counts,
    causes: [...causes.values()],
    toSend: counts.new + counts.extend + counts.shorten,
    calls,
    reads,
    predictedMs: Math.round(((calls + reads) / callsPerSecond) * 1000),
    planKey: planKeyOf(dramas, licensees, held, wanted),
  }
}

/** The same for two previews exactly when they would send the same and start from the same. */
function planKeyOf(
  dramas: PlannedDrama[],
  licensees: PlannedLicensee[],
  held: Record<string, number>,
  wanted: number,
): string {
  const facts = [
    wanted,
    dramas.map((drama) => [drama.dramaId, drama.cause]),
    licensees.map((licensee) => [licensee.appid, licensee.cells]),
    Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url')
}
