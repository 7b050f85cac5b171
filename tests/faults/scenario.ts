import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@/lib/db'
import type { Stage } from '@/tests/faults/stage'

/** What one seed found: how many faults were provoked, and what was not true afterwards that should be. */
type Finding = { runs: number; violations: string[] }

/** One row of the fault table on its stage: the same seed provokes the same fault. */
type Scenario = {
  run: (seed: number) => Promise<Finding>
  /** What only all runs together can tell, such as a rate. */
  finish?: () => Promise<string[]>
  close: () => Promise<void>
}
export type OpenScenario = (stage: Stage) => Promise<Scenario>

export const FINISH_MS = 60_000

export const once = (violations: string[]): Finding => ({ runs: 1, violations })

export async function isDone(operationId: string): Promise<boolean> {
  return (await sql(`select 1 from operation where id = $1 and state = 'done'`, [operationId])).length > 0
}

/** Every one of them done within `limitMs`; else the violation that says so. */
export async function allDone(operationIds: readonly string[], limitMs = FINISH_MS): Promise<string[]> {
  const open = async () =>
    (await sql(`select 1 from operation where id = any($1) and state <> 'done'`, [operationIds])).length === 0
  return (await until(open, limitMs)) ? [] : [`not finished within ${limitMs} ms`]
}

export async function until(condition: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs
  while (Date.now() < deadline) {
    if (await condition()) return true
    await wait(40)
  }
  return false
}
