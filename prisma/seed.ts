import { ensureConnections } from '@/lib/connections/ensure-connections'
import { listConnections } from '@/lib/connections/queries'
import { db, pool } from '@/lib/db'
import { prepareQueues } from '@/lib/jobs/queue'
import { requestSync } from '@/lib/jobs/start-worker'
import { hasDemoPeople } from '@/lib/people/demo'
import { ensureFirstAdministrator } from '@/lib/people/first-administrator'
import { seedDemo } from '@/prisma/seed-demo'
import { defaultCredentials } from '@/sandbox/credentials'

/**
 * Brings a database to where a person can begin: queues, the connections the environment names, the first administrator.
 * While every upstream is the sandbox, also the demo people, their address book and the first syncs. Safe to run again.
 */
async function seed(): Promise<void> {
  await prepareQueues()
  const { wechat, polyv } = defaultCredentials
  await ensureConnections({
    wechatAppId: wechat.appId,
    wechatAppSecret: wechat.appSecret,
    polyvAppId: polyv.appId,
    polyvAppSecret: polyv.appSecret,
    polyvUserId: polyv.userId,
  })
  await ensureFirstAdministrator()
  const signIns = hasDemoPeople() ? await seedDemo(await listConnections()) : { signIns: [] }
  for (const connection of await listConnections()) {
    if (connection.catalogueSyncedAt !== null || !connection.isEnabled) continue
    if (connection.kind === 'polyv') await requestSync('channels.sync', connection.id)
    else for (const name of ['catalogue.sync', 'grants.sync'] as const) await requestSync(name, connection.id)
  }
  process.stdout.write(`${JSON.stringify(signIns)}\n`)
}

seed()
  .then(() => Promise.all([db.$disconnect(), pool.end()]))
  .then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    },
  )
