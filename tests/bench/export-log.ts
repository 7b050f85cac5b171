import { Client } from 'pg'
import { bundle } from '../../scripts/boot/build.ts'
import { openBenchCluster } from './bench-cluster.ts'
import { cleanUpAfter } from './clean-up.ts'
import { machine } from './machine.ts'
import { Prober } from './prober.ts'
import { median, percentile, runRounds, sample, timed, toFixed } from './rounds.ts'
import { runProgram } from './verify-log.ts'

const MILLION = 1_000_000
const ROUNDS = 3
const LISTS = 40
const LIMIT = 5
const LIMIT_LIST = 2
const LIMIT_MIB = 64

type Copied = { ms: number; rows: number; bytes: number }
type Exported = Copied & { state: string; moreMib: number }

/** B8: a log as CSV, with their proof, over raw COPY; and the list while it is made, over the list alone. */
export async function measureExport({ events = MILLION }: { events?: number | undefined }) {
  const cluster = await openBenchCluster()
  return cleanUpAfter(cluster.stop, async () => {
    const database = await cluster.openFilled(events)
    const program = await bundle('tests/bench/export-run.ts')
    const { prober } = await Prober.start(await bundle('tests/bench/list-probe.ts'), database)
    const owner = new Client({ connectionString: database.ownerUrl })
    await owner.connect()
    const round = async () => {
      const controlMs = percentile(await sample(50, () => timed(() => owner.query('select 1'))), 0.5)
      await prober.list('everything', 10)
      const idle = (await prober.list('everything', LISTS)).samples
      const copy = await runProgram<Copied>(program, ['copy'], database.env)
      let isDone = false
      const exporting = runProgram<Exported>(program, ['export'], database.env).finally(() => {
        isDone = true
      })
      const during: number[] = []
      while (!isDone) during.push(...(await prober.list('everything', 5)).samples)
      return { controlMs, idle, copy, during, made: await exporting }
    }
    const { rounds, discarded } = await runRounds(round, ROUNDS).finally(async () => {
      prober.stop()
      await owner.end()
    })
    const ratio = median(rounds.map(({ made, copy }) => made.ms / copy.ms))
    const listRatio = median(rounds.map(({ during, idle }) => median(during) / median(idle)))
    const moreMib = Math.max(...rounds.map(({ made }) => made.moreMib))
    const isWhole = rounds.every(({ made }) => made.state === 'done' && made.rows >= events)
    return {
      id: 'B8',
      events: rounds[0]?.made.rows,
      ratio: toFixed(ratio),
      p50: Math.round(median(rounds.map(({ made }) => made.ms))),
      copyP50: Math.round(median(rounds.map(({ copy }) => copy.ms))),
      spread: rounds.map(({ made, copy }) => toFixed(made.ms / copy.ms)),
      listRatio: toFixed(listRatio),
      listIdleP50: toFixed(median(rounds.map(({ idle }) => median(idle)))),
      listDuringP50: toFixed(median(rounds.map(({ during }) => median(during)))),
      moreMib: Math.round(moreMib),
      rounds: rounds.length,
      discarded,
      machine: machine(),
      isWhole,
      pass: isWhole && ratio <= LIMIT && listRatio <= LIMIT_LIST && moreMib <= LIMIT_MIB,
    }
  })
}
