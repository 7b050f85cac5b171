import { randomUUID } from 'node:crypto'
import { vi } from 'vitest'
import type { ChannelBase } from '@/lib/channels/channel-views-schema'
import { type ConditionsForm, toSubmission } from '@/lib/channels/form-schema'
import type { ActionResult } from '@/lib/errors'
import type { WriteContext } from '@/lib/write'
import { defaultCredentials } from '@/sandbox/credentials'
import { startSandbox } from '@/sandbox/start'
import { enterTestDatabase } from '@/tests/fixtures'
import { type PolyvState, SandboxControl } from '@/tests/sandbox-control'

export const WRITE_PATH = '/live/v3/channel/auth/update'

const context: WriteContext = {
  requestId: 'test',
  actor: { type: 'person', id: 'p1', name: '运营乙', role: 'manager', sessionPrint: null, ip: null, userAgent: null },
  session: {} as WriteContext['session'],
}

/**
 * A real database, a real sandbox, a worker in this process and the environment that joins them. Call it before importing
 * anything of lib, which reads its environment once.
 */
export async function openChannelDesk() {
  const sandbox = await startSandbox()
  const { polyv } = defaultCredentials
  const database = await enterTestDatabase({
    DATABASE_POOL_SIZE: '10',
    POLYV_API_BASE_URL: `http://127.0.0.1:${sandbox.ports.polyv}`,
    SANDBOX_UPSTREAMS: 'polyv',
    POLYV_CALLS_PER_SECOND: '1000',
    UPSTREAM_TIMEOUT_MS: '1000',
    LATE_APPLY_WINDOW_MS: '1500',
    ABSENT_READS_GAP_MS: '200',
    READ_BACK_WINDOW_MS: '1500',
  })
  const { ensureConnections } = await import('@/lib/connections/ensure-connections')
  const { currentConnection, openConnection } = await import('@/lib/connections/queries')
  await ensureConnections({
    wechatAppId: '',
    wechatAppSecret: '',
    polyvAppId: polyv.appId,
    polyvAppSecret: polyv.appSecret,
    polyvUserId: polyv.userId,
  })
  const row = await currentConnection('polyv')
  if (!row) throw new Error('the connection was not made')
  const { connection } = await openConnection(row.id)
  const { pool, sql } = await import('@/lib/db')
  const { startWorker } = await import('@/lib/jobs/start-worker')
  const { stopSender } = await import('@/lib/jobs/queue')
  const { conditionsDriver, restoreConditionsDriver, restoreDriftsDriver } = await import('@/lib/channels/driver')
  const { applyDriver } = await import('@/lib/channels/apply-driver')
  const { planChange } = await import('@/lib/channels/apply-plan')
  const { defaultDriver, restoreDefaultDriver } = await import('@/lib/channels/default-driver')
  const { followDriver } = await import('@/lib/channels/follow-driver')
  const { whitelistDrivers } = await import('@/lib/channels/whitelist-driver')
  const worker = await startWorker({
    drivers: new Map(
      [
        conditionsDriver,
        restoreConditionsDriver,
        restoreDriftsDriver,
        applyDriver,
        ...whitelistDrivers,
        defaultDriver,
        restoreDefaultDriver,
        followDriver,
      ].map((driver) => [driver.action, driver]),
    ),
    connect: openConnection,
    mayStill: async () => true,
    handlers: {
      'catalogue.sync': async () => {},
      'channels.sync': async () => {},
      'channels.plan': planChange,
      'schedules.run': async () => {},
      'grants.sync': async () => {},
      'grants.sweep': async () => {},
      'expiry.remind': async () => {},
      'operation.recheck': async () => {},
      'audit.partitions': async () => {},
      'audit.verify': async () => {},
      'retention.run': async () => undefined,
      'channels.sweep': async () => {},
      'audit.export.run': async () => undefined,
      'audit.export.tidy': async () => undefined,
    },
    onLost: () => {},
  })
  const { getChannelForForm } = await import('@/lib/channels/queries')
  const { updateConditions } = await import('@/lib/channels/update-conditions')
  const { addWhitelistEntry } = await import('@/lib/channels/add-whitelist-entry')
  const control = new SandboxControl(sandbox.ports.control)

  const load = async (channelId: string): Promise<ChannelBase> => {
    const loaded = await getChannelForForm(row.id, channelId)
    if (loaded.state !== 'loaded') throw new Error(`not loaded: ${JSON.stringify(loaded)}`)
    return loaded.channel
  }

  const save = (channel: ChannelBase, edit: (form: ConditionsForm) => void) => {
    const form = structuredClone({ primary: channel.base.primary.form, secondary: channel.base.secondary.form })
    edit(form)
    const input = {
      connectionId: row.id,
      channelId: channel.channelId,
      requestKey: randomUUID(),
      base: channel.fingerprint,
      reason: '工单 5521',
      conditions: toSubmission(form, channel.base),
    }
    return updateConditions.run(input, context)
  }

  const settled = async (result: ActionResult<{ operationId: string }>) => {
    if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
    const { operationId } = result.data
    return vi.waitFor(
      async () => {
        const [done] = await sql<{ verdict: string }>(
          `select verdict from operation where id = $1 and state = 'done'`,
          [operationId],
        )
        const [item] = await sql<{
          state: string
          verdict: string
          cause: string | null
          code: string | null
          fields: { path: string; reading: string }[] | null
          intent: unknown
          after: unknown
        }>('select state, verdict, cause, code, fields, intent, after from operation_item where operation_id = $1', [
          operationId,
        ])
        if (!done || !item) throw new Error(`not settled: ${JSON.stringify(item)}`)
        return { ...item, operationVerdict: done.verdict }
      },
      { timeout: 30_000, interval: 30 },
    )
  }

  const stored = async (channelId: string): Promise<PolyvState['channels'][number]> => {
    const found = (await control.polyv()).channels.find((channel) => channel.channelId === channelId)
    if (!found) throw new Error(`no channel ${channelId}`)
    return found
  }

  return {
    control,
    connection,
    connectionId: row.id,
    sql,
    load,
    save,
    settled,
    stored,
    context,
    addWhitelistEntry,
    find: async (matches: (channel: PolyvState['channels'][number]) => boolean) => {
      const found = (await control.polyv()).channels.find(matches)
      if (!found) throw new Error('the seed has no such channel')
      return found.channelId
    },
    writesSince: (since: number) => control.journal({ since, path: WRITE_PATH }),
    close: async () => {
      await worker.stop()
      await stopSender()
      await pool.end()
      await sandbox.close()
      await database.drop()
    },
  }
}

export type ChannelDesk = Awaited<ReturnType<typeof openChannelDesk>>

export type StoredChannel = PolyvState['channels'][number] & { followsGlobal: string; watchStatus: string }

/** Not a follower of the account default. */
export const isOwn = (one: PolyvState['channels'][number]) => (one as StoredChannel).followsGlobal === 'N'

/** Its primary condition is on with this type; a code no longer than may be written. */
export const hasType = (type: string) => (one: PolyvState['channels'][number]) =>
  isOwn(one) &&
  one.ranks[1].authType === type &&
  one.ranks[1].enabled === 'Y' &&
  !(type === 'code' && String(one.ranks[1].authCode).length > 8)

export const field = (one: PolyvState['channels'][number], name: string) => one.ranks[1][name]
