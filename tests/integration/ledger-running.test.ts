import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exchange, type Ledger, openLedger } from './ledger-fixture'

let ledger: Ledger
let runOperation: typeof import('@/lib/operations/runner').runOperation
let getProgress: typeof import('@/lib/operations/progress').getProgress
let cancelOperation: typeof import('@/lib/operations/cancel').cancelOperation

beforeAll(async () => {
  ledger = await openLedger()
  ;({ runOperation } = await import('@/lib/operations/runner'))
  ;({ getProgress } = await import('@/lib/operations/progress'))
  ;({ cancelOperation } = await import('@/lib/operations/cancel'))
})
afterAll(() => ledger.close())
beforeEach(async () => {
  ledger.upstream.next = async () => 'apply'
  ledger.upstream.sent.length = 0
  await ledger.sql('update rate_limit set paused_until = null, parked_until = null')
})

const person = {
  type: 'person' as const,
  id: 'p1',
  name: '运营甲',
  role: 'manager',
  sessionPrint: null,
  ip: null,
  userAgent: null,
}
const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
const callsOf = async (id: string) =>
  (await ledger.sql('select 1 from operation_call where operation_id = $1', [id])).length
const runWith = (id: string, pace: () => Promise<void>, stopping = () => false) =>
  runOperation(id, {
    runnerId: ledger.runners[0]?.id ?? 0,
    drivers: new Map([['drama.grant', ledger.upstream.driver]]),
    connect: async () => ({ connection: { id: ledger.connectionId, pace } as never, closedReason: null }),
    mayStill: async () => true,
    stopping,
  })

/** A slot that comes when the test says so. */
function slot() {
  let give = () => {}
  let asked = () => {}
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve
  })
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return {
    isAsked,
    give: () => give(),
    pace: () => {
      asked()
      return given
    },
  }
}

describe('waiting for a slot', () => {
  it('sends nothing of an operation cancelled meanwhile, and says what was never sent', async () => {
    const id = await ledger.start(names('w', 5))
    const waiting = slot()
    const running = runWith(id, waiting.pace)
    await waiting.isAsked
    expect(await callsOf(id)).toBe(0)
    await cancelOperation(id, person, 'q')
    waiting.give()
    await running
    expect(ledger.upstream.sent).toEqual([])
    expect(await callsOf(id)).toBe(0)
    expect(await getProgress(id)).toMatchObject({ state: 'done', verdict: 'cancelled', neverSent: 5, sent: 0 })
  })

  it('leaves nothing open when the worker is told to stop, so that nothing becomes unknown', async () => {
    const id = await ledger.start(names('s', 3))
    let isStopping = false
    const waiting = slot()
    const running = runWith(id, waiting.pace, () => isStopping)
    await waiting.isAsked
    isStopping = true
    await running
    expect(await callsOf(id)).toBe(0)
    expect(await getProgress(id)).toMatchObject({ state: 'waiting', states: { queued: 3, unknown: 0, in_flight: 0 } })
    await ledger.runToEnd(id)
    expect((await ledger.verdictOf(id)).verdict).toBe('verified')
  })
})

describe('a cancel while a call is out', () => {
  it('lets what was sent settle and sends nothing more', async () => {
    const id = await ledger.start(names('c', 9))
    ledger.upstream.next = async () => {
      if (ledger.upstream.sent.length === 2) await cancelOperation(id, person, 'q')
      return 'apply'
    }
    await ledger.runToEnd(id)
    expect(ledger.upstream.sent).toHaveLength(2)
    expect(await getProgress(id)).toMatchObject({
      verdict: 'partial',
      counts: { verified: 4, cancelled: 5 },
      neverSent: 5,
      sent: 4,
    })
  })

  it('takes effect on an account that is out of use', async () => {
    const id = await ledger.start(names('o', 2))
    await cancelOperation(id, person, 'q')
    await runOperation(id, {
      runnerId: ledger.runners[0]?.id ?? 0,
      drivers: new Map([['drama.grant', ledger.upstream.driver]]),
      connect: async () => Promise.reject(new Error('not available')),
      mayStill: async () => true,
      stopping: () => false,
    })
    expect((await ledger.verdictOf(id)).verdict).toBe('cancelled')
  })
})

describe('an account that asked for a rest', () => {
  it('is left alone by every operation until the rest is over, and the receipt says until when', async () => {
    const id = await ledger.start(names('r', 4))
    ledger.upstream.next = async (targets) => ({
      exchange: { ...exchange, errcode: '10093023' },
      pauseMs: 60_000,
      answers: (await itemsOf(id, targets)).map((itemId) => ({
        itemId,
        outcome: 'again',
        code: '10093023',
        message: 'too frequent',
        rid: null,
      })),
    })
    await ledger.run(id)
    ledger.upstream.next = async () => 'apply'
    const other = await ledger.start(names('r2', 1))
    await ledger.run(other)
    expect(ledger.upstream.sent).toHaveLength(1)
    for (const waiting of [id, other]) {
      const progress = await getProgress(waiting)
      expect(progress).toMatchObject({ state: 'waiting', pause: { reason: 'rate_limited', code: '10093023' } })
      expect(Date.parse(progress?.wakeAt ?? '')).toBeGreaterThan(Date.now() + 50_000)
    }
    await ledger.sql('update rate_limit set paused_until = clock_timestamp()')
    await ledger.sql('update operation_item set due_at = null where settled_at is null')
    for (const waiting of [id, other]) {
      await ledger.sql('update operation set wake_at = null where id = $1', [waiting])
      await ledger.runToEnd(waiting)
      expect((await ledger.verdictOf(waiting)).verdict).toBe('verified')
    }
  })
})

async function itemsOf(operationId: string, targets: string[]): Promise<string[]> {
  const rows = await ledger.sql<{ id: string }>(
    'select id from operation_item where operation_id = $1 and target_id = any($2)',
    [operationId, targets],
  )
  return rows.map(({ id }) => id)
}

describe('two workers', () => {
  it('do every operation once, however often both are told of it', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, (_, index) => ledger.start(names(`t${index}`, 7))))
    await Promise.all(ids.flatMap((id) => [ledger.run(id, 0), ledger.run(id, 1), ledger.run(id, 1)]))
    for (const id of ids) await ledger.runToEnd(id)
    for (const target of ids.flatMap((_, index) => names(`t${index}`, 7)))
      expect(ledger.upstream.held.get(target), target).toBe(1)
  })

  it('take up what is due of every account, not only of the one with most to do', async () => {
    const { dueOperations } = await import('@/lib/operations/claim')
    const quiet = randomUUID()
    await ledger.sql(
      `insert into connection (id, kind, name, base_url, account_id, secret_ciphertext, calls_per_second, updated_at)
       values ($1, 'wechat', '另一账号', 'http://127.0.0.1:1', 'wx0000000000000001', '-', 100, now())`,
      [quiet],
    )
    const busy = await Promise.all(Array.from({ length: 12 }, (_, index) => ledger.start(names(`b${index}`, 1))))
    const late = await ledger.start(names('q', 1))
    await ledger.sql('update operation set connection_id = $2 where id = $1', [late, quiet])
    const due = await dueOperations(ledger.runners[0]?.id ?? 0, 8)
    expect(due).toContain(late)
    expect(due.filter((id) => busy.includes(id)).length).toBeLessThan(busy.length)
    for (const id of [...busy, late]) await ledger.runToEnd(id)
  })
})

describe('counts kept by the database', () => {
  it('are those of the items at every moment, whatever happens to them', async () => {
    const id = await ledger.start(names('k', 8))
    const check = async () => {
      const counted = await ledger.sql<{ state: string; items: number }>(
        'select state, count(*)::int as items from operation_item where operation_id = $1 group by 1',
        [id],
      )
      const progress = await getProgress(id)
      const shown = Object.entries(progress?.states ?? {}).filter(([, items]) => items > 0)
      expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(counted.map(({ state, items }) => [state, items])))
    }
    let turn = 0
    ledger.upstream.next = async (targets) => {
      await check()
      turn += 1
      if (turn === 1 || turn > 3) return 'apply'
      const itemIds = await itemsOf(id, targets)
      return {
        exchange,
        answers: itemIds.map((itemId) => ({
          itemId,
          outcome: turn === 2 ? 'refused' : 'unknown',
          code: turn === 2 ? '1' : '-1',
          message: null,
          rid: null,
        })),
      }
    }
    await ledger.run(id)
    await check()
    ledger.upstream.next = async () => 'apply'
    await ledger.runToEnd(id)
    await check()
    expect(await getProgress(id)).toMatchObject({ counts: { verified: 6, failed: 2 }, total: 8, settled: 8 })
  })
})
