import { setTimeout as wait } from 'node:timers/promises'
import { addConnection } from '@/lib/connections/add-connection'
import { sql } from '@/lib/db'
import { getProgress } from '@/lib/operations/progress'
import { untilBeijingMidnight } from '@/lib/wechat/errors'
import { neighbourCredentials } from '@/sandbox/credentials'
import { bulkSubject, type GrantSubject } from '@/tests/faults/grant-subject'
import { judge, shorten } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { allDone, FINISH_MS, type OpenScenario, once, until } from '@/tests/faults/scenario'
import type { Stage } from '@/tests/faults/stage'
import { contextOf } from '@/tests/faults/subject'
import type { JournalView } from '@/tests/sandbox-control'

const SETTINGS = { WECHAT_CHUNK_SIZE: '10' }
const WORKERS = 2
/** More operations at once than the workers take: waiting ones must not keep the other account from its turn. */
const OPERATIONS = 18
const LIMITED_PER_SECOND = 20
const UPSTREAM_PER_SECOND = 5
const OTHER_PER_SECOND = 4
const OTHER_SIZE = { dramas: 10, licensees: 8 }
const LEAST_THROUGHPUT = 0.95
/** What had left before the rest was committed has arrived by then, on a busy machine too. */
const IN_FLIGHT_MS = 400
/** An operation of the other account waits no longer for a worker than this. */
const STARTS_WITHIN_MS = 3_000

const QUOTA = 45009
const HTTP_LIMIT = 429
const codes = [10093023, QUOTA, 45011, HTTP_LIMIT] as const

/**
 * F16: one account is set to four times what its upstream allows, or its day is used up. Its calls stop, the receipt says
 * until when, and the other account keeps its pace. Then the rest is over: everything is granted, once. The pauses of a
 * minute and of a night are ended by hand; how long they are is read, not waited for.
 */
export const rateLimited: OpenScenario = async (stage) => {
  const otherId = await addOther(stage)
  await sql('update connection set calls_per_second = $2 where id = $1', [stage.wechatId, LIMITED_PER_SECOND])
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => stage.startWorker(SETTINGS).ready()))
  const other = () =>
    bulkSubject(stage, OTHER_SIZE, { connectionId: otherId, appid: neighbourCredentials.wechat.appId })
  const alone: number[] = []
  const beside: number[] = []
  return {
    run: async (seed) => {
      const random = new Random(seed)
      const code = codes[seed % codes.length] ?? QUOTA
      const violations: string[] = []
      if (alone.length < 3) {
        const subject = await other()
        const operationId = await subject.submit()
        violations.push(...(await allDone([operationId])))
        alone.push((await timesOf(operationId)).tookMs)
        await subject.clear?.()
      }
      const [others, limited] = [await other(), await limitedSubjects(stage, random)]
      const since = await stage.control.lastSeq()
      await holdWrites(stage)
      const ids = await Promise.all(limited.map((subject) => subject.submit()))
      await limit(stage, code, random)
      await restIsOver()
      await until(async () => (await refusals(stage, since, code)).length > 0, FINISH_MS)
      const otherOperation = await others.submit()
      violations.push(...(await allDone([otherOperation])))
      const { waitedMs, tookMs } = await timesOf(otherOperation)
      beside.push(tookMs)
      if (waitedMs > STARTS_WITHIN_MS)
        violations.push(`the other account waited ${Math.round(waitedMs)} ms for its turn`)
      violations.push(...tooMany(await refusals(stage, since, code)), ...(await saysSo(ids, code)))
      await stage.control.switches({ wechatQps: 0 })
      await stage.control.clearFaults()
      violations.push(...(await allDoneAwake(ids)), ...(await judge(others, otherOperation)))
      for (const [index, subject] of limited.entries()) {
        violations.push(...(await judge(subject, ids[index] ?? '')))
        await subject.clear?.()
      }
      await others.clear?.()
      return once(shorten(violations.map((violation) => `${code}: ${violation}`)))
    },
    finish: async () => {
      const throughput = median(alone) / median(beside)
      return throughput < LEAST_THROUGHPUT ? [`the other account kept ${throughput.toFixed(3)} of its throughput`] : []
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.kill('SIGTERM')))
    },
  }
}

async function addOther(stage: Stage): Promise<string> {
  const { appId, appSecret } = neighbourCredentials.wechat
  const added = await addConnection.run(
    {
      kind: 'wechat',
      name: '第二剧场',
      endpoint: 'sandbox',
      accountId: appId,
      secret: appSecret,
      callsPerSecond: OTHER_PER_SECOND,
    },
    contextOf(stage),
  )
  if (!added.ok) throw new Error(`the other account was refused: ${JSON.stringify(added)}`)
  return added.data.connectionId
}

async function limitedSubjects(stage: Stage, random: Random): Promise<GrantSubject[]> {
  const subjects: GrantSubject[] = []
  while (subjects.length < OPERATIONS)
    subjects.push(await bulkSubject(stage, { dramas: 11 + random.below(20), licensees: 1 }))
  return subjects
}

/** The bucket is the sandbox's own; a used-up day is told for this account's dramas only. */
async function limit(stage: Stage, code: number, random: Random): Promise<void> {
  if (code !== QUOTA && code !== HTTP_LIMIT)
    await stage.control.switches({ wechatQps: UPSTREAM_PER_SECOND, wechatRateLimitCode: code })
  else
    await stage.control.fault({
      upstream: 'wechat',
      path: '/authorizedrama',
      bodyIncludes: '"drama_id":[100',
      ...(code === QUOTA ? { kind: 'errcode' as const, code } : { kind: 'http' as const, status: code }),
      after: random.below(4),
      times: null,
    })
}

const refusals = async (stage: Stage, since: number, code: number): Promise<JournalView[]> =>
  (await stage.control.journal({ since, upstream: 'wechat' })).filter((entry) =>
    code === HTTP_LIMIT ? entry.response?.status === code : entry.response?.body.includes(`"errcode":${code}`),
  )

function tooMany(refused: readonly JournalView[]): string[] {
  const [first] = refused
  if (!first) return ['the upstream never limited anything']
  const answered = Date.parse(first.at) + (first.ms ?? 0) + IN_FLIGHT_MS
  const after = refused.map((entry) => Date.parse(entry.at)).filter((at) => at > answered)
  const busiest = Math.max(0, ...after.map((start) => after.filter((at) => at >= start && at < start + 1_000).length))
  return busiest > 1 ? [`${busiest} further calls were limited within a second, ${after.length} in all`] : []
}

/** The receipt names the reason and a believable end: a minute or so, or Beijing's midnight. */
async function saysSo(ids: readonly string[], code: number): Promise<string[]> {
  const violations: string[] = []
  for (const id of ids) {
    const progress = await getProgress(id)
    if (!progress || progress.states.queued === 0) continue
    const wanted = code === QUOTA ? 'quota' : 'rate_limited'
    const leftMs = Date.parse(progress.pause?.until ?? '') - Date.now()
    const mostMs = code === QUOTA ? untilBeijingMidnight(Date.now()) + 61_000 : 70_000
    if (progress.pause?.reason !== wanted) violations.push(`the receipt says ${progress.pause?.reason}, not ${wanted}`)
    else if (!(leftMs > 0 && leftMs <= mostMs)) violations.push(`the receipt promises an end in ${leftMs} ms`)
    const unread = progress.counts.pending - progress.states.queued
    if (code === QUOTA && unread > 0) violations.push(`${unread} granted items were not read back while writes rest`)
  }
  return violations
}

/** Lets all be submitted before any of it is sent. */
const holdWrites = (stage: Stage) =>
  sql(
    `insert into rate_limit (connection_id, next_at, parked_until) values ($1, now(), now() + interval '1 hour')
     on conflict (connection_id) do update set parked_until = excluded.parked_until`,
    [stage.wechatId],
  )

async function restIsOver(): Promise<void> {
  await sql(
    `update rate_limit set paused_until = null, parked_until = null, next_at = clock_timestamp()
      where paused_until is not null or parked_until is not null`,
  )
  await sql(
    `update operation_item set due_at = null where settled_at is null and due_at is not null and state = 'queued'`,
  )
  await sql(`update operation set wake_at = clock_timestamp() where state = 'waiting'`)
}

/** Ends a rest as often as a step that was under way begins it anew. */
async function allDoneAwake(ids: readonly string[]): Promise<string[]> {
  const finished = allDone(ids)
  let isOver = false
  const waking = (async () => {
    while (!isOver) {
      await restIsOver()
      await wait(400)
    }
  })()
  const violations = await finished.finally(() => {
    isOver = true
  })
  await waking
  return violations
}

async function timesOf(operationId: string): Promise<{ waitedMs: number; tookMs: number }> {
  const [row] = await sql<{ waited: number; took: number }>(
    `select extract(epoch from started_at - created_at)::float8 * 1000 as waited,
            extract(epoch from finished_at - started_at)::float8 * 1000 as took from operation where id = $1`,
    [operationId],
  )
  return { waitedMs: row?.waited ?? Number.NaN, tookMs: row?.took ?? Number.NaN }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1
