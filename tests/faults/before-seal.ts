import { setTimeout as wait } from 'node:timers/promises'
import { verifyEvents } from '@/lib/audit/verify'
import { sql } from '@/lib/db'
import { judge } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { FINISH_MS, isDone, type OpenScenario, once, until } from '@/tests/faults/scenario'
import { makeSubject } from '@/tests/faults/subjects'

const SEALED_MS = 2_000

/** F05: the worker dies when an outcome is committed and its seal is not; the next sealer seals it within two seconds. */
export const beforeSeal: OpenScenario = async (stage) => ({
  run: async (seed) => {
    const subject = await makeSubject('grant', stage, new Random(seed))
    const doomed = await stage.startWorker({ FAULT_AT: 'before_seal' }).ready()
    const operationId = await subject.submit()
    const signal = await Promise.race([doomed.exited(), wait(FINISH_MS, 'still running' as const)])
    if (signal !== 'SIGKILL') {
      await doomed.kill()
      return once([`the worker did not reach before_seal: ${signal}\n${doomed.output}`])
    }
    const lost = await unsealedOutcomes(operationId)
    const successor = await stage.startWorker().ready()
    const since = Date.now()
    try {
      const isSealed = await until(async () => (await unsealedOutcomes(operationId)) === 0, FINISH_MS)
      const sealedMs = Date.now() - since
      const violations = lost === 0 ? ['nothing was left unsealed: the kill came too late'] : []
      if (!isSealed || sealedMs > SEALED_MS) violations.push(`sealed after ${sealedMs} ms`)
      if (!(await until(() => isDone(operationId), FINISH_MS))) violations.push('not finished')
      else violations.push(...(await judge(subject, operationId)))
      const { firstBad } = await verifyEvents(sql)
      if (firstBad) violations.push(`verification names ${JSON.stringify(firstBad)}`)
      return once(violations)
    } finally {
      await successor.kill('SIGTERM')
    }
  },
  close: async () => {},
})

async function unsealedOutcomes(operationId: string): Promise<number> {
  const rows = await sql(
    `select 1 from audit_event event where operation_id = $1 and phase = 'outcome'
        and not exists (select 1 from audit_leaf where event_id = event.id)`,
    [operationId],
  )
  return rows.length
}
