import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isExternal } from './database.ts'
import { withClient } from './database-roles.ts'
import { ROOT } from './paths.ts'
import { StartRefused } from './phase.ts'
import { freePort } from './ports.ts'
import { isAlive, signalGroup, waitUntil } from './processes.ts'
import { inDatabase, openTestServer } from './test-database.ts'

export interface TestApp {
  url: string
  sandboxControlUrl: string
  dataFolder: string
  stop(): Promise<void>
}

/** Waiting windows, shorter than in earnest, so that a story does not wait for minutes; nothing reads by itself. */
const SHORT = {
  LATE_APPLY_WINDOW_MS: '4000',
  ABSENT_READS_GAP_MS: '500',
  READ_BACK_WINDOW_MS: '2000',
  WECHAT_CALLS_PER_SECOND: '50',
  POLYV_CALLS_PER_SECOND: '50',
  GRANT_SWEEP_MINUTES: '0',
  CHANNEL_SWEEP_MINUTES: '0',
}
const LIVE = [
  'WECHAT_APP_ID',
  'WECHAT_APP_SECRET',
  'POLYV_APP_ID',
  'POLYV_APP_SECRET',
  'POLYV_USER_ID',
  'ADMIN_EMAIL',
  'ADMIN_PASSWORD',
  'APP_URL',
  'HOST',
]

/** On a server of one's own: a database beside the others, gone afterwards. */
async function externalDatabase(): Promise<{ env: Record<string, string>; drop: () => Promise<void> }> {
  if (!isExternal()) return { env: {}, drop: async () => undefined }
  const server = await openTestServer()
  const name = `countersign_e2e_${randomBytes(4).toString('hex')}`
  await withClient(server.ownerUrl, (client) => client.query(`create database ${name} template ${server.template}`))
  return {
    env: {
      DATABASE_URL: inDatabase(server.appUrl, name),
      DATABASE_OWNER_URL: inDatabase(server.ownerUrl, name),
      APP_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    },
    drop: async () => {
      await withClient(server.ownerUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
      await server.stop()
    },
  }
}

async function awaitStart(child: ChildProcess, output: () => string): Promise<void> {
  const up = await waitUntil(() => output().includes('Ctrl-C stops') || child.exitCode !== null, 600_000, 100)
  if (up && child.exitCode === null) return
  throw new StartRefused(`The app under test did not start:\n${output()}`)
}

/** Starts the production build exactly as `npm start` does, in a data folder and on ports of its own. */
export async function startTestApp(): Promise<TestApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-e2e-'))
  const database = await externalDatabase()
  const [port, wechat, polyv, control] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !LIVE.includes(name)))
  const ports = { PORT: port, SANDBOX_WECHAT_PORT: wechat, SANDBOX_POLYV_PORT: polyv, SANDBOX_CONTROL_PORT: control }
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(ROOT, 'scripts', 'start.ts')],
    {
      cwd: ROOT,
      env: {
        ...inherited,
        ...SHORT,
        ...database.env,
        ...Object.fromEntries(Object.entries(ports).map(([name, value]) => [name, String(value)])),
        TZ: 'America/St_Johns',
        DATA_DIR: folder,
        NODE_ENV: 'production',
      },
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const stop = async () => {
    const { pid } = child
    if (pid && child.exitCode === null) {
      signalGroup(pid, 'SIGTERM')
      await waitUntil(() => child.exitCode !== null || !isAlive(pid), 20_000)
    }
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await awaitStart(child, () => output)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `http://localhost:${port}`, sandboxControlUrl: `http://127.0.0.1:${control}`, dataFolder: folder, stop }
}
