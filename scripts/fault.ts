import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { bundle } from './boot/build.ts'
import { openThrowaway } from './boot/throwaway.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '20' },
    /** Runs this one again, alone. */
    seed: { type: 'string' },
    /** F32: so many verifications of a log nobody touched, besides. */
    clean: { type: 'string', default: '0' },
    json: { type: 'boolean' },
  },
})

/** Waiting windows are settings; short here so that a run proves absence in seconds. */
const SETTINGS = {
  LATE_APPLY_WINDOW_MS: '600',
  ABSENT_READS_GAP_MS: '200',
  READ_BACK_WINDOW_MS: '3000',
  UPSTREAM_TIMEOUT_MS: '5000',
  WECHAT_CALLS_PER_SECOND: '200',
  POLYV_CALLS_PER_SECOND: '200',
}

/** One row of the fault table on a database and a sandbox of its own, so that no row sees another's traces. */
async function runFault(id: string): Promise<number> {
  const throwaway = await openThrowaway(SETTINGS)
  try {
    const main = await bundle('tests/faults/main.ts')
    const env = {
      ...throwaway.env,
      WORKER_BUNDLE: await bundle('lib/jobs/worker.ts'),
      FAULT_OWNER_URL: throwaway.ownerUrl,
      FAULT_CLEAN: values.clean,
      TOKEN_CALLER_BUNDLE: await bundle('tests/faults/token-caller.ts'),
    }
    const range = values.seed === undefined ? ['1', values.seeds] : [values.seed, values.seed]
    const child = spawn(process.execPath, ['--enable-source-maps', main, id, ...range], { env, stdio: 'inherit' })
    return ((await once(child, 'exit')) as [number | null])[0] ?? 1
  } finally {
    await throwaway.stop()
  }
}

let code = 0
for (const id of positionals) code = Math.max(code, await runFault(id))
process.exit(code)
