import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { emptyContent, type SlipContent } from '@/lib/grants/slip-schema'
import { choose, desk, finished, person, submit, withLedger } from './grant-ledger'

withLedger()

const slips = () => import('@/lib/grants/slips')
const content = (more: Partial<SlipContent> = {}): SlipContent => ({
  ...emptyContent,
  dramaIds: ['100200', '100201', '100202'],
  appids: ['wx00000000000000aa', 'wx00000000000000bb'],
  reason: '合同 118',
  ...more,
})
const save = async (slipId: string, baseVersion: number, more: Partial<SlipContent> = {}, owner = person) =>
  (await slips()).storeSlip(slipId, { baseVersion, connectionId: desk.connectionId, content: content(more), owner })

describe('a slip', () => {
  it('keeps everything typed, wrong or unfinished, until it is opened elsewhere', async () => {
    const slipId = randomUUID()
    const typed = { at: '2026-01-', reason: '', removed: { wx00000000000000aa: '5' } }
    expect(await save(slipId, 0, typed)).toMatchObject({ ok: true, data: { version: 1 } })
    expect(await (await slips()).readSlip(slipId)).toMatchObject({ content: content(typed), operation: null })
  })

  it('takes the first of two saves on one version and tells the second', async () => {
    const slipId = randomUUID()
    await save(slipId, 0)
    const both = await Promise.all([save(slipId, 1, { reason: '甲' }), save(slipId, 1, { reason: '乙' })])
    expect(both.map((result) => result.ok).sort()).toEqual([false, true])
    expect(both.find((result) => !result.ok)).toMatchObject({ code: 'conflict' })
    expect((await (await slips()).readSlip(slipId))?.version).toBe(2)
  })

  it('answers the same save twice with the same version: the first answer may have been lost', async () => {
    const slipId = randomUUID()
    expect(await save(slipId, 0)).toEqual(await save(slipId, 0))
    const second = await save(slipId, 1, { reason: '再来' })
    expect(await save(slipId, 1, { reason: '再来' })).toEqual(second)
  })

  it('takes no change once it was submitted, and links to its receipt', async () => {
    const submitted = randomUUID()
    await save(submitted, 0)
    const { result } = await submit(await choose(1, 1), { requestKey: submitted })
    if (!result.ok) throw new Error('refused')
    expect(await save(submitted, 1, { reason: '改了' })).toMatchObject({
      code: 'conflict',
      detail: { operationNumber: result.data.number },
    })
    expect(await (await slips()).setDiscarded(submitted, person.id, true)).toBe(false)
    expect((await (await slips()).readSlip(submitted))?.operation).toEqual({
      id: result.data.operationId,
      number: result.data.number,
    })
    await finished(result.data.operationId)
  })

  it('is listed for its owner only, until it is put away, and comes back', async () => {
    const { setDiscarded } = await slips()
    const { listOpenSlips } = await import('@/lib/grants/open-slips')
    const owner = { ...person, id: randomUUID() }
    const slipId = randomUUID()
    await save(slipId, 0, { removed: { wx00000000000000aa: '5' } }, owner)
    expect(await listOpenSlips(owner.id)).toMatchObject({
      slips: [{ id: slipId, dramas: 3, licensees: 2, cells: 4 }],
      total: 1,
    })
    expect(await setDiscarded(slipId, person.id, true)).toBe(false)
    expect(await setDiscarded(slipId, owner.id, true)).toBe(true)
    expect(await listOpenSlips(owner.id)).toEqual({ slips: [], total: 0 })
    expect(await setDiscarded(slipId, owner.id, false)).toBe(true)
    expect((await listOpenSlips(owner.id)).slips).toHaveLength(1)
  })

  it('made of pairs holds those pairs alone and the receipt it came from', async () => {
    const { result } = await submit(await choose(1, 1))
    if (!result.ok) throw new Error('refused')
    const { createSlip, readSlip } = await slips()
    const { unpackRemoved } = await import('@/lib/grants/slip-schema')
    const base = content()
    const { slipId } = await createSlip(
      {
        connectionId: desk.connectionId,
        dramaIds: base.dramaIds,
        appids: base.appids,
        only: ['100200@wx00000000000000aa', '100202@wx00000000000000bb'],
        expiry: { kind: 'date', at: '2027-03-31 23:59' },
        parentOperationId: result.data.operationId,
      },
      person,
    )
    const slip = await readSlip(slipId)
    expect(slip?.parent?.id).toBe(result.data.operationId)
    const removed = unpackRemoved(slip?.content ?? emptyContent)
    expect([...(removed.get('wx00000000000000aa') ?? [])]).toEqual(['100201', '100202'])
    expect([...(removed.get('wx00000000000000bb') ?? [])]).toEqual(['100200', '100201'])
  })

  it('refuses what cannot be: ids that are none, a mask of another length, more than a slip may hold', async () => {
    const { saveSlip } = await import('@/lib/grants/save-slip')
    const parse = (more: Partial<SlipContent>) =>
      saveSlip.input.safeParse({
        slipId: randomUUID(),
        connectionId: desk.connectionId,
        baseVersion: 0,
        content: content(more),
      }).success
    expect(parse({})).toBe(true)
    expect(parse({ dramaIds: ['１００'] })).toBe(false)
    expect(parse({ appids: ['wxABC'] })).toBe(false)
    expect(parse({ removed: { wx00000000000000aa: '55' } })).toBe(false)
    expect(parse({ removed: { wx00000000000000cc: '5' } })).toBe(false)
    const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))
    expect(parse({ dramaIds: ids(10_000) })).toBe(true)
    expect(parse({ dramaIds: ids(10_001) })).toBe(false)
    const appids = ids(11).map((id) => `wx${id.padStart(16, '0')}`)
    expect(parse({ dramaIds: ids(10_000), appids })).toBe(false)
  })
})
