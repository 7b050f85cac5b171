import { spawn } from 'node:child_process'
import { Client } from 'pg'
import { bundle } from '../../scripts/boot/build.ts'
import { openBenchCluster } from './bench-cluster.ts'
import { cleanUpAfter } from './clean-up.ts'
import { machine } from './machine.ts'
import { median, percentile, runRounds, sample, timed, toFixed } from './rounds.ts'

const MILLION = 1_000_000
const ROUNDS = 3
const LIMIT = 4
const LIMIT_MIB = 200

/** As `npm run audit:verify` runs it. */
const SMALL = ['--max-old-space-size=96', '--max-semi-space-size=16']

type Verified = { ms: number; maxRssMib: number; count: number; batches: number; firstBad: unknown }
type Copied = { ms: number; rows: number; bytes: number }

export async function runProgram<T>(program: string, words: string[], env: NodeJS.ProcessEnv): Promise<T> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...SMALL, program, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as T
}

/** B7: verifying a log over reading them raw and hashing each line. */
export async function measureVerify({ events = MILLION }: { events?: number | undefined }) {
  const cluster = await openBenchCluster()
  return cleanUpAfter(cluster.stop, async () => {
    const { ownerUrl, env } = await cluster.openFilled(events)
    const program = await bundle('tests/bench/verify-run.ts')
    const owner = new Client({ connectionString: ownerUrl })
    await owner.connect()
    const { rounds, discarded } = await runRounds(
      async () => ({
        controlMs: percentile(await sample(50, () => timed(() => owner.query('select 1'))), 0.5),
        copy: await runProgram<Copied>(program, ['copy'], env),
        verify: await runProgram<Verified>(program, ['verify'], env),
      }),
      ROUNDS,
    )
    await owner.end()
    const ratio = median(rounds.map(({ verify, copy }) => verify.ms / copy.ms))
    const maxRssMib = Math.max(...rounds.map(({ verify }) => verify.maxRssMib))
    const [first] = rounds
    const intact = rounds.every(({ verify }) => verify.firstBad === null && verify.count >= events)
    return {
      id: 'B7',
      events: first?.copy.rows,
      batches: first?.verify.batches,
      ratio: toFixed(ratio),
      p50: Math.round(median(rounds.map(({ verify }) => verify.ms))),
      copyP50: Math.round(median(rounds.map(({ copy }) => copy.ms))),
      spread: rounds.map(({ verify, copy }) => toFixed(verify.ms / copy.ms)),
      maxRssMib: Math.round(maxRssMib),
      rounds: rounds.length,
      discarded,
      machine: machine(),
      intact,
      pass: intact && ratio <= LIMIT && maxRssMib <= LIMIT_MIB,
    }
  })
}
