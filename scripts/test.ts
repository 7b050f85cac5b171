import { findBrowser } from './boot/browser.ts'
import { packageFile } from './boot/paths.ts'
import { explain, say } from './boot/phase.ts'
import { onStop } from './boot/stop-signals.ts'
import { type Counts, playwrightSuite, runTool, stopSuites, vitestSuite, wholeSuite } from './boot/suites.ts'
import { requireLocal } from './boot/test-database.ts'
import { startTestApp, type TestApp } from './boot/test-server.ts'

const SUITES = ['lint', 'types', 'structure', 'unit', 'integration', 'e2e'] as const
type Suite = (typeof SUITES)[number]

const words = process.argv.slice(2)
const only = words[0] === '--only' ? words[1]?.split(',') : undefined
const extra = words.slice(only ? 2 : 0)
let app: TestApp | undefined

async function e2e(): Promise<Counts> {
  const browser = await findBrowser()
  app = await startTestApp()
  try {
    return await playwrightSuite(
      {
        ...process.env,
        ...browser.env,
        CHROMIUM_PATH: browser.executable,
        BASE_URL: app.url,
        SANDBOX_CONTROL_URL: app.sandboxControlUrl,
      },
      extra,
    )
  } finally {
    await app.stop()
    app = undefined
  }
}

async function types(): Promise<Counts> {
  for (const args of [['scripts/generate.ts'], [packageFile('next', 'dist', 'bin', 'next'), 'typegen']]) {
    const { code, output } = await runTool(args, undefined, false)
    if (code === 0) continue
    say(output)
    return { passed: 0, failed: 1 }
  }
  return wholeSuite([packageFile('typescript', 'bin', 'tsc'), '--noEmit', '--incremental', 'false', '-p', '.'])
}

/** A suite may be the first thing run in a bare clone, which has no database client yet. */
async function withClient(suite: 'unit' | 'integration'): Promise<Counts> {
  const { code, output } = await runTool(['scripts/generate.ts'], undefined, false)
  if (code === 0) return vitestSuite(suite, extra)
  say(output)
  return { passed: 0, failed: 1 }
}

const run: Record<Suite, () => Promise<Counts>> = {
  lint: () =>
    wholeSuite([packageFile('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--colors=off', '--max-diagnostics=50', '.']),
  types,
  structure: async () => {
    const { code, output } = await runTool(['scripts/check-structure.ts'], undefined, false)
    if (code !== 0) process.stdout.write(output)
    const [, passed = '0', failed = '1'] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? []
    return { passed: Number(passed), failed: Number(failed), remark: 'rules' }
  },
  unit: () => withClient('unit'),
  integration: () => withClient('integration'),
  e2e,
}

async function measured(suite: Suite): Promise<Counts> {
  const started = performance.now()
  const counts = await run[suite]().catch((error: unknown): Counts => {
    process.stderr.write(`${explain(error)}\n`)
    return { passed: 0, failed: 1 }
  })
  if (counts.passed + counts.failed === 0) {
    counts.failed = 1
    say(`${suite}: no test ran, which counts as a failure`)
  }
  const { passed, failed, flaky, remark } = counts
  const notes = [flaky ? `${flaky} flaky` : '', remark ?? '', `${((performance.now() - started) / 1000).toFixed(1)} s`]
  say(`${suite.padEnd(11)} ${passed} passed, ${failed} failed (${notes.filter(Boolean).join(', ')})`)
  return counts
}

onStop(async () => {
  stopSuites()
  await app?.stop()
})

try {
  for (const url of [process.env.DATABASE_URL, process.env.DATABASE_OWNER_URL]) if (url) requireLocal(url)
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}
const chosen = SUITES.filter((suite) => !only || only.includes(suite))
const results: Counts[] = []
for (const suite of chosen) results.push(await measured(suite))
const total = results.reduce(
  (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
  { passed: 0, failed: 0 },
)
if (results.length > 1)
  results.forEach((counts, index) => {
    say(
      `  ${(chosen[index] ?? '').padEnd(11)} ${counts.passed} passed, ${counts.failed} failed${counts.flaky ? `, ${counts.flaky} flaky` : ''}`,
    )
  })
const failed = results.length === 0 || total.failed > 0
say(`${total.passed} passed, ${results.length === 0 ? 1 : total.failed} failed`)
process.exit(failed ? 1 : 0)
