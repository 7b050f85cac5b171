import 'server-only'

const MOST_PAGES = 2000
/** Rows of the last page asked for again, so that a list that slid underneath is noticed. */
const OVERLAP = 5
const MOST_STEPS_BACK = 5
/** This many pages in a row without anything new: paging leads nowhere. */
const MOST_STALE_PAGES = 2

type PageWalk<TRow> = {
  pageSize: number
  keyOf: (row: TRow) => string
  read: (offset: number, limit: number) => Promise<readonly TRow[]>
  onPage?: (seen: number) => void
}

/**
 * Every row of a list without a total, each once, the latest reading of it. A short page proves nothing; only an empty one
 * ends the list. Rows may move while it is read: full pages overlap, and a page that does not meet the one before is
 * looked for further back.
 * @returns `isComplete` false when the list never ended, e.g. because the upstream ignores the offset.
 */
export async function walkPages<TRow>({ pageSize, keyOf, read, onPage }: PageWalk<TRow>) {
  const found = new Map<string, TRow>()
  let offset = 0
  let tail: readonly string[] = []
  let stalePages = 0
  let stepsBack = 0
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await read(offset, pageSize)
    const keys = rows.map(keyOf)
    const before = found.size
    rows.forEach((row, index) => {
      found.set(keys[index] ?? '', row)
    })
    const meets = tail.length === 0 || keys.some((key) => tail.includes(key))
    if (!meets && stepsBack < MOST_STEPS_BACK) {
      stepsBack += 1
      offset = Math.max(0, offset - pageSize + OVERLAP)
      continue
    }
    if (rows.length === 0) return { rows: [...found.values()], isComplete: true }
    onPage?.(found.size)
    stalePages = found.size === before ? stalePages + 1 : 0
    if (stalePages >= MOST_STALE_PAGES) break
    const isFull = rows.length >= pageSize
    tail = isFull ? keys.slice(-OVERLAP) : []
    offset += isFull ? rows.length - OVERLAP : rows.length
  }
  return { rows: [...found.values()], isComplete: false }
}
