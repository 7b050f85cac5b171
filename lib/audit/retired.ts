import 'server-only'
import { Frontier } from '@/lib/audit/merkle'
import { isSigned } from '@/lib/audit/signing'
import type { Sql } from '@/lib/db'

/** A month that retention took away, and what vouches for it. Times are ISO strings. */
export type RetiredMonth = {
  /** `YYYY-MM`. */
  month: string
  from: string
  until: string
  firstLeaf: number
  lastLeaf: number
  events: number
  /** Over the month's leaves, in their order; base64. */
  root: string
  keyId: string
}

/** What of it is signed: when a month begins and ends follows from its name. */
type Manifest = Omit<RetiredMonth, 'from' | 'until'>
type Seen = { tree: Frontier; firstLeaf: number; lastLeaf: number }

/** The signed bytes of a month's manifest: one fact a line. */
export const retiredText = ({ month, firstLeaf, lastLeaf, events, root, keyId }: Manifest): string =>
  `countersign-audit-retired/v1\n${month}\n${firstLeaf}\n${lastLeaf}\n${events}\n${root}\n${keyId}\n`

/** Months that have gone, each held against its signed manifest while the leaves go by. */
export class RetiredMonths {
  readonly #months: ReadonlyMap<string, Manifest & { seen: Seen }>

  private constructor(months: readonly Manifest[]) {
    this.#months = new Map(
      months.map((month) => [
        month.month,
        { ...month, seen: { tree: new Frontier(0, []), firstLeaf: -1, lastLeaf: -1 } },
      ]),
    )
  }

  /** Those whose manifest is signed by a trusted key; any other month has not gone by retention. */
  static async read(sql: Sql, keys: ReadonlyMap<string, Buffer>): Promise<RetiredMonths> {
    const rows = await listRetired(sql)
    return new RetiredMonths(
      rows.filter(({ signature, ...month }) => {
        const key = keys.get(month.keyId)
        return key !== undefined && isSigned(key, retiredText(month), signature)
      }),
    )
  }

  /** Whether a leaf without its event belongs to a month that has gone. */
  take({ leafNo, at, leafHash }: { leafNo: number; at: string; leafHash: Buffer }): boolean {
    const seen = this.#months.get(at.slice(0, 'YYYY-MM'.length))?.seen
    if (!seen) return false
    if (seen.tree.size === 0) seen.firstLeaf = leafNo
    seen.lastLeaf = leafNo
    seen.tree.append(leafHash)
    return true
  }

  /** The first month whose leaves are not the ones its manifest speaks of. */
  differing(): Manifest | null {
    return this.#months.values().find((month) => !isAsStated(month)) ?? null
  }

  spans = (): { month: string; events: number }[] =>
    [...this.#months.values()].map(({ month, events }) => ({ month, events }))
}

const isAsStated = ({ events, firstLeaf, lastLeaf, root, seen }: Manifest & { seen: Seen }): boolean =>
  seen.tree.size === events &&
  seen.firstLeaf === firstLeaf &&
  seen.lastLeaf === lastLeaf &&
  (events === 0 || seen.tree.root().toString('base64') === root)

export async function listRetired(sql: Sql): Promise<(Manifest & { signature: Buffer; retiredAt: Date })[]> {
  const rows = await sql<{
    month: string
    first_leaf: string
    last_leaf: string
    events: string
    root: Buffer
    key_id: string
    signature: Buffer
    retired_at: Date
  }>(
    `select to_char(month, 'YYYY-MM') as month, first_leaf, last_leaf, events, root, key_id, signature, retired_at
       from audit_retired order by month`,
  )
  return rows.map((row) => ({
    month: row.month,
    firstLeaf: Number(row.first_leaf),
    lastLeaf: Number(row.last_leaf),
    events: Number(row.events),
    root: row.root.toString('base64'),
    keyId: row.key_id,
    signature: row.signature,
    retiredAt: row.retired_at,
  }))
}
