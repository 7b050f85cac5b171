import path from 'node:path'
import { startSandbox } from '../../sandbox/start.ts'
import { migrateDatabase, withLogin } from '../../scripts/boot/database.ts'
import { APP_ROLE, ensureAppRole, withClient } from '../../scripts/boot/database-roles.ts'
import { appEnvironment, type SandboxPorts } from '../../scripts/boot/environment.ts'
import { loadKeys } from '../../scripts/boot/keys.ts'
import { prepareDataFolder } from '../../scripts/boot/paths.ts'
import { StartRefused } from '../../scripts/boot/phase.ts'
import { freePort } from '../../scripts/boot/ports.ts'
import { startEmbeddedPostgres } from '../../scripts/boot/postgres.ts'
import type { Throwaway } from '../../scripts/boot/throwaway.ts'

export interface BenchDatabase {
  name: string
  ownerUrl: string
  dataFolder: string
  env: NodeJS.ProcessEnv
}

interface BenchCluster {
  dataFolder: string
  /** The database for a log of that many events, made and migrated when it is not there. */
  open: (events: number) => Promise<BenchDatabase>
  /** As `open`, for whoever measures: refused until the log is whole. */
  openFilled: (events: number) => Promise<BenchDatabase>
  stop: () => Promise<void>
}

/** The product's settings, but for what lets a table be loaded without being written twice. */
const SETTINGS = { wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '2GB' }
/** Its connections are the sandbox's, whether or not one runs. */
const NO_SANDBOX: SandboxPorts = { wechat: 1, polyv: 2, control: 3 }
const MONTHS = 12
const PASSWORD = 'countersign-bench'

const databaseName = (events: number): string => `bench_${events}`

/** The server that keeps generated logs between runs, in `bench` of the data folder. */
export async function openBenchCluster(ports: SandboxPorts = NO_SANDBOX): Promise<BenchCluster> {
  const dataFolder = prepareDataFolder(path.join(prepareDataFolder(), 'bench'))
  const server = await startEmbeddedPostgres({
    dataFolder,
    logFile: path.join(dataFolder, 'logs', 'postgres.log'),
    settings: SETTINGS,
  })
  const open = async (events: number): Promise<BenchDatabase> => {
    const name = databaseName(events)
    await withClient(server.ownerUrl('postgres'), async (client) => {
      const found = await client.query('select 1 from pg_database where datname = $1', [name])
      if (!found.rowCount) await client.query(`create database ${name}`)
    })
    const ownerUrl = server.ownerUrl(name)
    await withClient(ownerUrl, (client) => ensureAppRole(client, { role: APP_ROLE, password: PASSWORD }))
    const appUrl = withLogin(ownerUrl, APP_ROLE, PASSWORD)
    await migrateDatabase({ appUrl, ownerUrl, place: name })
    const ownFolder = prepareDataFolder(path.join(dataFolder, name))
    const env = appEnvironment({
      dataFolder: ownFolder,
      databaseUrl: appUrl,
      keys: loadKeys(dataFolder, false),
      host: '127.0.0.1',
      port: 0,
      mode: 'production',
      sandbox: { ports, upstreams: ['wechat', 'polyv'] },
    })
    return { name, ownerUrl, dataFolder: ownFolder, env }
  }
  const openFilled = async (events: number): Promise<BenchDatabase> => {
    const database = await open(events)
    const isWhole = await withClient(database.ownerUrl, async (client) => {
      const { rows } = await client.query(`select to_regclass('bench.month') is not null as begun`)
      if (!rows[0].begun) return false
      return (await client.query('select count(*)::int as count from bench.month')).rows[0].count === MONTHS
    })
    if (!isWhole)
      throw new StartRefused(`There is no log of ${events} events yet: npm run bench:data -- --events ${events}`)
    return database
  }
  return { dataFolder, open, openFilled, stop: () => (server.adopted ? Promise.resolve() : server.stop()) }
}

/** A kept log with a sandbox beside it, as a stage needs them; nothing of it goes away afterwards but the sandbox. */
export async function openKept(events: number, settings: Record<string, string> = {}): Promise<Throwaway> {
  const sandbox = await startSandbox()
  const cluster = await openBenchCluster(sandbox.ports)
  const { env, ownerUrl, dataFolder } = await cluster.openFilled(events)
  const port = await freePort()
  return {
    env: { ...env, ...settings, PORT: String(port) },
    dataFolder,
    port,
    ownerUrl,
    controlPort: sandbox.ports.control,
    stop: async () => {
      await cluster.stop()
      await sandbox.close()
    },
  }
}
