import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Member, openWhitelistDesk, type WhitelistDesk } from '@/tests/integration/whitelist-desk'

let desk: WhitelistDesk
let exportFailed: typeof import('@/lib/channels/export-failed-members').exportFailedMembers

beforeAll(async () => {
  desk = await openWhitelistDesk()
  exportFailed = (await import('@/lib/channels/export-failed-members')).exportFailedMembers
})
afterAll(async () => desk.close())
afterEach(async () => desk.calm())

const many = (count: number, from = 13_900_000_000): Member[] =>
  Array.from({ length: count }, (_, index) => ({ code: String(from + index), name: `会员${index}` }))
const sorted = (members: readonly Member[]) => [...members].sort((left, right) => (left.code < right.code ? -1 : 1))
const limitOf = async () => (await desk.sql<{ chunk_limit: number | null }>('select chunk_limit from connection'))[0]
const BATCH = 'batch-add-white-list'

describe('an import', () => {
  it('previews by the list as it is, and sends what is new together and what is renamed one by one', async () => {
    const [kept, same, ...fresh] = many(232)
    if (!kept || !same) throw new Error('too few')
    const place = await desk.chooseList([{ ...kept, name: '旧名' }, same])
    const nameless = { code: 'VIP-1', name: '' }
    const rows = [kept, same, ...fresh, nameless]
    const skipping = await desk.plan(place, rows, 'skip')
    expect(skipping).toMatchObject({ counts: { new: 231, rename: 0, kept: 1, same: 1 }, writes: 4, listed: 2 })
    const plan = await desk.plan(place, rows, 'rename')
    expect(plan).toMatchObject({ counts: { new: 231, rename: 1, kept: 0, same: 1 }, writes: 5, perCall: 100 })
    const since = await desk.control.lastSeq()
    const requestKey = randomUUID()
    const result = await plan.submit({ requestKey })
    expect(await plan.submit({ requestKey })).toEqual(result)
    const { verdict, items } = await desk.outcome(result)
    expect(verdict).toBe('verified')
    expect(Map.groupBy(items, (item) => item.verdict)).toMatchObject({ size: 2 })
    expect(items.filter((item) => item.verdict === 'skipped')).toHaveLength(1)
    expect(sorted(await desk.listed(place))).toEqual(sorted(rows))
    const batches = await desk.calls(BATCH, since)
    expect(batches.map(({ body }) => JSON.parse(body).whiteLists.length)).toEqual([100, 100, 30])
    expect(await desk.calls('update-white-list', since)).toHaveLength(1)
    expect(await desk.calls('add-white-list', since)).toHaveLength(1)
  })

  it('is not sent when the list moved after the preview, and two do not run on one list', async () => {
    const place = await desk.chooseList(many(1))
    const plan = await desk.plan(place, many(5))
    await desk.put(place, many(2))
    const since = await desk.control.lastSeq()
    expect(await plan.submit()).toMatchObject({ ok: false, code: 'stale_base' })
    const fresh = await desk.plan(place, many(5))
    await desk.control.fault({ kind: 'slow', path: BATCH, times: 1, delayMs: 700 })
    const running = await fresh.submit()
    expect(await (await desk.plan(place, many(9))).submit()).toMatchObject({ code: 'conflict' })
    expect(await desk.outcome(running)).toMatchObject({ verdict: 'verified' })
    expect(await desk.calls(BATCH, since)).toHaveLength(1)
  })

  it('refuses rows that are none, or twice the same, and sends nothing', async () => {
    const place = await desk.chooseList()
    const [one] = many(1)
    await expect(desk.plan(place, [{ code: '　', name: '甲' }])).rejects.toThrow(/"line":2/)
    await expect(
      desk.plan(place, [
        { code: 'Ab1', name: '甲' },
        { code: 'aB1', name: '乙' },
      ]),
    ).rejects.toThrow(/repeated/)
    await expect(desk.plan(place, [{ code: '码'.repeat(51), name: one?.name ?? '' }])).rejects.toThrow(/tooLong/)
  })
})

it('stops where it is cancelled: what was sent settles, the rest is not sent', async () => {
  const { cancelOperation } = await import('@/lib/operations/cancel')
  const place = await desk.chooseList()
  const plan = await desk.plan(place, many(130))
  const since = await desk.control.lastSeq()
  await desk.control.fault({ kind: 'slow', path: BATCH, times: 1, delayMs: 600 })
  const result = await plan.submit()
  if (!result.ok) throw new Error('refused')
  await desk.control.received({ since, path: `/live/v3/channel/auth/${BATCH}` })
  await cancelOperation(result.data.operationId, desk.context.actor, 'test')
  const { verdict, items } = await desk.outcome(result)
  expect(verdict).toBe('partial')
  expect(items.filter((item) => item.verdict === 'verified')).toHaveLength(100)
  expect(items.filter((item) => item.verdict === 'cancelled')).toHaveLength(30)
  expect(await desk.listed(place)).toHaveLength(100)
})

describe('an account', () => {
  it.each([
    ['that knows no call for many', { kind: 'http', status: 404 }],
    ['that refuses the call for many', { kind: 'errcode', code: 500, message: 'illegal operation' }],
  ] as const)('%s is sent one by one, and not asked again', async (_, fault) => {
    const place = await desk.chooseList()
    await desk.control.fault({ ...fault, path: BATCH, times: null })
    const since = await desk.control.lastSeq()
    const first = await (await desk.plan(place, many(6))).submit()
    expect(await desk.outcome(first)).toMatchObject({ verdict: 'verified' })
    const next = await desk.plan(place, many(8))
    expect(next).toMatchObject({ writes: 2, perCall: 1 })
    expect(await desk.outcome(await next.submit())).toMatchObject({ verdict: 'verified' })
    expect(await desk.calls(BATCH, since)).toHaveLength(1)
    expect(await desk.calls('add-white-list', since)).toHaveLength(8)
    expect(await limitOf()).toEqual({ chunk_limit: 1 })
    const { testConnection } = await import('@/lib/connections/test-connection')
    await testConnection.run({ connectionId: desk.connectionId }, desk.context)
    expect(await limitOf()).toEqual({ chunk_limit: null })
    expect(sorted(await desk.listed(place))).toEqual(many(8))
  })

  it('that takes fewer at once gets halves from then on', async () => {
    const place = await desk.chooseList()
    await desk.control.switches({ whitelistBatchMax: 30 })
    const since = await desk.control.lastSeq()
    expect(await desk.outcome(await (await desk.plan(place, many(60))).submit())).toMatchObject({ verdict: 'verified' })
    const sizes = (await desk.calls(BATCH, since)).map(({ body }) => JSON.parse(body).whiteLists.length)
    expect(sizes).toEqual([60, 30, 30])
    expect(await limitOf()).toEqual({ chunk_limit: 30 })
    await desk.control.switches({ whitelistBatchMax: 0 })
  })

  it('that refuses a row gets the others, and the refused row goes home with its reason', async () => {
    const place = await desk.chooseList()
    const [bad] = many(30).slice(17)
    const refusal = { kind: 'errcode', code: 400, message: 'whitelist validate error' } as const
    await desk.control.fault({ ...refusal, path: BATCH, times: null, bodyIncludes: bad?.code ?? '' })
    await desk.control.fault({ ...refusal, path: 'auth/add-white-list', times: null, queryIncludes: bad?.code ?? '' })
    const { verdict, items, operationId } = await desk.outcome(await (await desk.plan(place, many(30))).submit())
    expect(verdict).toBe('partial')
    expect(items.filter((item) => item.verdict === 'failed')).toMatchObject([{ code: '400', cause: 'refused' }])
    expect(sorted(await desk.listed(place))).toEqual(many(30).filter(({ code }) => code !== bad?.code))
    const answer = await exportFailed(
      { operationId, format: 'csv', reason: '改好再导入' },
      {
        columns: ['会员码', '备注名', '原行号', '问题'],
        explain: async (causes) => causes.map(({ message }) => `=${message}`),
      },
      desk.context,
    )
    if (!(answer instanceof Response)) throw new Error(JSON.stringify(answer))
    expect((await answer.text()).split('\r\n')[1]).toBe(`${bad?.code},${bad?.name},19,'=whitelist validate error`)
    const [event] = await desk.sql<{ detail: unknown; text: string }>(
      `select detail, audit_event::text as text from audit_event where action = 'channel.whitelist.export' order by seq desc limit 1`,
    )
    expect(event?.detail).toMatchObject({ members: 1, codes: 'full' })
    expect(event?.text).not.toContain(bad?.code)
  })
})

describe('an answer that never came', () => {
  it.each([
    ['carried out', 'apply_then_hang', 1],
    ['not carried out', 'hang', 2],
  ] as const)('to a batch that was %s is settled by reading, never by sending blindly', async (_, kind, calls) => {
    const place = await desk.chooseList()
    const since = await desk.control.lastSeq()
    await desk.control.fault({ kind, path: BATCH, times: 1 })
    const { verdict, items } = await desk.outcome(await (await desk.plan(place, many(40))).submit())
    expect(verdict).toBe('verified')
    expect(new Set(items.map(({ attempts }) => attempts))).toEqual(new Set([calls]))
    expect(await desk.calls(BATCH, since)).toHaveLength(calls)
    expect(sorted(await desk.listed(place))).toEqual(many(40))
  })

  it('is not taken for a failure while the list is read from a lagging copy', async () => {
    const place = await desk.chooseList()
    const plan = await desk.plan(place, many(40))
    await desk.control.switches({ polyvReplicaLagMs: 700 })
    expect(await desk.outcome(await plan.submit())).toMatchObject({ verdict: 'verified' })
  })
})

describe('what is kept of an import', () => {
  it('has no code and no name in the clear, in whatever table', async () => {
    const place = await desk.chooseList()
    const canaries = [
      { code: '17612345678', name: '钱金雀' },
      { code: 'GOLD-7788', name: '孙金雀' },
    ]
    const refusal = { kind: 'errcode', code: 400, message: 'whitelist validate error GOLD-7788' } as const
    await desk.control.fault({ ...refusal, path: BATCH, times: 1 })
    expect(await desk.outcome(await (await desk.plan(place, canaries)).submit())).toMatchObject({ verdict: 'verified' })
    for (const { code, name } of canaries) {
      expect(await desk.keeps(code)).toEqual([])
      expect(await desk.keeps(name)).toEqual([])
    }
    expect(await desk.keeps('176****5678')).toEqual(['operation_item', 'audit_event'])
  })
})
