import { spawn } from 'node:child_process'
import { once as event } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@/lib/db'
import { getProgress } from '@/lib/operations/progress'
import { bulkSubject } from '@/tests/faults/grant-subject'
import { judge, shorten } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { FINISH_MS, type OpenScenario, once, until } from '@/tests/faults/scenario'

const SETTINGS = { WECHAT_CHUNK_SIZE: '20' }

/**
 * F25: whoever submitted is gone, and with them the whole process that served them, at any moment from the first of the
 * preview on. What was committed runs to its end and can be followed from another process; what was not was never sent.
 */
export const goneClient: OpenScenario = async (stage) => {
  const worker = await stage.startWorker(SETTINGS).ready()
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const subject = await bulkSubject(stage, { dramas: 60, licensees: 2 })
      const isMidSubmit = seed % 4 === 0
      const client = spawn(
        process.execPath,
        [process.argv[1] ?? '', '--order', JSON.stringify(subject.order), stage.person.id],
        { env: process.env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
      )
      const gone = event(client, 'exit')
      await Promise.race([event(client, 'message'), gone])
      if (!isMidSubmit)
        await until(async () => (await operationOf(subject.requestKey)) !== null || client.exitCode !== null, FINISH_MS)
      await wait(random.next() * (isMidSubmit ? 300 : 150))
      client.kill('SIGKILL')
      await gone
      const operationId = await operationOf(subject.requestKey)
      const violations =
        operationId === null
          ? await nothingSent(subject)
          : [...(await followToTheEnd(operationId)), ...(await judge(subject, operationId))]
      if (operationId === null && !isMidSubmit) violations.push('the submit was never committed')
      await subject.clear?.()
      return once(shorten(violations))
    },
    close: () => worker.kill('SIGTERM'),
  }
}

async function operationOf(requestKey: string): Promise<string | null> {
  const [row] = await sql<{ id: string }>('select id from operation where request_key = $1', [requestKey])
  return row?.id ?? null
}

/** What a person sees who opens the receipt elsewhere: counts that only ever go up, to the last item. */
async function followToTheEnd(operationId: string): Promise<string[]> {
  const violations: string[] = []
  let settled = 0
  const finished = await until(async () => {
    const progress = await getProgress(operationId)
    if (!progress) return false
    if (progress.settled < settled) violations.push(`settled went from ${settled} back to ${progress.settled}`)
    settled = progress.settled
    if (progress.state === 'done' && settled !== progress.toSend)
      violations.push(`done with ${settled} settled of ${progress.toSend}`)
    return progress.state === 'done'
  }, FINISH_MS)
  return finished ? violations : [...violations, `not finished within ${FINISH_MS} ms`]
}

async function nothingSent(subject: Awaited<ReturnType<typeof bulkSubject>>): Promise<string[]> {
  const requests = await subject.requests()
  return requests.length > 0 ? [`${requests.length} writes of an operation that does not exist`] : []
}
