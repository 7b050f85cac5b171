import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const SEEDS = 5
const LIMIT_MS = 10 * 60_000

/** The same command a person runs, with fewer seeds: real processes, and the sandbox is asked what is true. */
it.each([
  ['F01', 'a kill -9 before the intent is committed', 2],
  ['F02', 'a kill -9 after the intent, before the socket', 2],
  ['F03', 'a kill -9 after the request left, before the reply', 2],
  ['F04', 'a kill -9 after the reply, before the outcome is committed', 4],
  ['F12', 'an answer that never comes', 1],
  ['F13', 'an effect that comes late', 1],
  ['F15', 'an answer to some of the dramas', 201],
  ['F21', 'a call that waits minutes for its slot', 1],
  ['F28', 'a cancel in the middle of a bulk', 1],
])(
  '%s: %s loses nothing and duplicates nothing',
  async (id, _fault, runsPerSeed) => {
    const command = path.join(import.meta.dirname, '../../scripts/fault.ts')
    const { stdout } = await run(process.execPath, [command, id, '--seeds', String(SEEDS), '--json'], {
      timeout: LIMIT_MS,
    }).catch((failed: { stdout: string; stderr: string }) => ({
      stdout: failed.stdout || JSON.stringify({ error: failed.stderr }),
    }))
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      id,
      runs: runsPerSeed * SEEDS,
      violations: [],
      pass: true,
    })
  },
  LIMIT_MS,
)
