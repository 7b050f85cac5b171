import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditFilter } from '@/lib/audit/filter'
import type { Place } from '@/lib/audit/queries'
import type { StoryPage } from '@/lib/audit/stories'
import { type ExplorerDesk, event, openExplorerDesk } from './explorer-desk'

let desk: ExplorerDesk
beforeAll(async () => {
  desk = await openExplorerDesk()
})
afterAll(() => desk.close())

describe('one line for an operation', () => {
  const operationsOf = (page: StoryPage) => page.events.map(({ operation: of }) => of?.id)
  const placeIn = (cursor: string | null) => desk.readCursor(cursor) ?? expect.fail('there is no such page')
  const following = (page: StoryPage): Place => ({ after: placeIn(page.older) })
  const preceding = (page: StoryPage): Place => ({ before: placeIn(page.newer) })

  const walk = async (filter: AuditFilter, size: number, window?: number) => {
    const seen: { id: string; more: number }[] = []
    let after: string | null = null
    for (;;) {
      const cursor = desk.readCursor(after)
      const page: Awaited<ReturnType<ExplorerDesk['listStories']>> = await desk.listStories(
        filter,
        cursor && { after: cursor },
        size,
        window,
      )
      seen.push(
        ...page.events.map(({ operation: of, id }) => ({ id: of?.id ?? id, more: page.folded[id]?.count ?? 0 })),
      )
      if (page.older === null) return seen
      after = page.older
    }
  }

  it('stands for all of it that fits, once, however the pages fall', async () => {
    const [actorId, name] = [randomUUID(), `合${randomUUID().slice(0, 6)}`]
    const made: string[] = []
    for (let count = 0; count < 5; count += 1) made.unshift((await desk.grant(actorId, 'partial', 12, name)).id)
    for (const size of [2, 3, 50]) {
      const lines = await walk(await desk.filterOf(name), size)
      expect(
        lines.map(({ id }) => id),
        String(size),
      ).toEqual(made)
      expect(lines.every(({ more }) => more === 11)).toBe(true)
    }
    expect(await walk(await desk.filterOf(`${name} show:all`), 50)).toHaveLength(60)
  })

  it('is looked for past windows that hold nothing but what a newer page told', async () => {
    const [actorId, name] = [randomUUID(), `窗${randomUUID().slice(0, 6)}`]
    const old = await desk.grant(actorId, 'partial', 2, name)
    const large = await desk.grant(actorId, 'partial', 40, name)
    const young = await desk.grant(actorId, 'partial', 2, name)
    const filter = await desk.filterOf(name)
    const page = (place: Place, looksAt = 5) => desk.listStories(filter, place, 2, looksAt)
    const first = await page(null)
    expect(operationsOf(first)).toEqual([young.id, large.id])
    const second = await page(following(first))
    expect(operationsOf(second)).toEqual([old.id])
    expect(second).toMatchObject({ older: null })
    expect(second.isCut).toBeUndefined()
    expect(operationsOf(await page(preceding(second)))).toEqual([young.id, large.id])
    const cut = await desk.listStories(filter, following(await page(null)), 2, 1)
    expect(cut).toMatchObject({ events: [], isCut: true, older: expect.any(String) })
    expect(operationsOf(await desk.listStories(filter, following(cut), 2, 1))).toEqual([old.id])
    expect(await walk(filter, 2, 1)).toHaveLength(3)
  })

  it('is told on the same page forwards and back', async () => {
    const word = `序${randomUUID().slice(0, 8)}`
    const ids = new Map([...'abcd'].map((name) => [name, desk.newId()]))
    for (const name of 'daacba') {
      const target = { type: 'drama' as const, id: name, name }
      await desk.write(event({ operationId: ids.get(name) ?? '', reason: word, target }))
    }
    const namesOf = (page: StoryPage) => page.events.map(({ target }) => target.name)
    const filter = await desk.filterOf(word)
    const pages: string[][] = []
    let page = await desk.listStories(filter, null, 2)
    for (; ; page = await desk.listStories(filter, following(page), 2)) {
      pages.push(namesOf(page))
      if (page.older === null) break
    }
    expect(pages).toEqual([['a', 'b'], ['c'], ['d']])
    const back: string[][] = []
    while (page.newer) {
      page = await desk.listStories(filter, preceding(page), 2)
      back.push(namesOf(page))
    }
    expect(back).toEqual([['c'], ['a', 'b']])
  })

  it('stands for what fits when something is excluded, too', async () => {
    const [actorId, name] = [randomUUID(), `除${randomUUID().slice(0, 6)}`]
    const made = [await desk.grant(actorId, 'partial', 6, name), await desk.grant(actorId, 'verified', 6, name)]
    const lines = await walk(await desk.filterOf(`${name} -outcome:failed -phase:call`), 1)
    expect(lines).toEqual(made.toReversed().map(({ id }) => ({ id, more: 5 })))
    expect(await walk(await desk.filterOf(`${name} -outcome:verified`), 50)).toEqual([{ id: made[0]?.id, more: 5 }])
  })
})

describe('what is new', () => {
  const newerOf = async (filter: AuditFilter) => {
    const { top } = await desk.listStories(filter)
    const since = desk.readCursor(top)
    if (!since) throw new Error('the list has no top')
    return () => desk.countNewer(filter, since)
  }

  it('is nothing of an operation that already has its line, until it does more', async () => {
    const [actorId, name] = [randomUUID(), `新${randomUUID().slice(0, 6)}`]
    const { id } = await desk.grant(actorId, 'partial', 4, name)
    const newer = await newerOf(await desk.filterOf(name))
    expect(await newer()).toEqual({ count: 0, isMore: false })
    await desk.write(event({ operationId: id, itemId: desk.newId(), reason: name }))
    expect(await newer()).toEqual({ count: 1, isMore: false })
  })

  it.each(['', 'show:all'])('is whatever comes to a list that was empty: %s', async (more) => {
    const word = `空${randomUUID().slice(0, 8)}`
    const newer = await newerOf(await desk.filterOf(`${word} ${more}`))
    expect(await newer()).toEqual({ count: 0, isMore: false })
    await desk.write(event({ reason: word }))
    expect(await newer()).toEqual({ count: 1, isMore: false })
  })
})
