import { setTimeout as wait } from 'node:timers/promises'
import type { Progress } from '../../lib/operations/progress-schema.ts'
import { bundle } from '../../scripts/boot/build.ts'
import { waitUntil } from '../../scripts/boot/processes.ts'
import { WorkerProcess } from '../faults/worker-process.ts'
import { compareWithSandbox } from './great-run-judge.ts'
import { preparePairs, submitPairs } from './pairs.ts'
import { percentile, sample, timed, toFixed } from './rounds.ts'
import { onStage, type Stage } from './stage.ts'

const DRAMAS = 500
const LICENSEES = 200
const PAIRS = DRAMAS * LICENSEES
const CALLS_PER_SECOND = 6
/** What the preview tells: calls of 100, and one reading for each licensee. */
const PLAN = { calls: LICENSEES * Math.ceil(DRAMAS / 100), reads: LICENSEES }
const PREDICTED_MS = ((PLAN.calls + PLAN.reads) / CALLS_PER_SECOND) * 1_000
/** Where, by share of settled items, the predicted end is noted. */
const LOOKS = [0.1, 0.25, 0.5, 0.75]
const KILL_AT = [0.15, 0.4, 0.65, 0.8, 0.9]
const IDLE_SAMPLES = 30
const FINISH_WITHIN_MS = 15 * 60_000
const QUIET_WITHIN_MS = 240_000
const PAGE_LIMIT = 1.5

type Look = { share: number; at: number; finishAt: number }
type Run = { pageMs: number[]; pollMs: number[]; looks: Look[]; kills: number; doneAt: number }

/** G1: 100,000 pairs from submit to verdict, with as many workers killed on the way as asked for. */
export const measureGreatRun = ({ kills = 0 }: { kills?: number } = {}) =>
  onStage({ settings: { WECHAT_CALLS_PER_SECOND: String(CALLS_PER_SECOND) }, worker: false }, async (stage) => {
    const program = await bundle('lib/jobs/worker.ts')
    const startWorker = () => new WorkerProcess(program, { ...stage.env } as Record<string, string>).ready()
    let worker = await startWorker()
    try {
      await settleDemo(stage)
      await worker.kill('SIGTERM')
      const { dramaIds, appids } = await preparePairs(stage.control, DRAMAS, LICENSEES)
      const since = await stage.control.lastSeq()
      const expiresAt = Math.floor(Date.now() / 1_000) + 180 * 86_400
      const rectangles = [{ dramaIds, appids }]
      const [submitted] = await submitPairs(stage.children, stage.env, { expiresAt, rectangles, plan: PLAN })
      if (!submitted) throw new Error('nothing was submitted')
      const { operationId, submitMs } = submitted

      const idle = await idleTimes(stage, operationId)
      const startedAt = Date.now()
      worker = await startWorker()
      const run = await watch(stage, operationId, kills, async () => {
        await worker.kill('SIGKILL')
        worker = await startWorker()
      })
      const later = await idleTimes(stage, operationId)
      await worker.kill('SIGTERM')

      const compared = await compareWithSandbox(stage, operationId, {
        dramaIds,
        appids,
        expiresAt,
        since,
        pairs: PAIRS,
      })
      const realMs = run.doneAt - startedAt
      const page = ratioOf(run.pageMs, [...idle.pageMs, ...later.pageMs])
      const poll = ratioOf(run.pollMs, [...idle.pollMs, ...later.pollMs])
      const predicted = {
        beforeSubmit: toFixed(PREDICTED_MS / realMs, 3),
        left: run.looks.map(({ share, at, finishAt }) => ({
          share,
          ratio: toFixed((finishAt - at) / (run.doneAt - at), 3),
        })),
      }
      const isHonest = [predicted.beforeSubmit, ...predicted.left.map(({ ratio }) => ratio)].every(
        (ratio) => ratio >= 0.9 && ratio <= 1.1,
      )
      return {
        id: 'G1',
        pairs: PAIRS,
        kills: run.kills,
        callsPerSecond: CALLS_PER_SECOND,
        seconds: toFixed(realMs / 1_000, 1),
        submitMs,
        ratio: page.ratio,
        p50: page.p50,
        p95: page.p95,
        page,
        poll,
        predicted,
        ...compared,
        // A kill costs waiting windows that nobody can foresee.
        pass:
          compared.violations.length === 0 &&
          run.kills === kills &&
          (kills > 0 || (page.ratio <= PAGE_LIMIT && isHonest)),
      }
    } finally {
      await worker.kill()
    }
  })

function ratioOf(running: readonly number[], idle: readonly number[]) {
  const [p50, idleP50] = [percentile(running, 0.5), percentile(idle, 0.5)]
  return {
    ratio: toFixed(p50 / idleP50, 2),
    p50: toFixed(p50, 1),
    p95: toFixed(percentile(running, 0.95), 1),
    idleP50: toFixed(idleP50, 1),
    samples: running.length,
  }
}

const pagePath = (operationId: string) => `/operations/${operationId}`
const pollPath = (operationId: string) => `/api/operations/${operationId}/progress`

async function idleTimes({ desk }: Stage, operationId: string) {
  await sample(5, () => timed(() => desk.get(pagePath(operationId))))
  return {
    pageMs: await sample(IDLE_SAMPLES, () => timed(() => desk.get(pagePath(operationId)))),
    pollMs: await sample(IDLE_SAMPLES, () => timed(() => desk.get(pollPath(operationId)))),
  }
}

/** Looks once a second as an open receipt does, and now and then at the whole page. */
async function watch({ desk }: Stage, operationId: string, kills: number, kill: () => Promise<void>): Promise<Run> {
  const run: Run = { pageMs: [], pollMs: [], looks: [], kills: 0, doneAt: 0 }
  const end = Date.now() + FINISH_WITHIN_MS
  while (Date.now() < end) {
    let progress: Progress | undefined
    run.pollMs.push(
      await timed(async () => {
        progress = await desk.getJson<Progress>(pollPath(operationId))
      }),
    )
    if (!progress) throw new Error('no progress')
    if (progress.state === 'done') {
      run.doneAt = Date.now()
      return run
    }
    const share = progress.settled / progress.toSend
    const look = LOOKS[run.looks.length]
    if (look !== undefined && share >= look && progress.finishAt)
      run.looks.push({ share: look, at: Date.parse(progress.now), finishAt: Date.parse(progress.finishAt) })
    if (run.kills < kills && share >= (KILL_AT[run.kills] ?? 1)) {
      run.kills += 1
      await kill()
    }
    run.pageMs.push(await timed(() => desk.get(pagePath(operationId))))
    await wait(1_000)
  }
  throw new Error('the run did not finish')
}

/** The demo's own receipts first: they use the same account. */
async function settleDemo({ owner }: Stage): Promise<void> {
  const isQuiet = async () =>
    (await owner.query(`select 1 from operation where state <> 'done' limit 1`)).rowCount === 0
  if (!(await waitUntil(isQuiet, QUIET_WITHIN_MS, 200))) throw new Error('the demo receipts are not finished')
}
