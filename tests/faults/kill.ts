import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@/lib/db'
import { judge } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { FINISH_MS, isDone, type OpenScenario, until } from '@/tests/faults/scenario'
import type { Stage } from '@/tests/faults/stage'
import { kindsOf, makeSubject, type SubjectKind } from '@/tests/faults/subjects'

type KillPoint = 'before_intent' | 'after_intent' | 'after_request' | 'after_reply' | 'before_outcome'

const RESUME_MS = 5_000

/** Every point with a change for each upstream: F01 to F04. */
export const killScenario =
  (...points: KillPoint[]): OpenScenario =>
  async (stage) => ({
    run: async (seed) => {
      const violations: string[] = []
      const kinds = kindsOf(seed)
      for (const point of points) {
        for (const kind of kinds) {
          const found = await killAt(stage, point, kind, seed)
          violations.push(...found.map((violation) => `${point}, ${kind}: ${violation}`))
        }
      }
      return { runs: points.length * kinds.length, violations }
    },
    close: async () => {},
  })

/** Kills the process that is at `point`, lets another take over, and tells what is not true that should be. */
async function killAt(stage: Stage, point: KillPoint, kind: SubjectKind, seed: number): Promise<string[]> {
  if (point === 'before_intent') return killSubmitter(stage, kind, seed)
  const random = new Random(seed)
  const subject = await makeSubject(kind, stage, random)
  const since = await stage.control.lastSeq()
  let isApplied = false
  const doomed = stage.startWorker(point === 'after_request' ? {} : { FAULT_AT: point })
  let operationId: string
  if (point === 'after_request') {
    const kind = random.one(['hang', 'apply_then_hang'] as const)
    isApplied = kind === 'apply_then_hang'
    await stage.control.fault({ upstream: subject.upstream, path: subject.writePath, kind })
    operationId = await subject.submit()
    await stage.control.received({ since, path: subject.writePath })
    await doomed.kill()
    await stage.control.clearFaults()
  } else {
    operationId = await subject.submit()
    const signal = await Promise.race([doomed.exited(), wait(FINISH_MS, 'still running' as const)])
    if (signal !== 'SIGKILL') {
      await doomed.kill()
      return [`the worker did not reach ${point}: ${signal}\n${doomed.output}`]
    }
  }
  const successor = await stage.startWorker().ready()
  try {
    const resumed = await until(() => wasClaimedAgain(operationId), RESUME_MS)
    const finished = await until(() => isDone(operationId), FINISH_MS)
    const again = isApplied ? (await subject.requests()).length - (await callsWanted(operationId)) : 0
    return [
      ...(again > 0 ? [`${again} calls were sent again though the upstream had carried them out`] : []),
      ...(resumed ? [] : [`not resumed within ${RESUME_MS} ms`]),
      ...(finished ? await judge(subject, operationId) : [`not finished within ${FINISH_MS} ms\n${successor.output}`]),
    ]
  } finally {
    await successor.kill('SIGTERM')
  }
}

/** The person's process dies before anything is committed: nothing may be sent and nothing claimed. */
async function killSubmitter(stage: Stage, kind: SubjectKind, seed: number): Promise<string[]> {
  const worker = stage.startWorker()
  try {
    const [before, since] = [await stateOf(stage), await stage.control.lastSeq()]
    const submitter = spawn(
      process.execPath,
      [process.argv[1] ?? '', '--submit', kind, String(seed), stage.person.id],
      {
        env: { ...process.env, FAULT_AT: 'before_intent' },
        stdio: 'ignore',
      },
    )
    const [, signal] = (await once(submitter, 'exit')) as [number | null, NodeJS.Signals | null]
    const operations = await sql(`select 1 from operation where state <> 'done'`)
    const writes = (await stage.control.journal({ since })).filter(
      (entry) => entry.applied && !entry.path.includes('token'),
    )
    const violations: string[] = []
    if (signal !== 'SIGKILL') violations.push(`the submitter did not reach before_intent: ${signal}`)
    if (operations.length > 0) violations.push('an operation exists though its intent was never committed')
    if (writes.length > 0) violations.push(`${writes.length} writes reached the upstream`)
    if ((await stateOf(stage)) !== before) violations.push('the upstream changed')
    return violations
  } finally {
    await worker.kill('SIGTERM')
  }
}

const stateOf = async (stage: Stage): Promise<string> => {
  const wechat = await stage.control.wechat()
  const polyv = await stage.control.polyv()
  return JSON.stringify([wechat.grants, wechat.appGrants, polyv.channels, polyv.global])
}

async function wasClaimedAgain(operationId: string): Promise<boolean> {
  const [row] = await sql<{ fence: number }>('select fence from operation where id = $1', [operationId])
  return (row?.fence ?? 0) > 1
}

/** One call per licensee or channel: the subjects are smaller than a chunk. */
async function callsWanted(operationId: string): Promise<number> {
  const [row] = await sql<{ count: number }>(
    'select count(distinct group_key)::int as count from operation_item where operation_id = $1',
    [operationId],
  )
  return row?.count ?? 0
}
