import 'server-only'
import { createHash } from 'node:crypto'
import { chunkSizeOf, getConnection, openConnection } from '@/lib/connections/queries'
import { findDramas, freshenDramas } from '@/lib/dramas/queries'
import { obstacleOf } from '@/lib/dramas/schema'
import { env } from '@/lib/env'
import { classifyCell, toSeconds } from '@/lib/grants/classify-cell'
import {
  encodeMatrix,
  type GrantPlan,
  NOT_HELD,
  type PlanMatrix,
  type PlannedDrama,
  type PlannedLicensee,
} from '@/lib/grants/plan-schema'
import { markRemoved, type PlanSummary, summarisePlan } from '@/lib/grants/plan-summary-schema'
import { cellPlans, type Expiry, expiresAtOf } from '@/lib/grants/schema'
import type { Removed } from '@/lib/grants/slip-schema'
import { type Held, readAccountHolders, readHeldBy } from '@/lib/grants/upstream-reads'
import { findLicensees } from '@/lib/licensees/queries'

export type PlanInput = {
  connectionId: string
  dramaIds: string[]
  appids: string[]
  expiry: Expiry
  removed?: Removed | undefined
}

/** How old a reading of the upstream may be, in milliseconds. */
type Freshness = { catalogueMs: number; grantsMs: number }

export const forPreview: Freshness = { catalogueMs: 5 * 60_000, grantsMs: 60_000 }
/**
 * A preview holds for five minutes: submitting records and enqueues, it does not wait for the upstream. What changed
 * there since is found by the read-back.
 */
export const forSubmit: Freshness = { catalogueMs: 10 * 60_000, grantsMs: 5 * 60_000 }
/** When two previews disagree, what the upstream says now decides. */
export const asOfNow: Freshness = { catalogueMs: 60_000, grantsMs: 0 }

export type Planned = PlanSummary & {
  dramas: PlannedDrama[]
  licensees: PlannedLicensee[]
  matrix: PlanMatrix
  /** 1 for every cell that was taken out; null when none was. */
  removedCells: Uint8Array | null
  chunkSize: number
  callsPerSecond: number
  expiresAt: number
  plannedAt: string
  catalogueAt: string
  /** The same for two plans exactly when they would do the same and start from the same, whatever was taken out. */
  planKey: string
}

/**
 * What granting would do, judged by the upstream's own lists, read again where our copy is older than asked for. Writes
 * nothing to the upstream.
 * @throws UpstreamError
 */
export async function planGrants(input: PlanInput, freshness: Freshness): Promise<Planned> {
  const opening = openConnection(input.connectionId)
  const [{ connection }, { catalogueAt, dramas }, book, settings, accountHolders, held] = await Promise.all([
    opening,
    freshDramas(input, freshness.catalogueMs),
    findLicensees(input.connectionId, input.appids),
    getConnection(input.connectionId),
    opening.then(({ connection }) => readAccountHolders(connection, freshness.grantsMs)),
    opening.then(({ connection }) => readHeldBy(connection, input.appids, freshness.grantsMs)),
  ])
  const expiresAt = toSeconds(expiresAtOf(input.expiry))
  const licensees = book.map(
    ({ appid, name, lastRefusalCode }): PlannedLicensee => ({
      appid,
      name,
      hasAccountGrant: accountHolders.has(appid),
      lastRefusalCode,
    }),
  )
  const matrix = classifyAll(dramas, licensees, held, { expiresAt, now: Date.now() + connection.clockOffsetMs() })
  const removedCells = input.removed ? markRemoved(dramas, licensees, input.removed) : null
  const pace = {
    chunkSize: settings ? chunkSizeOf(settings) : env.WECHAT_CHUNK_SIZE,
    callsPerSecond: settings?.callsPerSecond ?? env.WECHAT_CALLS_PER_SECOND,
  }
  return {
    ...summarisePlan({ dramas, matrix, ...pace }, removedCells),
    ...pace,
    dramas,
    licensees,
    matrix,
    removedCells,
    expiresAt,
    plannedAt: new Date().toISOString(),
    catalogueAt: catalogueAt.toISOString(),
    planKey: planKeyOf(dramas, licensees, matrix, expiresAt),
  }
}

/** A plan as the browser gets it. */
export function toWire(planned: Planned): GrantPlan {
  const { rows, times } = encodeMatrix(planned.matrix, planned.dramas.length)
  return {
    dramas: planned.dramas,
    licensees: planned.licensees.map((licensee, place) => ({
      ...licensee,
      ...(rows[place] ?? { cells: '', held: [] }),
    })),
    times,
    toSend: planned.toSend,
    chunkSize: planned.chunkSize,
    callsPerSecond: planned.callsPerSecond,
    expiresAt: planned.expiresAt,
    plannedAt: planned.plannedAt,
    catalogueAt: planned.catalogueAt,
    planKey: planned.planKey,
  }
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

function classifyAll(
  dramas: readonly PlannedDrama[],
  licensees: readonly PlannedLicensee[],
  held: ReadonlyMap<string, Held>,
  { expiresAt, now }: { expiresAt: number; now: number },
): PlanMatrix {
  const size = dramas.length * licensees.length
  const matrix: PlanMatrix = { cells: new Uint8Array(size), held: new Float64Array(size) }
  let index = 0
  for (const { appid } of licensees) {
    const holds = held.get(appid)
    for (const { dramaId, cause } of dramas) {
      const until = holds?.get(dramaId) ?? null
      matrix.held[index] = until ?? NOT_HELD
      matrix.cells[index] = cellPlans.indexOf(classifyCell({ obstacle: cause, held: until, wanted: expiresAt, now }))
      index += 1
    }
  }
  return matrix
}

function planKeyOf(
  dramas: readonly PlannedDrama[],
  licensees: readonly PlannedLicensee[],
  matrix: PlanMatrix,
  expiresAt: number,
): string {
  const facts = [expiresAt, dramas.map(({ dramaId, cause }) => [dramaId, cause]), licensees.map(({ appid }) => appid)]
  return createHash('sha256')
    .update(JSON.stringify(facts))
    .update(matrix.cells)
    .update(new Uint8Array(matrix.held.buffer))
    .digest('base64url')
}
