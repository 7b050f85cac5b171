import { sql } from '@/lib/db'
import { bulkSubject, type GrantSubject } from '@/tests/faults/grant-subject'
import { checkInvariants } from '@/tests/faults/invariants'
import { itemsOf, shorten } from '@/tests/faults/judge'
import { checkPartialCases } from '@/tests/faults/partial-cases'
import { Random } from '@/tests/faults/random'
import { allDone, type OpenScenario } from '@/tests/faults/scenario'

/** Ten thousand in fifty seeds. */
const CASES = 200
const FAILURES = [1, 10090040, 10093030]

/**
 * F15: of one call's dramas some fail, some are not mentioned, and one nobody asked for is. Generated answers go through
 * parser, matcher and judge in this process; one a seed goes over the wire, through ledger and read-back.
 */
export const partialAnswers: OpenScenario = async (stage) => {
  const worker = await stage.startWorker().ready()
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const violations = checkPartialCases(CASES, seed)
      const subject = await bulkSubject(stage, { dramas: 3 + random.below(12), licensees: 1 + random.below(2) })
      const failed = new Map(
        random.some(subject.dramaIds, random.below(5)).map((id) => [id, random.one(FAILURES)] as const),
      )
      const dropped = new Set(random.some(subject.dramaIds, random.below(4)))
      const isForeign = random.below(2) === 0
      await stage.control.fault({
        upstream: 'wechat',
        path: '/authorizedrama',
        bodyIncludes: subject.appids[0] ?? '',
        kind: 'fail_items',
        items: [...failed].map(([id, code]) => ({ id, code, message: '操作失败' })),
        ids: [...dropped],
        ...(isForeign ? { dramaId: '424242' } : {}),
      })
      const operationId = await subject.submit()
      violations.push(...(await allDone([operationId])))
      await stage.control.clearFaults()
      violations.push(...(await judgeEach(subject, operationId, failed, dropped)))
      const alarms = await sql(
        `select 1 from audit_event where operation_id = $1 and phase = 'panic' and detail->>'alarm' = 'foreign_item'`,
        [operationId],
      )
      if (alarms.length !== (isForeign ? 1 : 0)) violations.push(`${alarms.length} alarms for a foreign drama`)
      await subject.clear?.()
      return { runs: CASES + 1, violations: shorten(violations) }
    },
    close: () => worker.kill('SIGTERM'),
  }
}

/** A failure that was named stands; one that was not mentioned is read back, proven absent and granted after all. */
async function judgeEach(
  subject: GrantSubject,
  operationId: string,
  failed: ReadonlyMap<string, number>,
  dropped: ReadonlySet<string>,
): Promise<string[]> {
  const violations: string[] = []
  const [holds, applications] = [await subject.holds(), await subject.applications()]
  for (const { target_key: key, verdict } of await itemsOf(operationId)) {
    const [dramaId = '', appid] = key.slice('drama:'.length).split('@')
    const isRefused = appid === subject.appids[0] && failed.has(dramaId) && !dropped.has(dramaId)
    const wanted = isRefused ? 'failed' : 'verified'
    if (verdict !== wanted) violations.push(`${key}: ${verdict} instead of ${wanted}`)
    if (holds.get(key) !== !isRefused) violations.push(`${key}: ${verdict}, held ${holds.get(key)}`)
    if (applications.get(key) !== (isRefused ? 0 : 1))
      violations.push(`${key}: ${verdict}, applied ${applications.get(key)} times`)
  }
  return [...violations, ...(await checkInvariants(subject, operationId))]
}
