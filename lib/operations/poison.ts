import 'server-only'
import { UpstreamError } from '@/lib/http'
import { log } from '@/lib/log'
import { FencedError } from '@/lib/operations/claim'
import type { OpenItem } from '@/lib/operations/items'

/** Code of an item that our own code cannot handle. The error itself is in the log of the process. */
export const POISON_CODE = 'internal_error'
const MOST_TRIES = 3

const tries = new Map<string, number>()

/** A database that is away or busy is nobody's fault, and says so by SQLSTATE class, errno or Prisma's own code. */
const ELSEWHERE = /^(08|40|53|57|58|E[A-Z]{4,}|P1|P2024|P2028)/

function isElsewhere(error: unknown): boolean {
  if (error instanceof UpstreamError || error instanceof FencedError) return true
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return ELSEWHERE.test(code) || /timeout exceeded|connection terminated/i.test(error.message)
}

/**
 * Does `work` for all items; when something nobody expected is thrown, halves them until those that cause it stand alone,
 * so that the others go on.
 * @throws UpstreamError, FencedError, and what a missing database throws: no item is at fault for those.
 */
export async function isolate<Result>(
  items: readonly OpenItem[],
  work: (items: OpenItem[]) => Promise<Result[]>,
): Promise<{ results: Result[]; poisoned: OpenItem[] }> {
  const known = items.filter((item) => tries.has(item.id))
  const parts = [items.filter((item) => !tries.has(item.id)), ...known.map((item) => [item])]
  const results: Result[] = []
  const poisoned: OpenItem[] = []
  for (let part = parts.shift(); part; part = parts.shift()) {
    if (part.length === 0) continue
    try {
      results.push(...(await work(part)))
      for (const item of part) tries.delete(item.id)
    } catch (error) {
      if (isElsewhere(error)) throw error
      const [only] = part
      if (part.length === 1 && only) {
        log.error({ error, operationId: only.operationId, itemId: only.id }, 'an item cannot be handled')
        tries.set(only.id, (tries.get(only.id) ?? 0) + 1)
        poisoned.push(only)
      } else {
        const middle = Math.ceil(part.length / 2)
        parts.push(part.slice(0, middle), part.slice(middle))
      }
    }
  }
  return { results, poisoned }
}

/** After three tries an item is put aside for a person. */
export function isWornOut(item: OpenItem): boolean {
  const isWorn = (tries.get(item.id) ?? 0) >= MOST_TRIES
  if (isWorn) tries.delete(item.id)
  return isWorn
}
