import { Client } from 'pg'
import { bundle, SERVER_CONDITION } from '../../scripts/boot/build.ts'
import { Children } from '../../scripts/boot/children.ts'
import { ProcessList } from '../../scripts/boot/leftovers.ts'
import { pause } from '../../scripts/boot/processes.ts'
import { openThrowaway } from '../../scripts/boot/throwaway.ts'
import { WorkerProcess } from '../faults/worker-process.ts'
import { SandboxControl } from '../sandbox-control.ts'
import { cleanUpAfter } from './clean-up.ts'
import { preparePairs, submitPairs } from './pairs.ts'
import { toFixed } from './rounds.ts'

const LIMITS = [10, 50]
const WINDOW_MS = 60_000
const WARM_UP_MS = 3_000
const OPERATIONS = 12
const LEAST = 0.97
const MOST = 1.1

/** B5: the rate limit as a ceiling, two workers, judged by when calls arrived at the sandbox. */
export async function measureRateCeiling() {
  const throwaway = await openThrowaway({ WECHAT_CHUNK_SIZE: '1', WECHAT_CALLS_PER_SECOND: String(LIMITS[0]) })
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
    await owner.query(`delete from pgboss.job`)
    const control = new SandboxControl(throwaway.controlPort)
    const { dramaIds, appids } = await preparePairs(control, 200, OPERATIONS * 2)
    const program = await bundle('lib/jobs/worker.ts')
    for (let count = 0; count < 2; count += 1)
      workers.push(await new WorkerProcess(program, { ...env } as Record<string, string>).ready())
    const rectangles = Array.from({ length: OPERATIONS }, (_, index) => ({
      dramaIds,
      appids: appids.slice(index * 2, index * 2 + 2),
    }))
    await submitPairs(children, env, { expiresAt: Math.floor(Date.now() / 1_000) + 90 * 86_400, rectangles })

    const rounds = []
    for (const limit of LIMITS) {
      await owner.query(`update connection set calls_per_second = $1 where kind = 'wechat'`, [limit])
      await pause(WARM_UP_MS)
      const from = Date.now()
      await pause(WINDOW_MS)
      rounds.push({ limit, ...judge(await arrivals(control), from, limit) })
    }
    const { rows } = await owner.query<{ calls: number }>(
      'select count(*)::int as calls from operation_call group by runner_id order by 1',
    )
    const shares = rows.map(({ calls }) => calls)
    const isShared = shares.length >= 2 && (shares.at(-2) ?? 0) >= (shares.at(-1) ?? 0) * 0.1
    return {
      id: 'B5',
      workers: workers.length,
      ratio: Math.min(...rounds.map((round) => round.ratio)),
      busiest: Math.max(...rounds.map((round) => round.busiest)),
      rounds,
      callsPerWorker: shares,
      pass: isShared && rounds.every(({ ratio, busiest }) => ratio >= LEAST && busiest <= MOST),
    }
  })
}

const arrivals = async (control: SandboxControl): Promise<number[]> =>
  (await control.journal({ upstream: 'wechat' })).map((entry) => Date.parse(entry.at))

/** Calls of the minute over what the limit allows, and those of its busiest second over the limit. */
function judge(times: readonly number[], from: number, limit: number) {
  const within = times.filter((at) => at >= from && at < from + WINDOW_MS).sort((left, right) => left - right)
  let [busiest, first] = [0, 0]
  for (const [last, at] of within.entries()) {
    while ((within[first] ?? at) <= at - 1_000) first += 1
    busiest = Math.max(busiest, last - first + 1)
  }
  return {
    calls: within.length,
    ratio: toFixed(within.length / (limit * (WINDOW_MS / 1_000)), 3),
    busiest: toFixed(busiest / limit, 3),
  }
}
