import 'server-only'
import { PgBoss } from 'pg-boss'
import type { Sql } from '@/lib/db'
import { env } from '@/lib/env'

/** Every queue of the product and what a job on it carries. */
export type Jobs = {
  'operation.run': { operationId: string }
  /** Null: every catalogue that is due. */
  'catalogue.sync': { connectionId: string | null }
  'channels.sync': { connectionId: string }
  'channels.plan': { changeId: string; plan: number }
  /** Null: every one that is due. */
  'schedules.run': { scheduleId: string | null }
  'grants.sync': { connectionId: string }
  'grants.sweep': Record<string, never>
  'expiry.remind': Record<string, never>
  'operation.recheck': { operationId: string; actor: { id: string; name: string; role: string } }
  'audit.partitions': Record<string, never>
  'audit.verify': Record<string, never>
  'retention.run': Record<string, never>
  /** Null: every account that is due. */
  'channels.sweep': { connectionId: string | null }
  'audit.export.run': { exportId: string }
  'audit.export.tidy': Record<string, never>
}
export type JobName = keyof Jobs

const jobNames: readonly JobName[] = [
  'operation.run',
  'catalogue.sync',
  'channels.sync',
  'channels.plan',
  'schedules.run',
  'grants.sync',
  'grants.sweep',
  'expiry.remind',
  'operation.recheck',
  'audit.partitions',
  'audit.verify',
  'retention.run',
  'channels.sweep',
  'audit.export.run',
  'audit.export.tidy',
]

const SCHEMA = 'pgboss'
const shared = globalThis as typeof globalThis & { countersignSender?: Promise<PgBoss> }

/** pg-boss for a process that only sends: it never runs, supervises or migrates anything. */
function sender(): Promise<PgBoss> {
  shared.countersignSender ??= startBoss({ supervise: false, schedule: false, migrate: false, max: 2 }).catch(
    (error: unknown) => {
      delete shared.countersignSender
      throw error
    },
  )
  return shared.countersignSender
}

/**
 * pg-boss for a worker: creates its tables and queues, listens, supervises and schedules. Operations are announced by
 * their own commit (see `NUDGE_CHANNEL`), so their queue only has to catch what a nudge missed.
 */
export async function startWorkerBoss(onError: (error: Error) => void): Promise<PgBoss> {
  const boss = await startBoss(
    { supervise: true, schedule: true, migrate: true, useListenNotify: true, max: 4 },
    onError,
  )
  for (const name of jobNames) {
    const options = {
      notify: name !== 'operation.run',
      heartbeatSeconds: 10,
      retryLimit: 5,
      retryDelay: 1,
      retryBackoff: true,
      expireInSeconds: 6 * 3_600,
    }
    if (await boss.getQueue(name)) await boss.updateQueue(name, options)
    else await boss.createQueue(name, options)
  }
  return boss
}

/** Creates pg-boss's tables and our queues, so that a sender may start before any worker has. */
export async function prepareQueues(): Promise<void> {
  const boss = await startWorkerBoss(() => undefined)
  await boss.stop({ graceful: false })
}

async function startBoss(
  options: ConstructorParameters<typeof PgBoss>[0] & object,
  onError?: (error: Error) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: env.DATABASE_URL, schema: SCHEMA, createSchema: false, ...options })
  boss.on('error', onError ?? (() => undefined))
  return boss.start()
}

/** Enqueues inside the transaction of `sql`: the job exists exactly when the transaction commits. */
export async function enqueue<Name extends JobName>(
  sql: Sql,
  name: Name,
  data: Jobs[Name],
  options: { singletonKey?: string; singletonSeconds?: number; startAfter?: Date } = {},
): Promise<void> {
  const boss = await sender()
  await boss.send(name, data, {
    ...options,
    db: { executeSql: async (text, values) => ({ rows: await sql(text, values) }) },
  })
}

/** Ends the sender so that a script or a test can exit. */
export async function stopSender(): Promise<void> {
  const boss = await shared.countersignSender
  delete shared.countersignSender
  await boss?.stop({ graceful: false })
}
