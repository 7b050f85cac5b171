import { openConnection } from '@/lib/connections/open-connection'
import { sql } from '@/lib/db'
import { currentToken } from '@/lib/wechat/token'
import { bulkSubject } from '@/tests/faults/grant-subject'
import { judge, shorten } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { allDone, type OpenScenario, once } from '@/tests/faults/scenario'

const SETTINGS = { WECHAT_CHUNK_SIZE: '20' }
const OPERATIONS = 3

/**
 * F17: the token runs out while two workers drive several bulks. One refresh for all of them; exactly the calls that were
 * refused go again, and no item fails for it.
 */
export const tokenRunsOut: OpenScenario = async (stage) => {
  await currentToken((await openConnection(stage.wechatId)).connection)
  const workers = await Promise.all([stage.startWorker(SETTINGS).ready(), stage.startWorker(SETTINGS).ready()])
  return {
    run: async (seed) => {
      const random = new Random(seed)
      await stage.control.switches({ wechatLatencyMs: random.below(60) })
      const subjects = []
      for (let made = 0; made < OPERATIONS; made += 1)
        subjects.push(await bulkSubject(stage, { dramas: 40 + random.below(60), licensees: 1 + random.below(2) }))
      const since = await stage.control.lastSeq()
      const path = random.one(['/authorizedrama', 'getauthorizeobjects'])
      await stage.control.fault({
        upstream: 'wechat',
        path,
        bodyIncludes: random.one(subjects).appids[0] ?? '',
        kind: 'expire_token',
        after: path === '/authorizedrama' ? random.below(2) : 0,
      })
      const ids = await Promise.all(subjects.map((subject) => subject.submit()))
      const violations = await allDone(ids)
      await stage.control.clearFaults()
      const refreshes = (await stage.control.journal({ since, path: 'stable_token' })).length
      if (refreshes !== 1) violations.push(`the token was fetched ${refreshes} times`)
      for (const [index, subject] of subjects.entries()) {
        const operationId = ids[index] ?? ''
        const requests = await subject.requests()
        const refused = requests.filter((request) => request.response?.body.includes('42001')).length
        const wanted = await chunksOf(operationId)
        if (requests.length !== wanted + refused)
          violations.push(`${requests.length} writes for ${wanted} chunks, ${refused} of them refused`)
        violations.push(...(await judge(subject, operationId)))
        await subject.clear?.()
      }
      return once(shorten(violations))
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.kill('SIGTERM')))
    },
  }
}

async function chunksOf(operationId: string): Promise<number> {
  const groups = await sql<{ count: number }>(
    'select count(*)::int as count from operation_item where operation_id = $1 group by group_key',
    [operationId],
  )
  return groups.reduce((sum, { count }) => sum + Math.ceil(count / Number(SETTINGS.WECHAT_CHUNK_SIZE)), 0)
}
