import { pause } from '../../scripts/boot/processes.ts'
import type { SandboxControl } from '../sandbox-control.ts'
import { preparePairs, submitPairs } from './pairs.ts'
import { toFixed } from './rounds.ts'
import { onWorkerStage } from './worker-stage.ts'

const LIMITS = [10, 50]
const WINDOW_MS = 60_000
const WARM_UP_MS = 3_000
const WORKERS = 2
const OPERATIONS = 12
const LEAST = 0.97
const MOST = 1.1

/** B5: the rate limit as a ceiling, two workers, judged by when calls arrived at the sandbox. */
export function measureRateCeiling() {
  const settings = { WECHAT_CHUNK_SIZE: '1', WECHAT_CALLS_PER_SECOND: String(LIMITS[0]) }
  return onWorkerStage(settings, async ({ env, children, control, owner, startWorker }) => {
    const { dramaIds, appids } = await preparePairs(control, 200, OPERATIONS * 2)
    for (let count = 0; count < WORKERS; count += 1) await startWorker()
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
      workers: WORKERS,
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
