import { type ChildProcess, spawn } from 'node:child_process'
import { once as event } from 'node:events'
import { openConnection } from '@/lib/connections/open-connection'
import { sql } from '@/lib/db'
import { currentToken } from '@/lib/wechat/token'
import { Random } from '@/tests/faults/random'
import type { OpenScenario } from '@/tests/faults/scenario'
import type { Stage } from '@/tests/faults/stage'
import type { TokenAnswer, TokenRound } from '@/tests/faults/token-caller'

const PROCESSES = 8
const CALLERS = 50
/** Fifty seeds make the thousand rounds. */
const ROUNDS = 20

const ends = ['gone', 'running out', 'refused'] as const

/** F19: eight processes with fifty callers each want a token at the moment there is none that is good. One of them asks. */
export const stampede: OpenScenario = async (stage) => {
  const bundle = process.env.TOKEN_CALLER_BUNDLE ?? ''
  const processes = await Promise.all(Array.from({ length: PROCESSES }, () => startCaller(bundle)))
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const violations: string[] = []
      for (let round = 1; round <= ROUNDS; round += 1) {
        const end = random.one(ends)
        const refused = await endToken(stage, end)
        const since = await stage.control.lastSeq()
        const order: TokenRound = { connectionId: stage.wechatId, callers: CALLERS, refused }
        const answers = await Promise.all(processes.map((child) => ask(child, order)))
        const tokens = new Set(answers.flatMap((answer) => answer.fingerprints))
        const errors = answers.flatMap((answer) => answer.errors)
        const fetches = (await stage.control.journal({ since, path: 'stable_token' })).length
        const where = `round ${round}, token ${end}`
        if (fetches !== 1) violations.push(`${where}: fetched ${fetches} times`)
        if (tokens.size !== 1) violations.push(`${where}: ${tokens.size} different tokens`)
        if (errors.length > 0) violations.push(`${where}: ${errors.length} callers failed, ${errors[0]}`)
      }
      return { runs: ROUNDS, violations }
    },
    close: async () => {
      for (const child of processes) child.kill('SIGKILL')
    },
  }
}

/** Ends the token in one of the ways tokens end; gives the one that was refused, where one was. */
async function endToken(stage: Stage, end: (typeof ends)[number]): Promise<string | null> {
  const { connection } = await openConnection(stage.wechatId)
  const token = await currentToken(connection)
  if (end === 'gone') await sql('delete from access_token where connection_id = $1', [stage.wechatId])
  else if (end === 'running out')
    await sql(
      `update access_token set obtained_at = now() - interval '2 hours', expires_at = now() + interval '4 minutes' where connection_id = $1`,
      [stage.wechatId],
    )
  else {
    await stage.control.fault({ upstream: 'wechat', path: 'listdramas', kind: 'invalidate_token' })
    const url = new URL('/wxa/sec/vod/listdramas', connection.baseUrl)
    url.searchParams.set('access_token', token.reveal())
    await fetch(url, { method: 'POST', body: '{"offset":0,"limit":1}' })
    return token.reveal()
  }
  return null
}

async function startCaller(bundle: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [bundle], {
    env: { ...process.env, DATABASE_POOL_SIZE: '4' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await event(child, 'message')
  return child
}

async function ask(child: ChildProcess, order: TokenRound): Promise<TokenAnswer> {
  const answered = event(child, 'message')
  child.send(order)
  const [answer] = (await answered) as [TokenAnswer]
  return answer
}
