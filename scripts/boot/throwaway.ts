import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startSandbox } from '../../sandbox/start.ts'
import { migrateDatabase, openEmbedded } from './database.ts'
import { appEnvironment } from './environment.ts'
import { loadKeys } from './keys.ts'
import { StartRefused } from './phase.ts'
import { freePort } from './ports.ts'

/** A database and a sandbox of their own, in a folder that goes away again: for faults and benchmarks. */
export interface Throwaway {
  env: NodeJS.ProcessEnv
  dataFolder: string
  port: number
  /** The owner's login, for what only a test may do: watching commits, filling tables. */
  ownerUrl: string
  /** Where the sandbox is told what to do. */
  controlPort: number
  stop: () => Promise<void>
}

export async function openThrowaway(settings: Record<string, string> = {}): Promise<Throwaway> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'countersign-'))
  const sandbox = await startSandbox()
  const database = await openEmbedded(dataFolder)
  if (!database.embedded || !database.ownerUrl) throw new StartRefused('A throwaway database must be embedded.')
  await migrateDatabase(database)
  const port = await freePort()
  const env = appEnvironment({
    dataFolder,
    databaseUrl: database.appUrl,
    keys: loadKeys(dataFolder, false),
    host: '127.0.0.1',
    port,
    mode: 'production',
    sandbox: { ports: sandbox.ports, upstreams: ['wechat', 'polyv'] },
  })
  return {
    env: { ...env, ...settings },
    dataFolder,
    port,
    ownerUrl: database.ownerUrl,
    controlPort: sandbox.ports.control,
    stop: async () => {
      await database.embedded?.stop()
      await sandbox.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
