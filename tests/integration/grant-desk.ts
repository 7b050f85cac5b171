import { defaultCredentials } from '@/sandbox/credentials'
import { startSandbox } from '@/sandbox/start'
import { enterTestDatabase } from '@/tests/fixtures'
import { SandboxControl } from '@/tests/sandbox-control'

/**
 * A real database, a real sandbox and the environment that joins them. Call it before importing anything of lib, which
 * reads its environment once.
 */
export async function openGrantDesk(settings: Record<string, string> = {}) {
  const sandbox = await startSandbox()
  const { wechat } = defaultCredentials
  const database = await enterTestDatabase({
    DATABASE_POOL_SIZE: '10',
    WECHAT_API_BASE_URL: `http://127.0.0.1:${sandbox.ports.wechat}`,
    SANDBOX_UPSTREAMS: 'wechat',
    WECHAT_CALLS_PER_SECOND: '1000',
    UPSTREAM_TIMEOUT_MS: '1000',
    LATE_APPLY_WINDOW_MS: '1500',
    ABSENT_READS_GAP_MS: '200',
    READ_BACK_WINDOW_MS: '600',
    ...settings,
  })
  const { ensureConnections } = await import('@/lib/connections/ensure-connections')
  const { currentConnection, openConnection } = await import('@/lib/connections/queries')
  await ensureConnections({
    wechatAppId: wechat.appId,
    wechatAppSecret: wechat.appSecret,
    polyvAppId: '',
    polyvAppSecret: '',
    polyvUserId: '',
  })
  const row = await currentConnection('wechat')
  if (!row) throw new Error('the connection was not made')
  const { connection } = await openConnection(row.id)
  const { pool, sql } = await import('@/lib/db')
  return {
    control: new SandboxControl(sandbox.ports.control),
    connection,
    connectionId: row.id,
    sql,
    close: async () => {
      await pool.end()
      await sandbox.close()
      await database.drop()
    },
  }
}

export type GrantDesk = Awaited<ReturnType<typeof openGrantDesk>>

/** Moments from now in seconds, on a whole minute. */
export const inDays = (days: number): number => Math.ceil((Date.now() / 1000 + days * 86_400) / 60) * 60
