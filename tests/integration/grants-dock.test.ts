import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { emptyContent, type SlipContent, unpackRemoved } from '@/lib/grants/slip-schema'
import { choose, desk, finished, person, submit, withLedger } from './grant-ledger'

withLedger()

const [first, second, third] = ['wx00000000000000aa', 'wx00000000000000bb', 'wx00000000000000cc']
const slips = () => import('@/lib/grants/slips')
const append = async (id: string, choice: Partial<Pick<SlipContent, 'dramaIds' | 'appids'>>, ownerId = person.id) =>
  (await import('@/lib/grants/add-to-slip')).appendToSlip(
    { id, connectionId: desk.connectionId, ownerId },
    { dramaIds: [], appids: [], ...choice },
  )

async function open(more: Partial<SlipContent> = {}, owner = person): Promise<string> {
  const slipId = randomUUID()
  const content = { ...emptyContent, dramaIds: ['100200', '100201'], appids: [first, second], ...more }
  await (await slips()).storeSlip(slipId, { baseVersion: 0, connectionId: desk.connectionId, content, owner })
  return slipId
}

describe('adding to a slip from another page', () => {
  it('keeps what ten tabs add at once, and moves the version on for each', async () => {
    const slipId = await open()
    const ids = Array.from({ length: 10 }, (_, index) => String(100300 + index))
    const results = await Promise.all(ids.map((dramaId) => append(slipId, { dramaIds: [dramaId] })))
    expect(results.every((result) => result.ok)).toBe(true)
    const slip = await (await slips()).readSlip(slipId)
    expect(slip?.content.dramaIds.slice(0, 2)).toEqual(['100200', '100201'])
    expect([...(slip?.content.dramaIds ?? [])].sort()).toEqual(['100200', '100201', ...ids].sort())
    expect(slip?.version).toBe(11)
  })

  it('tells an editor that was open meanwhile, instead of letting it save over the addition', async () => {
    const slipId = await open()
    await append(slipId, { appids: [third] })
    const { storeSlip, readSlip } = await slips()
    const stale = { ...emptyContent, dramaIds: ['100200'], appids: [first] }
    expect(
      await storeSlip(slipId, { baseVersion: 1, connectionId: desk.connectionId, content: stale, owner: person }),
    ).toMatchObject({ ok: false, code: 'conflict' })
    expect((await readSlip(slipId))?.content.appids).toEqual([first, second, third])
  })

  it('says the new equation and what was new, and leaves a slip alone that had it all', async () => {
    const slipId = await open()
    expect(await append(slipId, { dramaIds: ['100201', '100209'], appids: [third] })).toMatchObject({
      ok: true,
      data: { slipId, dramas: 3, licensees: 3, cells: 9, newDramas: 1, newLicensees: 1 },
    })
    expect(await append(slipId, { dramaIds: ['100209'] })).toMatchObject({ data: { newDramas: 0, newLicensees: 0 } })
    expect((await (await slips()).readSlip(slipId))?.version).toBe(2)
  })

  it('leaves a cell that was taken out where it is', async () => {
    const slipId = await open({ removed: { [first]: '2' } })
    expect(await append(slipId, { dramaIds: ['100203', '100204', '100205'], appids: [third] })).toMatchObject({
      data: { cells: 14 },
    })
    const removed = unpackRemoved((await (await slips()).readSlip(slipId))?.content ?? emptyContent)
    expect([...removed].map(([appid, gone]) => [appid, [...gone]])).toEqual([[first, ['100201']]])
  })

  it('takes nothing more than a slip may hold', async () => {
    const slipId = await open({ dramaIds: Array.from({ length: 10_000 }, (_, index) => String(index + 1)) })
    const appids = Array.from({ length: 9 }, (_, index) => `wx${String(index).padStart(16, '0')}`)
    expect(await append(slipId, { appids })).toMatchObject({ code: 'too_many' })
    expect(await append(slipId, { appids: appids.slice(0, 8) })).toMatchObject({ data: { cells: 100_000 } })
  })

  it('refuses a slip of somebody else, one put away, one of another account and one that was submitted', async () => {
    const more = { dramaIds: ['100209'] }
    expect(await append(await open(), more, randomUUID())).toMatchObject({ code: 'not_found' })
    const gone = await open()
    await (await slips()).setDiscarded(gone, person.id, true)
    expect(await append(gone, more)).toMatchObject({ code: 'not_found' })
    const { appendToSlip } = await import('@/lib/grants/add-to-slip')
    const elsewhere = { id: await open(), connectionId: randomUUID(), ownerId: person.id }
    expect(await appendToSlip(elsewhere, { ...more, appids: [] })).toMatchObject({ code: 'not_found' })
    const submitted = await open()
    const { result } = await submit(await choose(1, 1), { requestKey: submitted })
    if (!result.ok) throw new Error('refused')
    expect(await append(submitted, more)).toMatchObject({ code: 'not_found' })
    await finished(result.data.operationId)
  })
})

describe('the dock', () => {
  it('lists the three saved last, says how many there are, and brings to the top what was added to', async () => {
    const { listOpenSlips } = await import('@/lib/grants/open-slips')
    const owner = { ...person, id: randomUUID() }
    const ids = []
    for (let made = 0; made < 4; made += 1) ids.push(await open({ reason: `第 ${made} 张` }, owner))
    const shown = async () => {
      const { slips: listed, total } = await listOpenSlips(owner.id, 3)
      return { ids: listed.map(({ id }) => id), total }
    }
    expect(await shown()).toEqual({ ids: [ids[3], ids[2], ids[1]], total: 4 })
    await append(ids[0] ?? '', { dramaIds: ['100209'] }, owner.id)
    expect(await shown()).toEqual({ ids: [ids[0], ids[3], ids[2]], total: 4 })
  })
})
