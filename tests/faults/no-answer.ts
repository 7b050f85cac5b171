import { sql } from '@/lib/db'
import { judge } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { FINISH_MS, isDone, type OpenScenario, once, until } from '@/tests/faults/scenario'
import type { Subject } from '@/tests/faults/subject'
import { makeSubject, type SubjectKind } from '@/tests/faults/subjects'

/** A sixtieth of the real settings: 15 s until a call is given up, 120 s in which it may still be carried out. */
const TIMEOUT_MS = 250
const WINDOW_MS = 2_000
const LONGEST_DELAY_MS = 1_500
const SETTINGS = {
  UPSTREAM_TIMEOUT_MS: String(TIMEOUT_MS),
  LATE_APPLY_WINDOW_MS: String(WINDOW_MS),
  ABSENT_READS_GAP_MS: '80',
}

/** F12: the upstream carries the call out and never answers. Unknown, then found by reading back; nothing is sent twice. */
export const answerLost: OpenScenario = (stage) =>
  withoutAnswer(stage, (subject, random) =>
    stage.control.fault({
      upstream: subject.upstream,
      path: subject.writePath,
      kind: random.one(['apply_then_hang', 'apply_then_reset', 'cut_body']),
    }),
  )

/**
 * F13: the upstream carries the call out after we gave up on it. Delays of 1 to 90 s, timeout and window are a sixtieth
 * of the real ones, so that a late effect always lands inside the window, before or after any number of readings.
 */
export const appliedLate: OpenScenario = (stage) =>
  withoutAnswer(stage, (subject, random) =>
    stage.control.fault({
      upstream: subject.upstream,
      path: subject.writePath,
      kind: 'apply_late',
      delayMs: 17 + random.below(LONGEST_DELAY_MS - 17),
      meanwhile: random.one(['hang', 'reset']),
    }),
  )

async function withoutAnswer(
  stage: Parameters<OpenScenario>[0],
  provoke: (subject: Subject, random: Random) => Promise<unknown>,
) {
  const worker = await stage.startWorker(SETTINGS).ready()
  return {
    run: async (seed: number) => {
      const random = new Random(seed)
      const kind: SubjectKind = seed % 2 === 0 ? 'condition' : 'grant'
      const subject = await makeSubject(kind, stage, random)
      await provoke(subject, random)
      const operationId = await subject.submit()
      const finished = await until(() => isDone(operationId), FINISH_MS)
      await stage.control.clearFaults()
      if (!finished) return once([`${kind}: not finished\n${worker.output}`])
      const found = [...(await judge(subject, operationId)), ...(await sentOnce(subject, operationId))]
      return once(found.map((violation) => `${kind}: ${violation}`))
    },
    close: () => worker.kill('SIGTERM'),
  }
}

/** Exactly one request a group, and what nobody answered was called unknown before it was called verified. */
async function sentOnce(subject: Subject, operationId: string): Promise<string[]> {
  const violations: string[] = []
  const [row] = await sql<{ groups: number; unknown: number; reconciled: number }>(
    `select (select count(distinct group_key) from operation_item where operation_id = $1)::int as groups,
            (select count(*) from operation_call where operation_id = $1 and state = 'unknown')::int as unknown,
            (select count(*) from audit_event where operation_id = $1 and phase = 'reconcile' and outcome = 'verified')::int as reconciled`,
    [operationId],
  )
  const requests = (await subject.requests()).length
  if (requests !== row?.groups) violations.push(`${requests} requests for ${row?.groups} licensees or channels`)
  if (row?.unknown !== 1) violations.push(`${row?.unknown} calls were recorded as unknown instead of 1`)
  if (!row?.reconciled) violations.push('nothing was settled by reading back')
  return violations
}
