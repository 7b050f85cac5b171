import 'server-only'
import { sql } from '@/lib/db'
import type { UpstreamConnection } from '@/lib/http'
import { abandonedCalls } from '@/lib/operations/calls'
import { type Claim, claimOperation, FencedError, releaseOperation } from '@/lib/operations/claim'
import type { OperationDriver } from '@/lib/operations/driver'
import { finishOperation } from '@/lib/operations/finish'
import { cancelQueued, isCancelAsked, refuseQueued } from '@/lib/operations/give-up'
import { dueGroup, nextDueAt } from '@/lib/operations/items'
import { abandonOpenCalls, readBackSucceeded, reconcileUnknown } from '@/lib/operations/read-back'
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
  for (;;) {
    if (dependencies.stopping()) return releaseOperation(claim, new Date(Date.now() + HANDOVER_MS))
    if (await step(claim, driver, dependencies)) continue
    const dueAt = await nextDueAt(sql, claim.operationId)
    if (dueAt === null) return finishOperation(claim)
    if (dueAt.getTime() > Date.now()) return releaseOperation(claim, dueAt)
  }
}

/** One step; true when something was done. */
async function step(claim: Claim, driver: OperationDriver, dependencies: RunnerDependencies): Promise<boolean> {
  const [abandoned, unknown, isCancelled, queued, opened, mayStill] = await Promise.all([
    abandonedCalls(sql, claim.operationId),
    dueGroup(sql, claim.operationId, ['unknown', 'reconciling']),
    isCancelAsked(claim),
    dueGroup(sql, claim.operationId, ['queued']),
    dependencies.connect(claim.connectionId),
    dependencies.mayStill(claim.actor.id, claim.action),
  ])
  if (abandoned.length > 0) {
    await abandonOpenCalls(claim, abandoned)
    return true
  }
  const context = { operationId: claim.operationId, connection: opened.connection, actor: claim.actor }
  if (unknown.length > 0) {
    await reconcileUnknown(claim, driver, context, unknown)
    return true
  }
  if (isCancelled && (await cancelQueued(claim, driver))) return true
  if (queued.length > 0) {
    if (opened.closedReason !== null)
      await refuseQueued(claim, driver, queued, 'connection_closed', opened.closedReason)
    else if (!mayStill) await refuseQueued(claim, driver, queued, 'permission_lost', null)
    else await sendGroup(claim, driver, context, queued)
    return true
  }
  const accepted = await dueGroup(sql, claim.operationId, ['succeeded'])
  if (accepted.length === 0) return false
  await readBackSucceeded(claim, driver, context, accepted)
  return true
}
