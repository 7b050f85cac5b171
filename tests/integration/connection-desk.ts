import type { Actor } from '@/lib/audit/event'
import { defaultCredentials } from '@/sandbox/credentials'
import { startSandbox } from '@/sandbox/start'
import { enterTestDatabase } from '@/tests/fixtures'
import { SandboxControl } from '@/tests/sandbox-control'

/** A database and a sandbox joined by the environment. Call it before importing anything of lib. */
export async function openConnectionDesk(settings: Record<string, string> = {}) {
  const sandbox = await startSandbox()
  const database = await enterTestDatabase({
    DATABASE_POOL_SIZE: '5',
    WECHAT_API_BASE_URL: `http://127.0.0.1:${sandbox.ports.wechat}`,
    POLYV_API_BASE_URL: `http://127.0.0.1:${sandbox.ports.polyv}`,
    SANDBOX_UPSTREAMS: 'wechat,polyv',
    WECHAT_CALLS_PER_SECOND: '50',
    POLYV_CALLS_PER_SECOND: '50',
    UPSTREAM_TIMEOUT_MS: '500',
    ...settings,
  })
  const { pool, sql } = await import('@/lib/db')
  return {
    control: new SandboxControl(sandbox.ports.control),
    sql,
    closeSandbox: () => sandbox.close(),
    close: async () => {
      await pool.end()
      await sandbox.close()
      await database.drop()
    },
  }
}

export type ConnectionDesk = Awaited<ReturnType<typeof openConnectionDesk>>

export async function ensureSandboxConnections(): Promise<void> {
  const { ensureConnections } = await import('@/lib/connections/ensure-connections')
  const { wechat, polyv } = defaultCredentials
  await ensureConnections({
    wechatAppId: wechat.appId,
    wechatAppSecret: wechat.appSecret,
    polyvAppId: polyv.appId,
    polyvAppSecret: polyv.appSecret,
    polyvUserId: polyv.userId,
  })
}

const actorWith = (role: string): Actor => ({
  type: 'person',
  id: `person-${role}`,
  name: `测试${role}`,
  role,
  sessionPrint: 'f1:000000000000',
  ip: '127.0.0.1',
  userAgent: 'test',
})

/** What a write is handed once the door let it through. */
export const contextWith = (role: 'admin' | 'manager' | 'support') => {
  const actor = actorWith(role)
  const user = { id: actor.id, name: actor.name, email: `${role}@test.local`, role }
  return { actor, session: { user, sessionId: `session-${role}`, actor }, requestId: 'request-1' }
}
