import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Ledger, openLedger } from './ledger-fixture'

let ledger: Ledger
let list: typeof import('@/lib/operations/list-operations')

beforeAll(async () => {
  ledger = await openLedger()
  list = await import('@/lib/operations/list-operations')
})
afterAll(() => ledger.close())
beforeEach(() => {
  ledger.upstream.next = async () => 'apply'
})

async function verified(): Promise<string> {
  const id = await ledger.start([randomUUID()])
  await ledger.runToEnd(id)
  return id
}

/** A receipt that ended unknown, as one whose upstream could not be read for half an hour does. */
async function unknown(reason = '合同 HT-2026-001'): Promise<string> {
  const id = await verified()
  const { newId } = await import('@/lib/id')
  const copy = newId()
  await ledger.sql(
    `insert into operation (id, action, connection_id, request_key, request_hash, reason, summary, actor_id, actor_name, actor_role, state, verdict, finished_at)
     select $2, action, connection_id, $3, '', $4, summary, actor_id, actor_name, actor_role, 'done', 'unknown', now() from operation where id = $1`,
    [id, copy, randomUUID(), reason],
  )
  await ledger.sql(
    `insert into operation_item (id, operation_id, connection_id, position, target_key, group_key, target_type, target_id, target_name, plan, intent, state, verdict, settled_at)
     select $3, $2, connection_id, position, target_key, group_key, target_type, target_id, target_name, plan, intent, 'needs_human', 'unknown', now()
       from operation_item where operation_id = $1`,
    [id, copy, newId()],
  )
  return copy
}

const idsOf = async (filter: import('@/lib/operations/list-operations').OperationFilter) =>
  (await list.listOperations(filter)).operations.map((operation) => operation.id)

describe('the list of receipts', () => {
  it('finds those with a question nobody has answered, until somebody has', async () => {
    const [first, second] = [await unknown(), await unknown()]
    expect(await idsOf({ verdict: 'unanswered' })).toEqual([second, first])
    const [item] = await ledger.sql<{ id: string }>('select id from operation_item where operation_id = $1', [second])
    const { answerUnknown } = await import('@/lib/operations/answer-unknown')
    const actor = {
      type: 'person',
      id: 'p1',
      name: '运营甲',
      role: 'manager',
      sessionPrint: null,
      ip: null,
      userAgent: null,
    }
    await answerUnknown.run(
      answerUnknown.input.parse({ operationId: second, itemIds: [item?.id], answer: 'present', reason: '后台看到了' }),
      { actor: actor as never, requestId: 'r', session: {} as never },
    )
    expect(await idsOf({ verdict: 'unanswered' })).toEqual([first])
    expect(await idsOf({ verdict: 'unknown' })).toEqual([second, first])
  })

  it('narrows by verdict, account, person and time together, and pages through all of it', async () => {
    const made = [await verified(), await verified(), await verified()]
    const filter = {
      verdict: 'verified' as const,
      connectionId: ledger.connectionId,
      actorId: 'p1',
      action: 'drama.grant',
    }
    const first = await list.listOperations(filter, null, 2)
    const next = await list.listOperations(filter, { after: Number(first.older) }, 50)
    const ids = [...first.operations, ...next.operations].map((operation) => operation.id)
    expect(ids.slice(0, 3)).toEqual([...made].reverse())
    expect(new Set(ids).size).toBe(ids.length)
    expect(await idsOf({ ...filter, connectionId: randomUUID() })).toEqual([])
    expect(await idsOf({ ...filter, until: new Date(0) })).toEqual([])
  })

  it('finds a receipt by words of its reason taken literally, or by its number', async () => {
    const [wanted] = [await unknown('会员日改价 100%_A'), await verified()]
    const [{ number } = { number: 0 }] = await ledger.sql<{ number: number }>(
      'select number from operation where id = $1',
      [wanted],
    )
    for (const q of ['会员日', '改价 100%_a', `R-${number}`, `r-${number}`, String(number)])
      expect(await idsOf({ q }), q).toContain(wanted)
    expect(await idsOf({ q: '会员日改价' })).toEqual([wanted])
    for (const q of ['100%A', '会员_改价', `R-${number}0000`, 'R-99999999999'])
      expect(await idsOf({ q }), q).toEqual([])
  })

  it('writes the same rows into the file as the list shows', async () => {
    const { operationRows } = await import('@/lib/operations/export-operations')
    const filter = { verdict: 'verified' as const }
    const rows: (string | number | null)[][] = []
    for await (const row of operationRows(filter, { head: [], toCells: () => [] })) rows.push([...row])
    const shown = (await list.listOperations(filter)).operations.map((operation) => `R-${operation.number}`)
    expect(rows.map(([number]) => number)).toEqual(shown)
  })
})
