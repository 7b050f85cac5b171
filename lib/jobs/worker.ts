import 'server-only'
import { startSealer } from '@/lib/audit/sealer'
import { assertEventsImmutable } from '@/lib/audit/start-check'
import { can, type Permission } from '@/lib/auth/permissions'
import { applyDriver } from '@/lib/channels/apply-driver'
import { planChange } from '@/lib/channels/apply-plan'
import { defaultDriver, restoreDefaultDriver } from '@/lib/channels/default-driver'
import { conditionsDriver, restoreConditionsDriver, restoreDriftsDriver } from '@/lib/channels/driver'
import { followDriver } from '@/lib/channels/follow-driver'
import { runSchedules } from '@/lib/channels/schedule-run'
import { requestChannelSweeps, sweepChannels } from '@/lib/channels/sweep-channels'
import { syncChannels } from '@/lib/channels/sync-channels'
import { whitelistActions, whitelistDrivers } from '@/lib/channels/whitelist-driver'
import { openConnection } from '@/lib/connections/queries'
import { pool, preparedSql, sql } from '@/lib/db'
import { syncDramas } from '@/lib/dramas/sync-dramas'
import { syncDueCatalogues } from '@/lib/dramas/sync-due-catalogues'
import { makeExpiryNotices } from '@/lib/expiring/make-notices'
import { runExport } from '@/lib/exports/run-export'
import { tidyExports } from '@/lib/exports/tidy-exports'
import { accountGrantDriver } from '@/lib/grants/account-driver'
import { accountRevokeDriver } from '@/lib/grants/account-revoke-driver'
import { grantDriver } from '@/lib/grants/driver'
import { replaceDriver } from '@/lib/grants/replace-driver'
import { revokeDriver } from '@/lib/grants/revoke-driver'
import { requestSweeps, syncGrants } from '@/lib/grants/sync-grants'
import { runVerification } from '@/lib/integrity/run-verification'
import { startWorker } from '@/lib/jobs/start-worker'
import { log } from '@/lib/log'
import { recheckUnknown } from '@/lib/operations/recheck-unknown'
import { dropExpired } from '@/lib/retention/drop-expired'
import { startStreamer } from '@/lib/streaming/streamer'

const permissionOf: Record<string, Permission> = {
  [grantDriver.action]: 'grant.write',
  [revokeDriver.action]: 'grant.write',
  [replaceDriver.action]: 'grant.write',
  [accountGrantDriver.action]: 'account_grant.write',
  [accountRevokeDriver.action]: 'account_grant.write',
  [conditionsDriver.action]: 'channel.write',
  [applyDriver.action]: 'channel.write',
  [defaultDriver.action]: 'default.write',
  [restoreDefaultDriver.action]: 'default.write',
  [followDriver.action]: 'channel.write',
  [restoreConditionsDriver.action]: 'channel.write',
  [restoreDriftsDriver.action]: 'channel.write',
  ...Object.fromEntries(whitelistActions.map((action) => [action, 'channel.write' as const])),
}

/** A killed worker's export counts as nobody's a little later than this one starts. */
const AFTER_A_KILL_MS = 14_000

async function mayStill(actorId: string, action: string): Promise<boolean> {
  const [person] = await preparedSql<{ role: string; banned: boolean }>(
    'select role, banned from "user" where id = $1',
    [actorId],
  )
  const permission = permissionOf[action]
  return person !== undefined && !person.banned && permission !== undefined && can(person.role, permission)
}

async function main(): Promise<void> {
  await assertEventsImmutable()
  await sql('select ensure_audit_partitions(12)')
  const drivers = new Map(
    [
      grantDriver,
      revokeDriver,
      replaceDriver,
      accountGrantDriver,
      accountRevokeDriver,
      conditionsDriver,
      applyDriver,
      defaultDriver,
      restoreDefaultDriver,
      followDriver,
      restoreConditionsDriver,
      restoreDriftsDriver,
      ...whitelistDrivers,
    ].map((driver) => [driver.action, driver]),
  )
  const worker = await startWorker({
    drivers,
    // An operation whose account rests is put down: others have their turn meanwhile.
    connect: (connectionId) => openConnection(connectionId, { isPatient: false }),
    mayStill,
    handlers: {
      'catalogue.sync': ({ connectionId }) => (connectionId === null ? syncDueCatalogues() : syncDramas(connectionId)),
      'channels.sync': ({ connectionId }) => syncChannels(connectionId),
      'channels.plan': planChange,
      'schedules.run': runSchedules,
      'grants.sync': async ({ connectionId }) => {
        await syncGrants(connectionId)
        await makeExpiryNotices()
      },
      'grants.sweep': requestSweeps,
      'expiry.remind': () => makeExpiryNotices(),
      'operation.recheck': (asked) => recheckUnknown(asked, { drivers, connect: openConnection }),
      'channels.sweep': ({ connectionId }) =>
        connectionId === null ? requestChannelSweeps() : sweepChannels(connectionId),
      'audit.verify': runVerification,
      'retention.run': () => dropExpired(),
      'audit.export.run': runExport,
      'audit.export.tidy': tidyExports,
      'audit.partitions': async () => {
        await sql('select ensure_audit_partitions(12)')
      },
    },
    onLost: (error) => {
      log.error({ error }, 'lost the database session; leaving so that another worker takes over')
      process.exit(1)
    },
  })
  const sealer = startSealer()
  const streamer = startStreamer()
  log.info({ runnerId: worker.runnerId }, 'worker ready')
  process.send?.('ready')
  setTimeout(() => void tidyExports().catch(() => undefined), AFTER_A_KILL_MS).unref()

  let leaving = false
  const leave = (): void => {
    if (leaving) return
    leaving = true
    worker
      .stop()
      .then(() => streamer.stop())
      .then(() => sealer.stop())
      .then(() => pool.end())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      )
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
}

main().catch((error: unknown) => {
  log.error({ error }, 'worker could not start')
  process.exit(1)
})
