import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@/lib/db'
import { judge } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import type { Stage } from '@/tests/faults/stage'
import { makeSubject, type SubjectKind } from '@/tests/faults/subjects'

export type KillPoint = 'before_intent' | 'after_intent' | 'after_request' | 'after_reply' | 'before_outcome'

export const RESUME_MS = 5_000
const FINISH_MS = 60_000

/** Kills the process that is at `point`, lets another take over, and tells what is not true that should be. */
export async function killAt(stage: Stage, point: KillPoint, kind: SubjectKind, seed: number): Promise<string[]> {
  if (point === 'before_intent') return killSubmitter(stage, kind, seed)
  const random = new Random(seed)
  const subject = await makeSubject(kind, stage, random)
  const since = await stage.control.lastSeq()
  const doomed = stage.startWorker(point === 'after_request' ? {} : { FAULT_AT: point })
  let operationId: string
  if (point === 'after_request') {
    await stage.control.fault({
      upstream: subject.upstream,
      path: subject.writePath,
      kind: random.one(['hang', 'apply_then_hang']),
    })
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
    return [
      ...(resumed ? [] : [`not resumed within ${RESUME_MS} ms`]),
      ...(finished
        ? await judge(subject, operationId, since, stage)
        : [`not finished within ${FINISH_MS} ms\n${successor.output}`]),
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

async function isDone(operationId: string): Promise<boolean> {
  return (await sql(`select 1 from operation where id = $1 and state = 'done'`, [operationId])).length > 0
}

async function until(condition: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs
  while (Date.now() < deadline) {
    if (await condition()) return true
    await wait(50)
  }
  return false
}
