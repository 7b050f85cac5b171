import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Client } from 'pg'
import { bundle } from '../../scripts/boot/build.ts'
import { type BenchDatabase, openBenchCluster } from './bench-cluster.ts'
import { cleanUpAfter } from './clean-up.ts'
import { machine } from './machine.ts'
import { median, percentile, runRounds, sample, timed, toFixed } from './rounds.ts'

const SMALL = 1_000_000
const ROUNDS = 5
const WARM_UP = 15
const SAMPLES = 25
const LIMIT = 2

type Answer = { samples: number[]; rows: number }

/** A process that lists one log as the audit page does. */
class Prober {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  static async start(program: string, { env }: BenchDatabase): Promise<{ prober: Prober; filters: string[] }> {
    const child = fork(program, { env, execArgv: ['--disable-warning=ExperimentalWarning'] })
    const [{ filters }] = (await once(child, 'message')) as [{ filters: string[] }]
    return { prober: new Prober(child), filters }
  }

  async list(name: string, times: number): Promise<Answer> {
    this.#child.send({ name, times })
    const [answer] = (await once(this.#child, 'message')) as [Answer]
    return answer
  }

  stop = (): boolean => this.#child.kill()
}

/** B1: a page of the list in a great log over the same page in a log of a million, filter by filter. */
export async function measureListGrowth({ events }: { events: number }) {
  const cluster = await openBenchCluster()
  return cleanUpAfter(cluster.stop, async () => {
    const program = await bundle('tests/bench/list-probe.ts')
    const [small, great] = [await cluster.open(SMALL), await cluster.open(events)]
    const owner = new Client({ connectionString: great.ownerUrl })
    await owner.connect()
    const ofSmall = await Prober.start(program, small)
    const ofGreat = await Prober.start(program, great)
    const figures: Record<string, { ratio: number; p50: number; smallP50: number; rows: number; spread: number[] }> = {}
    let discarded = 0
    try {
      for (const name of ofSmall.filters) {
        await ofSmall.prober.list(name, WARM_UP)
        await ofGreat.prober.list(name, WARM_UP)
        const result = await runRounds(
          async () => ({
            controlMs: percentile(await sample(30, () => timed(() => owner.query('select 1'))), 0.5),
            small: await ofSmall.prober.list(name, SAMPLES),
            great: await ofGreat.prober.list(name, SAMPLES),
          }),
          ROUNDS,
        )
        discarded += result.discarded
        const ratios = result.rounds.map((round) => median(round.great.samples) / median(round.small.samples))
        const [first] = result.rounds
        if (first?.great.rows !== first?.small.rows)
          throw new Error(`${name} shows ${first?.small.rows} and ${first?.great.rows} rows`)
        figures[name] = {
          ratio: toFixed(median(ratios)),
          p50: toFixed(median(result.rounds.map((round) => median(round.great.samples)))),
          smallP50: toFixed(median(result.rounds.map((round) => median(round.small.samples)))),
          rows: first?.great.rows ?? 0,
          spread: ratios.map((ratio) => toFixed(ratio)),
        }
      }
    } finally {
      ofSmall.prober.stop()
      ofGreat.prober.stop()
      await owner.end()
    }
    const ratio = Math.max(...Object.values(figures).map((figure) => figure.ratio))
    return {
      id: 'B1',
      events,
      ratio,
      filters: figures,
      rounds: ROUNDS,
      discarded,
      machine: machine(),
      pass: ratio <= LIMIT,
    }
  })
}
