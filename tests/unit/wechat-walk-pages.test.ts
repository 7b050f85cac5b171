import { describe, expect, it } from 'vitest'
import { walkPages } from '@/lib/wechat/walk-pages'

const idsTo = (count: number) => Array.from({ length: count }, (_, index) => `d${index}`)

/** A list that may change between two pages. */
function walk(list: string[], options: { beforePage?: (page: number, list: string[]) => void; most?: number } = {}) {
  const asked: number[] = []
  return walkPages({
    pageSize: 100,
    keyOf: (id: string) => id,
    read: async (offset, limit) => {
      options.beforePage?.(asked.length, list)
      asked.push(offset)
      return list.slice(offset, offset + Math.min(limit, options.most ?? limit))
    },
  }).then((result) => ({ ...result, asked }))
}

describe('walking pages of a list without a total', () => {
  it.each([0, 1, 95, 99, 100, 101, 195, 200, 264])('reads all of %i rows once and knows the end', async (count) => {
    const { rows, isComplete } = await walk(idsTo(count))
    expect(rows).toEqual(idsTo(count))
    expect(isComplete).toBe(true)
  })

  it('goes on past a short page, which proves nothing', async () => {
    const { rows, isComplete } = await walk(idsTo(130), { most: 40 })
    expect([rows.length, isComplete]).toEqual([130, true])
  })

  it.each([1, 4, 30, 99])('misses nothing when %i rows in front vanish meanwhile', async (vanished) => {
    const all = idsTo(350)
    const { rows, isComplete } = await walk([...all], {
      beforePage: (page, list) => {
        if (page === 1) list.splice(0, vanished)
      },
    })
    expect(new Set(rows)).toEqual(new Set(all))
    expect(isComplete).toBe(true)
  })

  it.each([1, 50, 99])('counts nothing twice when %i rows are added in front meanwhile', async (added) => {
    const all = idsTo(350)
    const { rows, isComplete } = await walk([...all], {
      beforePage: (page, list) => {
        if (page === 2) list.unshift(...Array.from({ length: added }, (_, index) => `new${index}`))
      },
    })
    expect(new Set(rows).size).toBe(rows.length)
    expect(all.every((id) => rows.includes(id))).toBe(true)
    expect(isComplete).toBe(true)
  })

  it('keeps the later reading of a row that came twice', async () => {
    const pages = [
      [{ id: 'a', state: 'old' }],
      [
        { id: 'a', state: 'new' },
        { id: 'b', state: 'x' },
      ],
      [],
    ]
    let page = -1
    const { rows } = await walkPages({
      pageSize: 100,
      keyOf: ({ id }: { id: string; state: string }) => id,
      read: async () => {
        page += 1
        return pages[page] ?? []
      },
    })
    expect(rows).toEqual([
      { id: 'a', state: 'new' },
      { id: 'b', state: 'x' },
    ])
  })

  it.each([100, 60])(
    'stops when every page is the first one of %i rows, and says that the end was not seen',
    async (most) => {
      let calls = 0
      const { rows, isComplete } = await walkPages({
        pageSize: 100,
        keyOf: (id: string) => id,
        read: async () => {
          calls += 1
          return idsTo(300).slice(0, most)
        },
      })
      expect([rows.length, isComplete, calls]).toEqual([most, false, 3])
    },
  )
})
