import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@/lib/db'
import { bulkSubject } from '@/tests/faults/grant-subject'
import { judge } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { FINISH_MS, isDone, type OpenScenario, once, until } from '@/tests/faults/scenario'

const SIZE = { dramas: 200, licensees: 10 }
/** Where a run should end before it has been measured. */
const FIRST_GUESS_MS = 3_000

/**
 * F06: two thousand items, and the worker killed at any instant of the run, the first and the last included. The worker
 * that finishes one bulk is the one killed in the next, so that old and new processes are both met.
 */
export const bulkKill: OpenScenario = async (stage) => {
  let [worker, usualMs] = [await stage.startWorker().ready(), FIRST_GUESS_MS]
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const subject = await bulkSubject(stage, SIZE)
      const operationId = await subject.submit()
      const started = Date.now()
      await wait(random.next() * usualMs)
      const wasDone = await isDone(operationId)
      await worker.kill()
      worker = await stage.startWorker().ready()
      const finished = await until(() => isDone(operationId), FINISH_MS)
      const violations = finished ? await judge(subject, operationId) : [`not finished\n${worker.output}`]
      if (wasDone) usualMs = Math.max(500, usualMs * 0.9)
      else if (finished) usualMs = (await tookMs(operationId)) - (Date.now() - started > FINISH_MS ? 0 : 1_000)
      await subject.clear?.()
      return once(violations)
    },
    close: () => worker.kill('SIGTERM'),
  }
}

async function tookMs(operationId: string): Promise<number> {
  const [row] = await sql<{ ms: number }>(
    'select extract(epoch from finished_at - created_at)::float8 * 1000 as ms from operation where id = $1',
    [operationId],
  )
  return row?.ms ?? FIRST_GUESS_MS
}
