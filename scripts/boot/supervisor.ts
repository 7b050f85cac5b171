import { buildWeb, bundle, generateClient, SERVER_CONDITION } from './build.ts'
import { Children } from './children.ts'
import { type Database, isExternal, migrateDatabase, openEmbedded, openExternal } from './database.ts'
import { appEnvironment, type SandboxPorts, sandboxEnvironment, sandboxedUpstreams } from './environment.ts'
import { loadKeys } from './keys.ts'
import { ProcessList } from './leftovers.ts'
import { packageFile, prepareDataFolder } from './paths.ts'
import { explain, phase, say } from './phase.ts'
import { portFrom, preferPort, requirePort } from './ports.ts'
import { isAlive } from './processes.ts'
import { onStop } from './stop-signals.ts'

export interface Wanted {
  web: 'production' | 'development' | 'none'
  worker: boolean
}

const DATABASE_WATCH_MS = 500
const SANDBOX_PORTS = { wechat: 4701, polyv: 4702, control: 4703 } as const

/** Everything that runs for one data folder, and how it stops. */
class Supervisor {
  readonly dataFolder = prepareDataFolder()
  readonly list = new ProcessList(this.dataFolder)
  readonly children = new Children(this.list, this.dataFolder)
  database: Database | undefined
  #watch: NodeJS.Timeout | undefined
  #stopping = false

  async openDatabase(): Promise<Database> {
    this.database = isExternal() ? await openExternal(this.dataFolder) : await openEmbedded(this.dataFolder)
    if (this.database.embedded) this.#watch = setInterval(() => this.#restartDatabase(), DATABASE_WATCH_MS)
    return this.database
  }

  #restartDatabase(): void {
    const embedded = this.database?.embedded
    if (!embedded || this.#stopping || isAlive(embedded.pid)) return
    clearInterval(this.#watch)
    say('PostgreSQL ended, restarting')
    openEmbedded(this.dataFolder, { port: embedded.port }).then(
      (again) => {
        this.database = again
        this.#watch = setInterval(() => this.#restartDatabase(), DATABASE_WATCH_MS)
        if (this.#stopping) void again.embedded?.stop()
      },
      (error) => {
        process.stderr.write(`${explain(error)}\n`)
        void this.stop().finally(() => process.exit(1))
      },
    )
  }

  async stop(hasty = false): Promise<void> {
    this.#stopping = true
    clearInterval(this.#watch)
    await this.children.stop(hasty ? 200 : undefined)
    await this.database?.embedded?.stop()
    this.list.close()
  }
}

async function startSandbox({ children, dataFolder }: Supervisor): Promise<SandboxPorts> {
  const wanted = Object.entries(SANDBOX_PORTS) as [keyof SandboxPorts, number][]
  const ports: SandboxPorts = { ...SANDBOX_PORTS }
  for (const [name, fallback] of wanted) {
    const variable = `SANDBOX_${name.toUpperCase()}_PORT`
    ports[name] = process.env[variable] ? portFrom(variable, fallback) : await preferPort(fallback)
    if (process.env[variable]) await requirePort(ports[name], '127.0.0.1', variable)
  }
  children.keep({
    name: 'sandbox',
    args: ['--max-old-space-size=192', await bundle('sandbox/main.ts')],
    env: sandboxEnvironment(dataFolder, ports),
    restartCapMs: 5_000,
    graceMs: 3_000,
  })
  await children.awaitAnswer('sandbox', `http://127.0.0.1:${ports.control}/health`, 30_000)
  return ports
}

export async function startWorker(children: Children, env: NodeJS.ProcessEnv): Promise<void> {
  const program = await bundle('lib/jobs/worker.ts')
  children.keep({
    name: 'worker',
    args: ['--max-old-space-size=256', '--enable-source-maps', SERVER_CONDITION, program],
    env,
    restartCapMs: 600,
    graceMs: 10_000,
    announcesReady: true,
  })
  await children.awaitReady('worker')
}

export async function startWeb(
  children: Children,
  env: NodeJS.ProcessEnv,
  mode: 'production' | 'development',
  host: string,
  port: number,
): Promise<string> {
  const command = mode === 'production' ? 'start' : 'dev'
  children.keep({
    name: 'web',
    args: [
      `--max-old-space-size=${mode === 'production' ? 384 : 3072}`,
      packageFile('next', 'dist', 'bin', 'next'),
      command,
      '-H',
      host,
      '-p',
      String(port),
    ],
    env,
    restartCapMs: 10_000,
    graceMs: 8_000,
    loud: mode === 'development',
  })
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const answer = await children.awaitAnswer('web', `http://${reachable}:${port}/api/health`, 90_000)
  return answer.ok ? '' : `answers, but not well (${answer.status}): ${(await answer.text()).slice(0, 300)}`
}

interface SignIns {
  signIns?: { email: string; role: string }[]
  password?: string
}

/** The seed's last line, when it is JSON, tells which demo sign-ins exist. */
export function readSeed(output: string): SignIns {
  try {
    return JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as SignIns
  } catch {
    return {}
  }
}

function announce(url: string, { signIns = [], password }: SignIns, loud: boolean): void {
  say('')
  say(`Countersign 钤印 is at ${url}`)
  if (signIns.length && password) {
    say(`Demo sign-ins (sandbox only), password ${password}`)
    for (const { email, role } of signIns) say(`  ${email.padEnd(24)} ${role}`)
  }
  if (!loud) say('Ctrl-C stops everything.')
}

async function begin(supervisor: Supervisor, wanted: Wanted): Promise<void> {
  const { children, dataFolder, list } = supervisor
  const host = process.env.HOST || '127.0.0.1'
  const port = portFrom('PORT', 3000)
  const mode = wanted.web === 'development' ? 'development' : 'production'
  const upstreams = sandboxedUpstreams()
  const left = await list.takeOver(dataFolder)
  if (left) say(`Stopped ${left} process${left === 1 ? '' : 'es'} left by an earlier run.`)
  if (wanted.web !== 'none') await requirePort(port, host, 'PORT')
  const keys = loadKeys(dataFolder, isExternal())
  const database = await phase('database', async (remark) => {
    const opened = await supervisor.openDatabase()
    remark(opened.embedded?.adopted ? `${opened.place}, taken over` : opened.place)
    return opened
  })
  await phase('migrations', async (remark) => remark(`${await migrateDatabase(database)} applied`))
  await phase('generate', async (remark) => remark((await generateClient(children)) ? '' : 'unchanged'))
  const sandbox = upstreams.length
    ? {
        upstreams,
        ports: await phase('sandbox', async (remark) => {
          const ports = await startSandbox(supervisor)
          remark(`${upstreams.join(' and ')}; control on ${ports.control}`)
          return ports
        }),
      }
    : undefined
  const env = appEnvironment({
    dataFolder,
    databaseUrl: database.appUrl,
    keys,
    host,
    port,
    mode,
    ...(sandbox ? { sandbox } : {}),
  })
  const seeded = await phase('seed', async () =>
    readSeed(await children.finish({ name: 'seed', args: [SERVER_CONDITION, await bundle('prisma/seed.ts')], env })),
  )
  if (wanted.web === 'production')
    await phase('build', async (remark) => remark((await buildWeb(children, env)) ? '' : 'unchanged'))
  if (wanted.worker) await phase('worker', () => startWorker(children, env))
  if (wanted.web === 'none') return say('The worker runs. Ctrl-C stops it.')
  const web = wanted.web
  await phase('web', async (remark) => remark(await startWeb(children, env, web, host, port)))
  announce(
    process.env.APP_URL || `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`,
    seeded,
    web === 'development',
  )
}

/** Starts what is wanted and stays until told to stop; any refusal is one sentence and exit code 1. */
export async function supervise(wanted: Wanted): Promise<void> {
  let supervisor: Supervisor | undefined
  let stopped = false
  onStop(async (hasty) => {
    stopped = true
    await supervisor?.stop(hasty)
  })
  try {
    supervisor = new Supervisor()
    await begin(supervisor, wanted)
  } catch (error) {
    if (stopped) return
    process.stderr.write(`${explain(error)}\n`)
    await supervisor?.stop()
    process.exit(1)
  }
}
