import { Client } from 'pg'
import { buildWeb, bundle, SERVER_CONDITION } from '../../scripts/boot/build.ts'
import { Children } from '../../scripts/boot/children.ts'
import { ProcessList } from '../../scripts/boot/leftovers.ts'
import { readSeed, startWeb, startWorker } from '../../scripts/boot/supervisor.ts'
import { openThrowaway } from '../../scripts/boot/throwaway.ts'
import { SandboxControl } from '../sandbox-control.ts'
import { openKept } from './bench-cluster.ts'
import { cleanUpAfter } from './clean-up.ts'
import { DeskClient } from './desk-client.ts'
import { percentile, sample, timed } from './rounds.ts'

export interface Stage {
  env: NodeJS.ProcessEnv
  children: Children
  control: SandboxControl
  /** The database's owner: may do what the product may not. */
  owner: Client
  /** A manager, signed in through the real route. */
  desk: DeskClient
  /** Where a browser finds the same desk, and as whom. */
  web: { url: string; manager: { email: string; password: string } }
  /** p50 of `select 1` in milliseconds: how fast this machine is at the moment. */
  selectOne: () => Promise<number>
}

const CONTROL_SAMPLES = 50

interface StageOptions {
  settings?: Record<string, string>
  worker: boolean
  /** Runs on the kept log of so many events instead of an empty database. */
  keptEvents?: number | undefined
}

/** The production build on a database and a sandbox of its own, as `npm start` runs it; gone after `work`. */
export async function onStage<T>(
  { settings, worker, keptEvents }: StageOptions,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const throwaway = await (keptEvents === undefined ? openThrowaway(settings) : openKept(keptEvents, settings))
  const { env, dataFolder, port, controlPort } = throwaway
  const children = new Children(new ProcessList(dataFolder), dataFolder)
  const owner = new Client({ connectionString: throwaway.ownerUrl, application_name: 'countersign-bench' })
  const stop = async () => {
    await owner.end().catch(() => undefined)
    await children.stop()
    await throwaway.stop()
  }
  return cleanUpAfter(stop, async () => {
    const seeded = readSeed(
      await children.finish({ name: 'seed', args: [SERVER_CONDITION, await bundle('prisma/seed.ts')], env }),
    )
    await buildWeb(children, env)
    if (worker) await startWorker(children, env)
    await startWeb(children, env, 'production', '127.0.0.1', port)
    await owner.connect()
    const desk = new DeskClient(`http://127.0.0.1:${port}`)
    const manager = seeded.signIns?.find(({ role }) => role === 'manager')
    if (!manager || !seeded.password) throw new Error('the seed made no manager to sign in as')
    const web = { url: `http://127.0.0.1:${port}`, manager: { email: manager.email, password: seeded.password } }
    await desk.signIn(manager.email, seeded.password)
    const selectOne = async () =>
      percentile(await sample(CONTROL_SAMPLES, () => timed(() => owner.query('select 1'))), 0.5)
    return work({ env, children, control: new SandboxControl(controlPort), owner, desk, web, selectOne })
  })
}
