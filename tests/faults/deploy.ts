import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@/lib/db'
import { bulkSubject } from '@/tests/faults/grant-subject'
import { judge } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { FINISH_MS, isDone, type OpenScenario, until } from '@/tests/faults/scenario'

const RESTARTS = 2
const DRAIN_MS = 10_000
const LATENCY_MS = 150
/** Calls small enough that a restart nearly always meets one on its way. */
const SETTINGS = { WECHAT_CHUNK_SIZE: '20' }

/** F26: a deploy in the middle of a bulk, twice. What is on its way is waited for, the rest is handed over. */
export const deploy: OpenScenario = async (stage) => {
  let worker = await stage.startWorker(SETTINGS).ready()
  await stage.control.switches({ wechatLatencyMs: LATENCY_MS })
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const subject = await bulkSubject(stage, { dramas: 200, licensees: 2 })
      const operationId = await subject.submit()
      const violations: string[] = []
      for (let restart = 1; restart <= RESTARTS; restart += 1) {
        await wait(random.next() * 1_200)
        const [leaving, started] = [worker, Date.now()]
        const next = stage.startWorker(SETTINGS)
        await leaving.kill('SIGTERM')
        const drainedMs = Date.now() - started
        if (drainedMs > DRAIN_MS) violations.push(`restart ${restart} took ${drainedMs} ms to drain`)
        if (leaving.exitCode !== 0) violations.push(`restart ${restart} left with ${leaving.exitCode}`)
        worker = await next.ready()
      }
      if (await until(() => isDone(operationId), FINISH_MS)) violations.push(...(await judge(subject, operationId)))
      else violations.push(`not finished\n${worker.output}`)
      const unknown = await sql(
        `select 1 from audit_event where operation_id = $1 and (outcome = 'unknown' or phase = 'reconcile')
         union all select 1 from operation_call where operation_id = $1 and state = 'unknown'`,
        [operationId],
      )
      if (unknown.length > 0) violations.push(`${unknown.length} calls or items were made unknown`)
      await subject.clear?.()
      return { runs: RESTARTS, violations }
    },
    close: () => worker.kill('SIGTERM'),
  }
}
