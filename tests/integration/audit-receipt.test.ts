import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchange, type Ledger, openLedger } from './ledger-fixture'

let ledger: Ledger
type Queries = typeof import('@/lib/operations/queries')
let queries: Queries & typeof import('@/lib/operations/list-items') & typeof import('@/lib/operations/failure-causes')
let getProgress: typeof import('@/lib/operations/progress').getProgress
let cancelWrite: typeof import('@/lib/operations/cancel-write').cancelWrite

beforeAll(async () => {
  ledger = await openLedger()
  queries = {
    ...(await import('@/lib/operations/queries')),
    ...(await import('@/lib/operations/list-items')),
    ...(await import('@/lib/operations/failure-causes')),
  }
  ;({ getProgress } = await import('@/lib/operations/progress'))
  ;({ cancelWrite } = await import('@/lib/operations/cancel-write'))
})

afterAll(() => ledger.close())

const progressOf = async (id: string) => {
  const progress = await getProgress(id)
  if (!progress) throw new Error('no progress')
  return progress
}

describe('a receipt', () => {
  it('is found by id and by the number people say, and by nothing else', async () => {
    const id = await ledger.start(['r-a'])
    const operation = await queries.getOperation(id)
    expect(operation?.connection?.name).toBe('汀洲剧场')
    expect((await queries.getOperation(`R-${operation?.number}`))?.id).toBe(id)
    expect((await queries.getOperation(`${operation?.number}`))?.id).toBe(id)
    for (const odd of ['', 'R-', 'R-0', '-1', '1 or 1=1', '99999999999', id.toUpperCase(), `${id}x`, '../1', '\u0000'])
      expect(await queries.getOperation(odd), odd).toBeNull()
    await ledger.runToEnd(id)
  })

  it('counts what is really there before, while and after it runs', async () => {
    const id = await ledger.start(['c-1', 'c-2', 'c-3', 'c-4', 'c-5'])
    expect(await progressOf(id)).toMatchObject({
      state: 'queued',
      verdict: null,
      total: 5,
      toSend: 5,
      sent: 0,
      settled: 0,
      calls: 0,
      finishAt: null,
    })
    let calls = 0
    const meanwhile: Awaited<ReturnType<typeof progressOf>>[] = []
    ledger.upstream.next = async () => {
      calls += 1
      if (calls === 2) meanwhile.push(await progressOf(id))
      return 'apply'
    }
    await ledger.runToEnd(id)
    ledger.upstream.next = async () => 'apply'
    expect(meanwhile[0]).toMatchObject({ state: 'running', verdict: null, total: 5, settled: 0 })
    expect(meanwhile[0]?.sent).toBeGreaterThanOrEqual(2)
    expect(await progressOf(id)).toMatchObject({
      state: 'done',
      verdict: 'verified',
      settled: 5,
      calls: 3,
      finishAt: null,
      reconciling: 0,
    })
    expect((await progressOf(id)).counts).toMatchObject({ verified: 5, pending: 0, failed: 0, unknown: 0 })
  })

  it('never calls an unknown outcome failed or done', async () => {
    const id = await ledger.start(['u-1'])
    ledger.upstream.next = async (targets) => ({
      exchange: { ...exchange, errcode: '-1', errmsg: 'system error' },
      answers: targets.map((_, index) => ({
        itemId: itemIds[index] ?? '',
        outcome: 'unknown' as const,
        code: '-1',
        message: 'system error',
        rid: null,
      })),
    })
    const itemIds = (await queries.listItems(id)).items.map((item) => item.id)
    await ledger.run(id)
    const progress = await progressOf(id)
    expect(progress.verdict).toBeNull()
    expect(progress.reconciling).toBe(1)
    expect(progress.counts).toMatchObject({ unknown: 1, failed: 0, verified: 0, pending: 0 })
    expect((await queries.listItems(id)).items[0]).toMatchObject({ group: 'unknown', settledAt: null })
    expect(await queries.failureCauses(id)).toEqual([])
    ledger.upstream.next = async () => 'apply'
    await ledger.runToEnd(id)
    expect((await progressOf(id)).counts.unknown).toBe(0)
  })

  it('pages its items by place, by outcome and by text', async () => {
    const targets = Array.from({ length: 25 }, (_, index) => `p-${index}%_'`)
    const id = await ledger.start(targets)
    await ledger.runToEnd(id)
    const seen: string[] = []
    let after = -1
    for (;;) {
      const page = await queries.listItems(id, { after, limit: 10 })
      seen.push(...page.items.map((item) => item.targetId))
      if (page.next === null) break
      after = page.next
    }
    expect(seen).toEqual(targets)
    expect((await queries.listItems(id, { group: 'verified', limit: 100 })).items).toHaveLength(25)
    expect((await queries.listItems(id, { group: 'failed' })).items).toEqual([])
    expect((await queries.listItems(id, { text: 'P-7%_' })).items.map((item) => item.targetId)).toEqual(["p-7%_'"])
    expect((await queries.listItems(id, { text: 'p-%' })).items).toEqual([])
  })

  it('groups refusals by what the upstream said', async () => {
    const id = await ledger.start(['f-1', 'f-2'])
    const itemIds = (await queries.listItems(id)).items.map((item) => item.id)
    ledger.upstream.next = async () => ({
      exchange: { ...exchange, errcode: '10090038' },
      answers: itemIds.map((itemId) => ({
        itemId,
        outcome: 'refused' as const,
        code: '10090038',
        message: '没有类目',
        rid: 'r-1',
      })),
    })
    await ledger.runToEnd(id)
    ledger.upstream.next = async () => 'apply'
    expect(await queries.failureCauses(id)).toMatchObject([
      { group: 'failed', code: '10090038', count: 2, rid: 'r-1', targets: ['f-1', 'f-2'] },
    ])
    expect(await queries.listCalls(id)).toMatchObject([{ number: 1, state: 'answered', errcode: '10090038' }])
  })

  it('stops once, and only while there is something to stop', async () => {
    const id = await ledger.start(['s-1', 's-2'])
    const context = {
      actor: {
        type: 'person',
        id: 'p1',
        name: '运营甲',
        role: 'manager',
        sessionPrint: null,
        ip: null,
        userAgent: null,
      },
      requestId: 'q',
    }
    const cancel = () => cancelWrite.run({ operationId: id }, context as never)
    expect(await cancel()).toMatchObject({ ok: true })
    expect(await cancel()).toMatchObject({ ok: true })
    expect((await progressOf(id)).isCancelling).toBe(true)
    await ledger.runToEnd(id)
    expect(await progressOf(id)).toMatchObject({ verdict: 'cancelled', isCancelling: false, counts: { cancelled: 2 } })
    expect(await cancel()).toMatchObject({ ok: false, code: 'conflict' })
    const asked = await ledger.sql('select 1 from audit_event where action = $1 and operation_id = $2', [
      'operation.cancel',
      id,
    ])
    expect(asked).toHaveLength(1)
    expect(cancelWrite.permission).toBe('operation.cancel')
  })
})

describe('the list of receipts', () => {
  it('goes on and back by number and narrows by verdict, person and time', async () => {
    const { listOperations } = await import('@/lib/operations/list-operations')
    const all = await listOperations({}, null, 100)
    expect(all.operations.length).toBeGreaterThanOrEqual(5)
    const first = await listOperations({}, null, 2)
    const second = await listOperations({}, { after: Number(first.older) }, 2)
    const again = await listOperations({}, { before: Number(second.newer) }, 2)
    expect([...first.operations, ...second.operations].map(({ id }) => id)).toEqual(
      all.operations.slice(0, 4).map(({ id }) => id),
    )
    expect(again.operations).toEqual(first.operations)
    expect(again.newer).toBeNull()
    expect((await listOperations({ verdict: 'cancelled' })).operations.map(({ verdict }) => verdict)).toEqual([
      'cancelled',
    ])
    expect((await listOperations({ verdict: 'open' })).operations).toEqual([])
    expect((await listOperations({ actorId: 'nobody' })).operations).toEqual([])
    expect((await listOperations({ until: new Date(0) })).operations).toEqual([])
  })

  it('counts what is under way', async () => {
    const { readRunningWork } = await import('@/lib/operations/running-work')
    expect((await readRunningWork()).operations).toBe(0)
    const id = await ledger.start(['k-1'])
    expect((await readRunningWork()).operations).toBe(1)
    await ledger.runToEnd(id)
    expect((await readRunningWork()).operations).toBe(0)
  })
})
