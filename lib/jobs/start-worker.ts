import 'server-only'
import { sql } from '@/lib/db'
import { env } from '@/lib/env'
import { enqueue, type JobName, type Jobs, startWorkerBoss } from '@/lib/jobs/queue'
import { log } from '@/lib/log'
import { dueOperations } from '@/lib/operations/claim'
import { type RunnerDependencies, runOperation } from '@/lib/operations/runner'
import { startRunner } from '@/lib/operations/runner-identity'

type JobHandlers = { [Name in Exclude<JobName, 'operation.run'>]: (data: Jobs[Name]) => Promise<unknown> }

type WorkerOptions = Pick<RunnerDependencies, 'drivers' | 'connect' | 'mayStill'> & {
  handlers: JobHandlers
  /** The database session or the queue is gone for good: the process must end, and a fresh one take over. */
  onLost: (error: Error) => void
}

const OPERATIONS_AT_ONCE = 4
/** With those the sweep takes up; each account may keep some of them busy, never all. */
const MOST_AT_ONCE = 16
const SWEEP_MS = 1_000
const SWEEP_LIMIT = 20
const DRAIN_MS = 10_000

/**
 * A worker: takes jobs from the queue, and once a second takes up operations that are due and that nobody live holds,
 * which is how the work of a killed worker resumes within seconds.
 */
export async function startWorker(options: WorkerOptions): Promise<{ runnerId: number; stop: () => Promise<void> }> {
  let stopping = false
  const runner = await startRunner(options.onLost)
  const boss = await startWorkerBoss((error) => log.warn({ error }, 'queue error'))
  const dependencies: RunnerDependencies = { ...options, runnerId: runner.id, stopping: () => stopping }
  const active = new Set<Promise<void>>()

  const run = (operationId: string): Promise<void> => {
    const work = runOperation(operationId, dependencies)
      .catch((error: unknown) =>
        log.error({ error, operationId }, 'operation stopped on an error; it is taken up again'),
      )
      .finally(() => active.delete(work))
    active.add(work)
    return work
  }
  const sweep = async (): Promise<void> => {
    const free = MOST_AT_ONCE - active.size
    if (stopping || free <= 0) return
    for (const operationId of await dueOperations(runner.id, Math.min(SWEEP_LIMIT, free))) void run(operationId)
  }

  await runner.listen((operationId) => {
    if (!stopping && active.size < OPERATIONS_AT_ONCE) void run(operationId)
  })
  await boss.work<Jobs['operation.run']>(
    'operation.run',
    { localConcurrency: OPERATIONS_AT_ONCE, pollingIntervalSeconds: 1 },
    async ([job]) => {
      if (job && !stopping) await run(job.data.operationId)
    },
  )
  for (const name of Object.keys(options.handlers) as (keyof JobHandlers)[]) {
    await boss.work(name, { pollingIntervalSeconds: 5 }, async ([job]) => {
      if (job) await options.handlers[name](job.data as never)
    })
  }
  await boss.schedule('audit.partitions', '17 3 * * *', {})
  await boss.schedule('audit.verify', '41 3 * * *', {})
  await boss.schedule('retention.run', '53 4 * * *', {})
  await boss.schedule('audit.export.tidy', '* * * * *', {})
  await boss.schedule('catalogue.sync', '*/20 * * * *', { connectionId: null })
  await boss.schedule('expiry.remind', '7 * * * *', {})
  await boss.schedule('schedules.run', '* * * * *', { scheduleId: null })
  if (env.GRANT_SWEEP_MINUTES > 0) await boss.schedule('grants.sweep', `*/${env.GRANT_SWEEP_MINUTES} * * * *`, {})
  else await boss.unschedule('grants.sweep')
  if (env.CHANNEL_SWEEP_MINUTES > 0)
    await boss.schedule('channels.sweep', `*/${env.CHANNEL_SWEEP_MINUTES} * * * *`, { connectionId: null })
  else await boss.unschedule('channels.sweep')
  const sweeper = setInterval(() => {
    sweep().catch((error: unknown) => log.warn({ error }, 'sweep failed'))
  }, SWEEP_MS)

  return {
    runnerId: runner.id,
    stop: async () => {
      stopping = true
      clearInterval(sweeper)
      const drained = Promise.allSettled([...active])
      await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())])
      await boss.stop({ graceful: false }).catch(() => undefined)
      await runner.stop()
    },
  }
}

/** Queues a background sync of an account, once however often it is asked for. */
export const requestSync = (
  name: 'catalogue.sync' | 'channels.sync' | 'grants.sync',
  connectionId: string,
): Promise<void> => enqueue(sql, name, { connectionId }, { singletonKey: connectionId })
