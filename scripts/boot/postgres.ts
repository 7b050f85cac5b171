import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { privateFolder } from './paths.ts'
import { StartRefused } from './phase.ts'
import { freePort } from './ports.ts'
import { choosePostgresHome, giveTo, type PostgresHome } from './postgres-identity.ts'
import { commandOf, isAlive, pause, stopProcess } from './processes.ts'

const MAJOR = '18'
const OWNER = 'postgres'

export interface EmbeddedPostgres {
  port: number
  pid: number
  /** True when a server left by an earlier run was taken over. */
  adopted: boolean
  ownerUrl(database: string): string
  stop(): Promise<void>
}

interface Options {
  dataFolder: string
  logFile: string
  port?: number
  /** Extra server settings; tests trade durability for speed here. */
  settings?: Record<string, string>
}

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '60',
  max_wal_size: '512MB',
  log_min_messages: 'warning',
}

function run(home: PostgresHome, program: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const words = [...home.prefix, path.join(home.native, 'bin', program), ...args]
  return new Promise((resolve, reject) => {
    const child = spawn(words[0] as string, words.slice(1), {
      ...home.user,
      cwd: home.cluster,
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'SystemRoot', 'TEMP'].flatMap((name) =>
    process.env[name] ? [[name, process.env[name]]] : [],
  )
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8', TZ: 'UTC' }
}

function ownerPassword(dataFolder: string): string {
  const file = path.join(dataFolder, 'postgres-owner')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

async function initialise(home: PostgresHome, password: string): Promise<void> {
  const version = path.join(home.cluster, 'PG_VERSION')
  if (existsSync(version)) {
    const found = readFileSync(version, 'utf8').trim()
    if (found !== MAJOR)
      throw new StartRefused(
        `The data in ${home.cluster} belongs to PostgreSQL ${found}, this version brings ${MAJOR}: export it with ${found}, or set DATA_DIR to a new folder.`,
      )
    return
  }
  rmSync(home.cluster, { recursive: true, force: true })
  mkdirSync(home.cluster, { mode: 0o700 })
  if (home.user) chownSync(home.cluster, home.user.uid, home.user.gid)
  const passwordFile = `${home.cluster}-password-${process.pid}`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (home.user) chownSync(passwordFile, home.user.uid, home.user.gid)
  try {
    const { code, output } = await run(home, 'initdb', [
      '-D',
      home.cluster,
      '-U',
      OWNER,
      `--pwfile=${passwordFile}`,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale-provider=icu',
      '--icu-locale=und',
      '--locale=C',
      '-k',
      '-N',
    ])
    if (code === 0) return
    rmSync(home.cluster, { recursive: true, force: true })
    if (/No space left/i.test(output)) throw Object.assign(new Error(output), { code: 'ENOSPC' })
    throw new StartRefused(`PostgreSQL could not make its data folder: ${output.trim().split('\n').at(-1)}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

interface Lock {
  pid: number
  port: number
  ready: boolean
}

function readLock(cluster: string): Lock | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** The server that holds this cluster, if it lives. A lock whose process is something else is removed. */
function runningServer(cluster: string): Lock | undefined {
  const lock = readLock(cluster)
  if (!lock?.pid) return undefined
  const command = isAlive(lock.pid) ? commandOf(lock.pid) : ''
  if (command === undefined || command.includes(cluster)) return lock
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
  return undefined
}

async function awaitReady(cluster: string, pid: number, logFile: string, timeoutMs = 60_000): Promise<Lock> {
  const end = performance.now() + timeoutMs
  while (performance.now() < end) {
    const lock = readLock(cluster)
    if (lock?.pid === pid && lock.ready) return lock
    if (!isAlive(pid)) break
    await pause(10)
  }
  const last = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' ') : ''
  if (/No space left/i.test(last)) throw Object.assign(new Error(last), { code: 'ENOSPC' })
  throw new StartRefused(`PostgreSQL did not come up: ${last || `see ${logFile}`}`)
}

async function launch(home: PostgresHome, options: Options): Promise<Lock> {
  const port = options.port ?? (await freePort())
  const settings = Object.entries({ ...SETTINGS, ...options.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const words = [
    ...home.prefix,
    path.join(home.native, 'bin/postgres'),
    '-D',
    home.cluster,
    '-p',
    String(port),
    ...settings,
  ]
  const log = openSync(options.logFile, 'a', 0o600)
  try {
    const child = spawn(words[0] as string, words.slice(1), {
      ...home.user,
      cwd: home.cluster,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    })
    const failed = new Promise<never>((_, reject) => child.once('error', reject))
    child.unref()
    return await Promise.race([failed, awaitReady(home.cluster, child.pid ?? 0, options.logFile)])
  } finally {
    closeSync(log)
  }
}

/** Starts the embedded server of a data folder, or takes over the one an earlier run left behind. */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  privateFolder(path.dirname(options.logFile))
  const home = choosePostgresHome(options.dataFolder)
  const password = ownerPassword(options.dataFolder)
  await initialise(home, password)
  let lock = runningServer(home.cluster)
  const adopted = lock !== undefined
  if (lock) {
    lock = await awaitReady(home.cluster, lock.pid, options.logFile)
  } else {
    chmodSync(home.cluster, 0o700)
    const { uid, gid } = home.user ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
    if (process.getuid?.() === 0) giveTo(home.cluster, uid, gid)
    lock = await launch(home, options)
  }
  const { pid, port } = lock
  return {
    pid,
    port,
    adopted,
    ownerUrl: (database) => `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}`,
    stop: () => stopServer(home, pid),
  }
}

async function stopServer(home: PostgresHome, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    await run(home, 'pg_ctl', ['stop', '-D', home.cluster, '-m', 'fast', '-w'])
    return
  }
  await stopProcess(pid, 10_000, 'SIGINT')
}
