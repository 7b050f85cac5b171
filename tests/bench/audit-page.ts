import path from 'node:path'
import { packageFile, ROOT } from '../../scripts/boot/paths.ts'
import { freePort } from '../../scripts/boot/ports.ts'
import { DeskClient } from './desk-client.ts'
import { fillEvents } from './fill-events.ts'
import { median, percentile, ROUNDS, runRounds, sample, timed, toFixed } from './rounds.ts'
import { onStage, type Stage } from './stage.ts'

const EVENTS = 100_000
const ROWS = 50
const WARM_UP = 40
const SAMPLES = 60
const LIMIT_P50 = 1.8
const LIMIT_P95 = 2.2

/** The smallest page of the same Next that shows the same rows, built and served beside ours. */
async function startBare({ children, env }: Stage): Promise<DeskClient> {
  const folder = path.join(ROOT, 'tests', 'bench', 'bare')
  const port = await freePort()
  const next = packageFile('next', 'dist', 'bin', 'next')
  const bareEnv: NodeJS.ProcessEnv = { ...env, NODE_ENV: 'production' }
  await children.finish({ name: 'bare-build', args: [next, 'build', folder], env: bareEnv })
  children.keep({
    name: 'bare',
    args: ['--max-old-space-size=384', next, 'start', folder, '-H', '127.0.0.1', '-p', String(port)],
    env: bareEnv,
    restartCapMs: 10_000,
    graceMs: 2_000,
  })
  const url = `http://127.0.0.1:${port}`
  await children.awaitAnswer('bare', url)
  return new DeskClient(url)
}

function requireRows(html: string, row: RegExp, whose: string): void {
  const rows = html.match(row)?.length ?? 0
  if (rows !== ROWS) throw new Error(`${whose} shows ${rows} rows where ${ROWS} are compared`)
}

/** B2: our audit list over a bare page with the same rows, at 100,000 events or in a kept log of so many. */
export const measureAuditPage = ({ events }: { events?: number | undefined }) =>
  onStage({ worker: false, keptEvents: events }, async (stage) => {
    if (events === undefined) await fillEvents(stage.owner, EVENTS)
    const bare = await startBare(stage)
    const readOurs = () => stage.desk.get('/audit')
    const readBare = () => bare.get('/')
    requireRows(await readOurs(), /<li class="ev"/g, 'our page')
    requireRows(await readBare(), /<tr class="row"/g, 'the bare page')
    await sample(WARM_UP, () => timed(readOurs))
    await sample(WARM_UP, () => timed(readBare))
    const { rounds, discarded } = await runRounds(async () => ({
      controlMs: await stage.selectOne(),
      ours: await sample(SAMPLES, () => timed(readOurs)),
      bare: await sample(SAMPLES, () => timed(readBare)),
    }))
    const ratiosAt = (share: number) =>
      rounds.map(({ ours, bare }) => percentile(ours, share) / percentile(bare, share))
    const middleOf = (whose: 'ours' | 'bare', share: number) =>
      median(rounds.map((round) => percentile(round[whose], share)))
    const ratio = median(ratiosAt(0.5))
    const ratioP95 = median(ratiosAt(0.95))
    return {
      id: 'B2',
      events: events ?? EVENTS,
      ratio: toFixed(ratio),
      ratioP95: toFixed(ratioP95),
      p50: toFixed(middleOf('ours', 0.5)),
      p95: toFixed(middleOf('ours', 0.95)),
      bareP50: toFixed(middleOf('bare', 0.5)),
      bareP95: toFixed(middleOf('bare', 0.95)),
      spread: ratiosAt(0.5).map((value) => toFixed(value)),
      spreadP95: ratiosAt(0.95).map((value) => toFixed(value)),
      rounds: rounds.length,
      discarded,
      passP95: ratioP95 <= LIMIT_P95,
      pass: rounds.length === ROUNDS && ratio <= LIMIT_P50,
    }
  })
