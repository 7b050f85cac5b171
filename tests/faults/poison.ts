import { sql } from '@/lib/db'
import { bulkSubject, type GrantSubject } from '@/tests/faults/grant-subject'
import { checkInvariants } from '@/tests/faults/invariants'
import { shorten } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { FINISH_MS, isDone, type OpenScenario, once, until } from '@/tests/faults/scenario'

const SIZE = { dramas: 200, licensees: 2 }
const SETTINGS = { WECHAT_CHUNK_SIZE: '40' }
const CALLS_PER_SECOND = 10
const CLEAN_EVERY = 5
const LEAST_THROUGHPUT = 0.95
const ENDS_WITHIN_MS = 15_000

type Judged = { target_key: string; state: string; verdict: string; code: string | null; attempts: number }

/**
 * F29: one item of a bulk makes our own code throw, each time, before it is sent or after. It is put aside after three
 * tries; the others lose nothing, measured against bulks without one at the same rate limit.
 */
export const poisoned: OpenScenario = async (stage) => {
  await sql('update connection set calls_per_second = $2 where id = $1', [stage.wechatId, CALLS_PER_SECOND])
  const worker = await stage.startWorker(SETTINGS).ready()
  const clean: number[] = []
  const poisonedMs: number[] = []

  const bulk = async (spoil: ((operationId: string) => Promise<string | null>) | null) => {
    const subject = await bulkSubject(stage, SIZE)
    const operationId = await subject.submit()
    const key = spoil ? await spoil(operationId) : null
    const finished = await until(() => isDone(operationId), FINISH_MS)
    const tookMs = await othersTookMs(operationId, key)
    const violations = finished ? await judgeOthers(subject, operationId, key) : [`not finished\n${worker.output}`]
    await subject.clear?.()
    return { violations, tookMs }
  }

  return {
    run: async (seed) => {
      const random = new Random(seed)
      const violations: string[] = []
      if (seed % CLEAN_EVERY === 1 || clean.length === 0) {
        const found = await bulk(null)
        clean.push(found.tookMs)
        violations.push(...found.violations)
      }
      const beforeSending = seed % 3 !== 0
      const found = await bulk((operationId) => spoilOne(operationId, random, beforeSending))
      if (beforeSending) poisonedMs.push(found.tookMs)
      return once([...violations, ...found.violations])
    },
    finish: async () => {
      const throughput = median(clean) / median(poisonedMs)
      return throughput < LEAST_THROUGHPUT ? [`the others kept ${throughput.toFixed(3)} of their throughput`] : []
    },
    close: () => worker.kill('SIGTERM'),
  }
}

/** Makes one item unreadable for our own code, still queued or already sent. */
async function spoilOne(operationId: string, random: Random, beforeSending: boolean): Promise<string | null> {
  const states = beforeSending ? ['queued'] : ['in_flight', 'succeeded']
  const position = 250 + random.below(150)
  let key: string | null = null
  await until(async () => {
    const [row] = await sql<{ target_key: string }>(
      `update operation_item set intent = '{}' where id in (
         select id from operation_item where operation_id = $1 and state = any($2) and settled_at is null and position >= $3
          order by position limit 1) and settled_at is null and state = any($2) returning target_key`,
      [operationId, states, position],
    )
    key = row?.target_key ?? null
    return key !== null || (await isDone(operationId))
  }, FINISH_MS)
  return key
}

async function judgeOthers(subject: GrantSubject, operationId: string, poison: string | null): Promise<string[]> {
  const violations: string[] = []
  const items = await sql<Judged>(
    'select target_key, state, verdict, code, attempts from operation_item where operation_id = $1',
    [operationId],
  )
  const [holds, applications] = [await subject.holds(), await subject.applications()]
  for (const { target_key: key, state, verdict, code, attempts } of items) {
    const times = applications.get(key) ?? 0
    if (key !== poison) {
      if (verdict !== 'verified' || !holds.get(key) || times !== 1)
        violations.push(`${key}: ${verdict}, held ${holds.get(key)}, applied ${times} times`)
    } else if (times === 0) {
      if (state !== 'refused' || verdict !== 'failed' || code !== 'internal_error')
        violations.push(`the poisoned item was never sent and ended ${state}, ${verdict}, ${code}`)
      if (attempts > 3) violations.push(`the poisoned item was tried ${attempts} times`)
    } else if (state !== 'needs_human' || verdict !== 'unknown' || times !== 1)
      violations.push(`the poisoned item was sent ${times} times and ended ${state}, ${verdict}`)
  }
  const [row] = await sql<{ ms: number }>(
    'select extract(epoch from finished_at - created_at)::float8 * 1000 as ms from operation where id = $1',
    [operationId],
  )
  if (row && row.ms > ENDS_WITHIN_MS) violations.push(`the operation took ${Math.round(row.ms)} ms to end`)
  return shorten([...violations, ...(await checkInvariants(subject, operationId))])
}

async function othersTookMs(operationId: string, poison: string | null): Promise<number> {
  const [row] = await sql<{ ms: number }>(
    `select extract(epoch from max(item.settled_at) - min(operation.started_at))::float8 * 1000 as ms
       from operation_item item join operation on operation.id = item.operation_id
      where item.operation_id = $1 and item.target_key is distinct from $2`,
    [operationId, poison],
  )
  return row?.ms ?? Number.NaN
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1
