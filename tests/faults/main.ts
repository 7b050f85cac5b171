import { pool } from '@/lib/db'
import { stopSender } from '@/lib/jobs/queue'
import { type KillPoint, killAt } from '@/tests/faults/kill'
import { Random } from '@/tests/faults/random'
import { openStage } from '@/tests/faults/stage'
import { makeSubject, type SubjectKind, subjectKinds } from '@/tests/faults/subjects'

const pointsOf: Record<string, readonly KillPoint[]> = {
  F01: ['before_intent'],
  F02: ['after_intent'],
  F03: ['after_request'],
  F04: ['after_reply', 'before_outcome'],
}

/** Runs one row of the fault table and prints one JSON line: `{id, runs, violations, pass}`. */
async function run(id: string, seeds: number): Promise<boolean> {
  const points = pointsOf[id]
  if (!points) throw new Error(`unknown fault ${id}: one of ${Object.keys(pointsOf).join(', ')}`)
  const stage = await openStage()
  const violations: string[] = []
  let runs = 0
  for (const point of points) {
    for (const kind of subjectKinds) {
      for (let seed = 1; seed <= seeds; seed += 1) {
        runs += 1
        const found = await killAt(stage, point, kind, seed)
        violations.push(...found.map((violation) => `${point}, ${kind}, seed ${seed}: ${violation}`))
      }
    }
  }
  process.stdout.write(`${JSON.stringify({ id, runs, violations, pass: violations.length === 0 })}\n`)
  return violations.length === 0
}

/** The other half of F01: submits and dies on the way. */
async function submitOnly(kind: SubjectKind, seed: number): Promise<boolean> {
  const stage = await openStage()
  await (await makeSubject(kind, stage, new Random(seed))).submit()
  return false
}

const [first = '', second = '', third = ''] = process.argv.slice(2)
const work = first === '--submit' ? submitOnly(second as SubjectKind, Number(third)) : run(first, Number(second))
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
