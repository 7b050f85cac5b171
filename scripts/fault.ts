import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { bundle } from './boot/build.ts'
import { openThrowaway } from './boot/throwaway.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '20' }, json: { type: 'boolean' } },
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

const throwaway = await openThrowaway(SETTINGS)
let code = 1
try {
  const main = await bundle('tests/faults/main.ts')
  const env = { ...throwaway.env, WORKER_BUNDLE: await bundle('lib/jobs/worker.ts') }
  for (const id of positionals) {
    const child = spawn(process.execPath, ['--enable-source-maps', main, id, values.seeds], {
      env,
      stdio: 'inherit',
    })
    code = ((await once(child, 'exit')) as [number | null])[0] ?? 1
    if (code !== 0) break
  }
} finally {
  await throwaway.stop()
}
process.exit(code)
