import { openConnection } from '@/lib/connections/open-connection'
import { renewConnectionToken } from '@/lib/connections/renew-token'
import { reopenConnection } from '@/lib/connections/reopen-connection'
import { sql } from '@/lib/db'
import { listDramas } from '@/lib/wechat/list-dramas'
import { currentToken } from '@/lib/wechat/token'
import { bulkSubject } from '@/tests/faults/grant-subject'
import { checkInvariants } from '@/tests/faults/invariants'
import { itemsOf, judge, liesOf, shorten } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { allDone, type OpenScenario, once } from '@/tests/faults/scenario'
import type { Stage } from '@/tests/faults/stage'
import { contextOf } from '@/tests/faults/subject'
import type { JournalView } from '@/tests/sandbox-control'

const SETTINGS = { WECHAT_CHUNK_SIZE: '20' }
/** Ten thousand refused reads in fifty runs. */
const REFUSALS = 200
const FORCERS = 20
const GAP_MS = 30_000
const MOST_A_DAY = 20
const MOST_WRITES_REFUSED = 2

/**
 * F18: another system of the account forced a new token (odd seeds), or the upstream refuses the very token it hands out
 * (even seeds). The first costs one ordinary fetch; the second stops the account's writes with an alarm. Only a person
 * forces, however many errors there are and however many people press at once.
 */
export const tokenRefused: OpenScenario = async (stage) => {
  await currentToken((await openConnection(stage.wechatId)).connection)
  const worker = await stage.startWorker(SETTINGS).ready()
  const forced: JournalView[] = []
  let allowed = 0
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const since = await stage.control.lastSeq()
      const violations = seed % 2 === 1 ? await outsideRefresh(stage, random) : await sameTokenBack(stage)
      const automatic = await forcedSince(stage, since)
      if (automatic.length > 0) violations.push(`${automatic.length} refreshes were forced by no person`)
      const pressed = await stage.control.lastSeq()
      allowed += await pressAllAtOnce(stage)
      forced.push(...(await forcedSince(stage, pressed)))
      return once(shorten(violations))
    },
    finish: async () => {
      const times = forced.map((entry) => Date.parse(entry.at))
      const violations = times
        .slice(1)
        .flatMap((at, index) =>
          at - (times[index] ?? 0) < GAP_MS ? [`two forced refreshes ${at - (times[index] ?? 0)} ms apart`] : [],
        )
      if (forced.length > MOST_A_DAY) violations.push(`${forced.length} forced refreshes in a day`)
      if (forced.length !== allowed) violations.push(`${forced.length} forced refreshes, of ${allowed} allowed`)
      if (forced.length === 0) violations.push('an administrator could not force a refresh')
      return violations
    },
    close: () => worker.kill('SIGTERM'),
  }
}

async function outsideRefresh(stage: Stage, random: Random): Promise<string[]> {
  const since = await stage.control.lastSeq()
  const subject = await bulkSubject(stage, { dramas: 60, licensees: 2 })
  const path = random.one(['/authorizedrama', 'getauthorizeobjects'])
  await stage.control.fault({
    upstream: 'wechat',
    path,
    bodyIncludes: random.one(subject.appids),
    kind: 'invalidate_token',
    after: path === '/authorizedrama' ? random.below(3) : 0,
  })
  const operationId = await subject.submit()
  const violations = await allDone([operationId])
  await stage.control.clearFaults()
  const fetches = (await stage.control.journal({ since, path: 'stable_token' })).length
  if (fetches !== 1) violations.push(`the token was fetched ${fetches} times`)
  violations.push(...(await judge(subject, operationId)))
  await subject.clear?.()
  return violations
}

async function sameTokenBack(stage: Stage): Promise<string[]> {
  const subject = await bulkSubject(stage, { dramas: 60, licensees: 2 })
  const fault = { upstream: 'wechat', kind: 'errcode', code: 40001, times: null } as const
  await stage.control.fault({ ...fault, path: '/authorizedrama' })
  const operationId = await subject.submit()
  const violations = await allDone([operationId])
  const writes = await subject.requests()
  if (writes.length > MOST_WRITES_REFUSED) violations.push(`${writes.length} writes although the token is refused`)
  violations.push(...liesOf(await itemsOf(operationId), await subject.holds()))
  violations.push(...(await checkInvariants(subject, operationId)))
  const [alarm] = await sql(
    `select 1 from audit_event where operation_id = $1 and phase = 'panic' and detail->>'alarm' = 'token_refused'`,
    [operationId],
  )
  if (!alarm) violations.push('no alarm tells that the token is refused')
  await stage.control.fault({ ...fault, path: 'listdramas' })
  const { connection, closedReason } = await openConnection(stage.wechatId)
  if (closedReason !== 'token_refused') violations.push(`writes are not stopped: ${closedReason}`)
  for (let refusal = 1; refusal <= REFUSALS; refusal += 1) await listDramas(connection).catch(() => undefined)
  await stage.control.clearFaults()
  const reopened = await reopenConnection.run({ connectionId: stage.wechatId, reason: '令牌已换新' }, contextOf(stage))
  if (!reopened.ok) violations.push(`not reopened: ${reopened.code}`)
  await subject.clear?.()
  return violations
}

async function pressAllAtOnce(stage: Stage): Promise<number> {
  const input = { connectionId: stage.wechatId, reason: '微信拒收令牌' }
  const results = await Promise.all(
    Array.from({ length: FORCERS }, () => renewConnectionToken.run(input, contextOf(stage))),
  )
  return results.filter((result) => result.ok).length
}

const forcedSince = async (stage: Stage, since: number): Promise<JournalView[]> =>
  (await stage.control.journal({ since, path: 'stable_token' })).filter((entry) => entry.body.includes('force_refresh'))
