import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const SEEDS = 5
const LIMIT_MS = 10 * 60_000

/** The same command a person runs, with fewer seeds: each kills real processes and asks the sandbox what is true. */
it.each([
  ['F01', 'before the intent is committed'],
  ['F02', 'after the intent, before the socket'],
  ['F03', 'after the request left, before the reply'],
  ['F04', 'after the reply, before the outcome is committed'],
])(
  '%s: a kill -9 %s loses nothing and duplicates nothing',
  async (id) => {
    const command = path.join(import.meta.dirname, '../../scripts/fault.ts')
    const { stdout } = await run(process.execPath, [command, id, '--seeds', String(SEEDS), '--json'], {
      timeout: LIMIT_MS,
    }).catch((failed: { stdout: string; stderr: string }) => ({
      stdout: failed.stdout || JSON.stringify({ error: failed.stderr }),
    }))
    const points = id === 'F04' ? 2 : 1
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      id,
      runs: 2 * points * SEEDS,
      violations: [],
      pass: true,
    })
  },
  LIMIT_MS,
)
