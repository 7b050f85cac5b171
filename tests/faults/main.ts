import { pool } from '@/lib/db'
import { stopSender } from '@/lib/jobs/queue'
import { type GrantOrder, submitOrder } from '@/tests/faults/grant-subject'
import { checkDatabase } from '@/tests/faults/invariants'
import { Random } from '@/tests/faults/random'
import { scenarios } from '@/tests/faults/scenarios'
import { openStage } from '@/tests/faults/stage'
import { makeSubject, type SubjectKind } from '@/tests/faults/subjects'

/** Runs one row of the fault table and prints one JSON line: `{id, runs, violations, pass}`. */
async function run(id: string, from: number, to: number): Promise<boolean> {
  const open = scenarios[id]
  if (!open) throw new Error(`unknown fault ${id}: one of ${Object.keys(scenarios).join(', ')}`)
  const stage = await openStage()
  const scenario = await open(stage)
  const violations: string[] = []
  let runs = 0
  try {
    for (let seed = from; seed <= to; seed += 1) {
      const found = await scenario.run(seed)
      runs += found.runs
      violations.push(...found.violations.map((violation) => `seed ${seed}: ${violation}`))
    }
    violations.push(...((await scenario.finish?.()) ?? []))
  } finally {
    await scenario.close()
  }
  violations.push(...(await checkDatabase()))
  process.stdout.write(`${JSON.stringify({ id, runs, violations, pass: violations.length === 0 })}\n`)
  return violations.length === 0
}

/** The other half of F25: a process that serves one person, previews and submits. */
async function orderOnly(order: GrantOrder): Promise<boolean> {
  const stage = await openStage()
  process.send?.('submitting')
  await submitOrder(stage, order)
  return true
}

/** The other half of F01: submits and dies on the way. */
async function submitOnly(kind: SubjectKind, seed: number): Promise<boolean> {
  const stage = await openStage()
  await (await makeSubject(kind, stage, new Random(seed))).submit()
  return false
}

const [first = '', second = '', third = ''] = process.argv.slice(2)
const work =
  first === '--order'
    ? orderOnly(JSON.parse(second) as GrantOrder)
    : first === '--submit'
      ? submitOnly(second as SubjectKind, Number(third))
      : run(first, Number(second), Number(third))
work
  .then(async (pass) => {
    await stopSender()
    await pool.end()
    process.exit(pass ? 0 : 1)
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(2)
  })
