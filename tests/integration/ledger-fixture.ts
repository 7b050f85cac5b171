import { randomUUID } from 'node:crypto'
import type { OperationDriver, SendResult } from '@/lib/operations/driver'
import { enterTestDatabase } from '@/tests/fixtures'

/** An upstream in a few lines: what it holds, and what it does with the next call. */
class FakeUpstream {
  readonly held = new Map<string, number>()
  readonly sent: string[][] = []
  next: (targets: string[]) => Promise<SendResult | 'apply'> = async () => 'apply'
  reads: (target: string) => number | undefined = (target) => this.held.get(target)

  readonly driver: OperationDriver = {
    action: 'drama.grant',
    connectionKind: 'wechat',
    chunk: (items) => [items.slice(0, 2)],
    recheck: async () => [],
    send: async (_call, _context, items) => {
      const targets = items.map((item) => item.targetId)
      this.sent.push(targets)
      const answer = await this.next(targets)
      if (answer !== 'apply') return answer
      for (const target of targets) this.held.set(target, (this.held.get(target) ?? 0) + 1)
      return {
        exchange,
        answers: items.map((item) => ({ itemId: item.id, outcome: 'succeeded', code: '0', message: null, rid: null })),
      }
    },
    readBack: async (_context, items) =>
      items.map((item) => ({
        itemId: item.id,
        found: this.reads(item.targetId) === undefined ? 'absent' : 'as_intended',
        after: { times: this.reads(item.targetId) ?? 0 },
      })),
    settle: async () => {},
    describe: (item, after) => ({ before: item.before, after }),
  }
}

export const exchange: SendResult['exchange'] = {
  service: 'wechat',
  endpoint: 'POST /fake',
  httpStatus: 200,
  errcode: '0',
  errmsg: 'ok',
  rid: null,
  latencyMs: 1,
  request: {},
  response: {},
  clockOffsetMs: null,
}

export type Ledger = Awaited<ReturnType<typeof openLedger>>

/** The real ledger on a real database, with a fake upstream below. Call before importing anything of lib. */
export async function openLedger(settings: Record<string, string> = {}) {
  const database = await enterTestDatabase({
    DATABASE_POOL_SIZE: '20',
    LATE_APPLY_WINDOW_MS: '400',
    ABSENT_READS_GAP_MS: '100',
    READ_BACK_WINDOW_MS: '1500',
    ...settings,
  })
  const { pool, sql } = await import('@/lib/db')
  const { prepareQueues, stopSender } = await import('@/lib/jobs/queue')
  const { submitOperation } = await import('@/lib/operations/submit')
  const { runOperation } = await import('@/lib/operations/runner')
  const { startRunner } = await import('@/lib/operations/runner-identity')
  await prepareQueues()
  const connectionId = randomUUID()
  await sql(
    `insert into connection (id, kind, name, base_url, account_id, secret_ciphertext, calls_per_second, updated_at)
     values ($1, 'wechat', '汀洲剧场', 'http://127.0.0.1:1', 'wx0000000000000000', '-', 100, now())`,
    [connectionId],
  )
  const runners = await Promise.all([startRunner(() => {}), startRunner(() => {})])
  const upstream = new FakeUpstream()
  let [mayStill, closedReason]: [boolean, string | null] = [true, null]

  const submit = (targets: string[], more: { requestKey?: string; reason?: string } = {}) =>
    submitOperation({
      action: 'drama.grant',
      connectionId,
      requestKey: more.requestKey ?? randomUUID(),
      input: { targets },
      reason: more.reason ?? '工单 5521',
      actor: {
        type: 'person',
        id: 'p1',
        name: '运营甲',
        role: 'manager',
        sessionPrint: null,
        ip: null,
        userAgent: null,
      },
      summary: {},
      target: { type: 'drama_grant', id: connectionId, name: '汀洲剧场' },
      items: targets.map((target) => ({
        targetKey: target,
        groupKey: 'g',
        targetType: 'drama_grant',
        targetId: target,
        targetName: target,
        plan: 'new',
        intent: {},
      })),
    })
  const run = (operationId: string, worker = 0) =>
    runOperation(operationId, {
      runnerId: runners[worker]?.id ?? 0,
      drivers: new Map([['drama.grant', upstream.driver]]),
      connect: async () => ({ connection: { id: connectionId, pace: async () => {} } as never, closedReason }),
      mayStill: async () => mayStill,
      stopping: () => false,
    })

  return {
    upstream,
    runners,
    sql,
    submit,
    run,
    connectionId,
    setMayStill: (value: boolean) => {
      mayStill = value
    },
    setClosed: (reason: string | null) => {
      closedReason = reason
    },
    /** Submits and gives the id. */
    start: async (targets: string[]) => {
      const result = await submit(targets)
      if (!result.ok) throw new Error(JSON.stringify(result))
      return result.data.operationId
    },
    /** Runs until it is done, as the sweeper would: each time it is due. */
    runToEnd: async (operationId: string) => {
      for (let runs = 0; runs < 200; runs += 1) {
        await run(operationId)
        const [row] = await sql<{ state: string; wait_ms: number }>(
          `select state, extract(epoch from wake_at - clock_timestamp()) * 1000 as wait_ms from operation where id = $1`,
          [operationId],
        )
        if (row?.state === 'done') return
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, Number(row?.wait_ms ?? 0))))
      }
      throw new Error('never done')
    },
    verdictOf: async (operationId: string) => {
      const [operation] = await sql<{ verdict: string | null }>('select verdict from operation where id = $1', [
        operationId,
      ])
      const items = await sql<{ target_id: string; verdict: string; cause: string | null; code: string | null }>(
        'select target_id, verdict, cause, code from operation_item where operation_id = $1 order by position',
        [operationId],
      )
      return { verdict: operation?.verdict ?? null, items }
    },
    close: async () => {
      await Promise.all(runners.map((runner) => runner.stop()))
      await stopSender()
      await pool.end()
      await database.drop()
    },
    database,
  }
}
