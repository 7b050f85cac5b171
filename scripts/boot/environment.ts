import type { Keys } from './keys.ts'
import { StartRefused } from './phase.ts'

const CREDENTIALS = {
  wechat: ['WECHAT_APP_ID', 'WECHAT_APP_SECRET'],
  polyv: ['POLYV_APP_ID', 'POLYV_APP_SECRET', 'POLYV_USER_ID'],
} as const
export type Upstream = keyof typeof CREDENTIALS

/** Only what the supervisor and the migrator need; no child is handed the owner's login. */
const KEPT_FROM_CHILDREN = ['DATABASE_OWNER_URL', 'PGPASSWORD', 'PGUSER']

/** Which upstreams the sandbox stands in for: those without credentials. */
export function sandboxedUpstreams(): Upstream[] {
  return (Object.keys(CREDENTIALS) as Upstream[]).filter((upstream) => {
    const missing = CREDENTIALS[upstream].filter((name) => !process.env[name])
    if (missing.length > 0 && missing.length < CREDENTIALS[upstream].length)
      throw new StartRefused(`${missing.join(' and ')} must be set too: ${upstream} has only part of its credentials.`)
    return missing.length > 0
  })
}

function inherited(): NodeJS.ProcessEnv {
  const kept = { ...process.env }
  for (const name of KEPT_FROM_CHILDREN) delete kept[name]
  return kept
}

/** The sandbox never sees a live credential, nor anything of the database. */
export function sandboxEnvironment(dataFolder: string, ports: SandboxPorts): NodeJS.ProcessEnv {
  const kept = inherited()
  for (const name of [
    ...Object.values(CREDENTIALS).flat(),
    'DATABASE_URL',
    'APP_KEYS',
    'AUTH_SECRET',
    'FINGERPRINT_KEY',
    'AUDIT_SIGNING_KEYS',
    'ADMIN_PASSWORD',
  ])
    delete kept[name]
  return {
    ...kept,
    DATA_DIR: dataFolder,
    SANDBOX_WECHAT_PORT: String(ports.wechat),
    SANDBOX_POLYV_PORT: String(ports.polyv),
    SANDBOX_CONTROL_PORT: String(ports.control),
    SANDBOX_PARENT_PID: String(process.pid),
  }
}

export interface SandboxPorts {
  wechat: number
  polyv: number
  control: number
}

interface AppEnvironment {
  dataFolder: string
  databaseUrl: string
  keys: Keys
  host: string
  port: number
  sandbox?: { ports: SandboxPorts; upstreams: Upstream[] }
  mode: 'production' | 'development'
}

/** What web, worker, seed and build are given. */
export function appEnvironment({
  dataFolder,
  databaseUrl,
  keys,
  host,
  port,
  sandbox,
  mode,
}: AppEnvironment): NodeJS.ProcessEnv {
  const upstreams = sandbox?.upstreams ?? []
  const bases = {
    ...(sandbox && upstreams.includes('wechat')
      ? { WECHAT_API_BASE_URL: `http://127.0.0.1:${sandbox.ports.wechat}` }
      : {}),
    ...(sandbox && upstreams.includes('polyv')
      ? { POLYV_API_BASE_URL: `http://127.0.0.1:${sandbox.ports.polyv}` }
      : {}),
    ...(sandbox ? { SANDBOX_CONTROL_URL: `http://127.0.0.1:${sandbox.ports.control}` } : {}),
  }
  return {
    ...inherited(),
    ...keys,
    ...bases,
    BETTER_AUTH_SECRET: keys.AUTH_SECRET,
    BETTER_AUTH_TELEMETRY: '0',
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: mode,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataFolder,
    HOST: host,
    PORT: String(port),
    SANDBOX_UPSTREAMS: upstreams.join(','),
  }
}
