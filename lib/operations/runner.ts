import 'server-only'
import { preparedSql as sql } from '@/lib/db'
import type { UpstreamConnection } from '@/lib/http'
import { abandonedCalls } from '@/lib/operations/calls'
import { type Claim, claimOperation, FencedError, releaseOperation } from '@/lib/operations/claim'
import type { OperationDriver } from '@/lib/operations/driver'
import { finishOperation } from '@/lib/operations/finish'
import { cancelQueued, refuseQueued } from '@/lib/operations/give-up'
import { nextDue, nextItems, queuedItems } from '@/lib/operations/items'
import { abandonOpenCalls, readBackSucceeded, reconcileUnknown } from '@/lib/operations/read-back'
import { ReadingAside } from '@/lib/operations/reading-aside'
import { type Standing, standingOf } from '@/lib/operations/rests'
import { sendGroup } from '@/lib/operations/send'

/** What the runner cannot know by itself. Handed in by the worker, the only file that knows desks and upstreams. */
export type RunnerDependencies = {
  runnerId: number
  drivers: ReadonlyMap<string, OperationDriver>
  /** Opens the account; `closedReason` is set while the tripwire holds it shut for new writes. */
  connect: (connectionId: string) => Promise<{ connection: UpstreamConnection; closedReason: string | null }>
  /** Whether the person may still do this, now. */
  mayStill: (actorId: string, action: string) => Promise<boolean>
  /** Stops taking new steps; what is sent settles. */
  stopping: () => boolean
}

const running = new Set<string>()
const HANDOVER_MS = 50
const AFTER_ERROR_MS = 5_000

/**
 * Drives one operation as far as it can go now: reconcile what is unknown, cancel what was cancelled, send what is
 * queued, read back what was accepted, finish. Safe to call at any time, from any worker, any number of times.
 */
export async function runOperation(operationId: string, dependencies: RunnerDependencies): Promise<void> {
  if (running.has(operationId)) return
  running.add(operationId)
  try {
    const claim = await claimOperation(operationId, dependencies.runnerId)
    if (claim) await driveOrLetGo(claim, dependencies)
  } finally {
    running.delete(operationId)
  }
}

/** What nobody expected must not leave the operation in the hands of a worker that no longer drives it. */
async function driveOrLetGo(claim: Claim, dependencies: RunnerDependencies): Promise<void> {
  try {
    await drive(claim, dependencies)
  } catch (error) {
    if (error instanceof FencedError) return
    await releaseOperation(claim, new Date(Date.now() + AFTER_ERROR_MS))
    throw error
  }
}

async function drive(claim: Claim, dependencies: RunnerDependencies): Promise<void> {
  const driver = dependencies.drivers.get(claim.action)
  if (!driver) throw new Error(`no driver for ${claim.action}`)
  const aside = new ReadingAside()
  for (;;) {
    aside.check()
    if (dependencies.stopping()) {
      await aside.end()
      return releaseOperation(claim, new Date(Date.now() + HANDOVER_MS))
    }
    const standing = await step(claim, driver, dependencies, aside)
    if (standing && !(await aside.end()) && (await rest(claim, standing))) return
  }
}

/** One step. Resolves with nothing when something was done, else with what the operation waits for. */
async function step(
  claim: Claim,
  driver: OperationDriver,
  dependencies: RunnerDependencies,
  aside: ReadingAside,
): Promise<Standing | undefined> {
  const [abandoned, standing, items, opened, mayStill] = await Promise.all([
    abandonedCalls(sql, claim.operationId),
    standingOf(claim),
    nextItems(sql, claim.operationId, aside.groupPosition),
    openOrTell(dependencies, claim.connectionId),
    dependencies.mayStill(claim.actor.id, claim.action),
  ])
  if (abandoned.length > 0) return abandonOpenCalls(claim, abandoned).then(() => undefined)
  const state = standing.rest?.reason === 'rate_limited' ? undefined : items[0]?.state
  const isUnsure = state === 'unknown' || state === 'reconciling'
  if (standing.isCancelled && !isUnsure && (await cancelQueued(claim, driver))) return
  if (state === undefined) return standing
  if (opened instanceof Error) throw opened
  const context = { operationId: claim.operationId, connection: opened.connection, actor: claim.actor }
  if (isUnsure) await reconcileUnknown(claim, driver, context, items)
  else if (state === 'succeeded') {
    await aside.end()
    aside.start(items[0]?.groupPosition ?? 0, readBackSucceeded(claim, driver, context, items))
  } else if (opened.closedReason !== null && !driver.evenClosed)
    await refuseQueued(claim, driver, items, 'connection_closed', opened.closedReason)
  else if (!mayStill) await refuseQueued(claim, driver, items, 'permission_lost', null)
  else await sendGroup(claim, driver, context, items, dependencies.stopping)
}

/** An account that is out of use holds back calls, but not a cancel. */
const openOrTell = (dependencies: RunnerDependencies, connectionId: string) =>
  dependencies
    .connect(connectionId)
    .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))

/** Lets go until there is something to do, or closes what is all settled. False when something came due meanwhile. */
async function rest(claim: Claim, { rest: held, isCancelled }: Standing): Promise<boolean> {
  const [due, [queued]] = await Promise.all([
    nextDue(sql, claim.operationId, held === null),
    held === null ? [] : queuedItems(sql, claim.operationId, 1),
  ])
  if (due === null && !queued) await finishOperation(claim)
  else if (held?.reason === 'rate_limited') await releaseOperation(claim, held.until, held.reason, isCancelled)
  else if (held && queued && (due === null || held.until < due.at))
    await releaseOperation(claim, held.until, held.reason, isCancelled)
  else if (due && due.at.getTime() > Date.now()) await releaseOperation(claim, due.at, due.reason, isCancelled)
  else return false
  return true
}
