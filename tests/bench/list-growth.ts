import { Client } from 'pg'
import { bundle } from '../../scripts/boot/build.ts'
import { openBenchCluster } from './bench-cluster.ts'
import { cleanUpAfter } from './clean-up.ts'
import { machine } from './machine.ts'
import { Prober } from './prober.ts'
import { median, percentile, runRounds, sample, timed, toFixed } from './rounds.ts'

const GREAT = 10_000_000
/** The smaller log has a tenth of the events. */
const GROWTH = 10
const ROUNDS = 5
const WARM_UP = 15
const SAMPLES = 25
const LIMIT = 2

/** B1: a page of the list in a great log over the same page in one of a tenth, filter by filter. */
export async function measureListGrowth({ events = GREAT }: { events?: number | undefined }) {
  const cluster = await openBenchCluster()
  return cleanUpAfter(cluster.stop, async () => {
    const program = await bundle('tests/bench/list-probe.ts')
    const [small, great] = [await cluster.openFilled(events / GROWTH), await cluster.openFilled(events)]
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
