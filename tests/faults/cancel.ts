import { setTimeout as wait } from 'node:timers/promises'
import { cancelOperation } from '@/lib/operations/cancel'
import { bulkSubject } from '@/tests/faults/grant-subject'
import { checkInvariants } from '@/tests/faults/invariants'
import { itemsOf, liesOf, shorten } from '@/tests/faults/judge'
import { Random } from '@/tests/faults/random'
import { allDone, type OpenScenario, once } from '@/tests/faults/scenario'
import { contextOf } from '@/tests/faults/subject'

const WORKERS = 2
const TAKES_EFFECT_MS = 1_000
const SETTINGS = { WECHAT_CHUNK_SIZE: '20' }

/** F28: a running bulk is cancelled. Nothing more leaves than what the workers had in hand; what was sent settles. */
export const cancelled: OpenScenario = async (stage) => {
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => stage.startWorker(SETTINGS).ready()))
  return {
    run: async (seed) => {
      const random = new Random(seed)
      await stage.control.switches({ wechatLatencyMs: random.below(200) })
      const subject = await bulkSubject(stage, { dramas: 200, licensees: 10 })
      const operationId = await subject.submit()
      await wait(random.next() * 2_500)
      const asked = await cancelOperation(operationId, contextOf(stage).actor, 'fault')
      const askedAt = Date.now()
      const violations = await allDone([operationId])
      if (!asked.ok && asked.code !== 'conflict') violations.push(`cancelling was refused: ${asked.code}`)
      const after = (await subject.requests()).filter((request) => Date.parse(request.at) > askedAt)
      if (after.length > WORKERS) violations.push(`${after.length} calls arrived after the cancel`)
      const late = after.filter((request) => Date.parse(request.at) > askedAt + TAKES_EFFECT_MS)
      if (late.length > 0) violations.push(`${late.length} calls arrived more than a second after the cancel`)
      violations.push(...(await settledTruly(subject, operationId)), ...(await checkInvariants(subject, operationId)))
      await subject.clear?.()
      return once(shorten(violations))
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.kill('SIGTERM')))
    },
  }
}

/** Sent and held, or never sent and not held: nothing in between. */
async function settledTruly(subject: Awaited<ReturnType<typeof bulkSubject>>, operationId: string): Promise<string[]> {
  const items = await itemsOf(operationId)
  const [holds, applications] = [await subject.holds(), await subject.applications()]
  const violations = liesOf(items, holds)
  for (const { target_key: key, verdict } of items) {
    if (verdict !== 'verified' && verdict !== 'cancelled') violations.push(`${key}: ended ${verdict}`)
    if ((applications.get(key) ?? 0) !== (verdict === 'verified' ? 1 : 0))
      violations.push(`${key}: ${verdict}, applied ${applications.get(key) ?? 0} times`)
  }
  return violations
}
