import { Client } from 'pg'
import { bundle, SERVER_CONDITION } from '../../scripts/boot/build.ts'
import { Children } from '../../scripts/boot/children.ts'
import { ProcessList } from '../../scripts/boot/leftovers.ts'
import { openThrowaway } from '../../scripts/boot/throwaway.ts'
import { WorkerProcess } from '../faults/worker-process.ts'
import { SandboxControl } from '../sandbox-control.ts'
import { cleanUpAfter } from './clean-up.ts'

interface WorkerStage {
  env: NodeJS.ProcessEnv
  children: Children
  control: SandboxControl
  owner: Client
  startWorker: () => Promise<void>
}

/** A seeded database with an empty queue, a sandbox and as many workers as are started; no web. Gone after `work`. */
export async function onWorkerStage<T>(
  settings: Record<string, string>,
  work: (stage: WorkerStage) => Promise<T>,
): Promise<T> {
  const throwaway = await openThrowaway(settings)
  const { env, dataFolder } = throwaway
  const children = new Children(new ProcessList(dataFolder), dataFolder)
  const owner = new Client({ connectionString: throwaway.ownerUrl })
  const workers: WorkerProcess[] = []
  const stop = async () => {
    await Promise.all(workers.map((worker) => worker.kill()))
    await owner.end().catch(() => undefined)
    await children.stop()
    await throwaway.stop()
  }
  return cleanUpAfter(stop, async () => {
    await children.finish({ name: 'seed', args: [SERVER_CONDITION, await bundle('prisma/seed.ts')], env })
    await owner.connect()
    await owner.query('delete from pgboss.job')
    const program = await bundle('lib/jobs/worker.ts')
    const startWorker = async () => {
      workers.push(await new WorkerProcess(program, { ...env } as Record<string, string>).ready())
    }
    return work({ env, children, control: new SandboxControl(throwaway.controlPort), owner, startWorker })
  })
}
