import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { openBenchCluster } from '../tests/bench/bench-cluster.ts'
import { bundle } from './boot/build.ts'
import { explain, say } from './boot/phase.ts'

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    /** Begins no further month after this; the next run goes on. */
    minutes: { type: 'string', default: '600' },
  },
})

/** Makes, or goes on making, the kept log of so many events, and tells what it took. */
async function makeData(): Promise<number> {
  const events = Number(values.events)
  const cluster = await openBenchCluster()
  try {
    const { ownerUrl, env, name } = await cluster.open(events)
    const started = performance.now()
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=2048', await bundle('tests/bench/log/fill-log.ts'), String(events), values.minutes],
      { env: { ...env, BENCH_OWNER_URL: ownerUrl }, stdio: 'inherit' },
    )
    const [code] = (await once(child, 'exit')) as [number | null]
    const client = new Client({ connectionString: ownerUrl })
    await client.connect()
    const { rows } = await client.query('select pg_database_size(current_database()) as bytes')
    await client.end()
    const minutes = (performance.now() - started) / 60_000
    say(
      `${name}: ${minutes.toFixed(1)} minutes, ${(Number(rows[0].bytes) / 1024 ** 3).toFixed(2)} GB in ${cluster.dataFolder}`,
    )
    return code ?? 1
  } finally {
    await cluster.stop()
  }
}

makeData().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`)
    process.exit(1)
  },
)
