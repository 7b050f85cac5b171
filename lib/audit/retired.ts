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

/** The signed bytes of a month's manifest: one fact a line. */
export const retiredText = ({ month, firstLeaf, lastLeaf, events, root, keyId }: RetiredMonth): string =>
  `countersign-audit-retired/v1\n${month}\n${firstLeaf}\n${lastLeaf}\n${events}\n${root}\n${keyId}\n`

/** Months that have gone, each held against its signed manifest while the leaves go by. */
export class RetiredMonths {
  readonly #months: (RetiredMonth & { seen: Frontier })[]

  private constructor(months: readonly RetiredMonth[]) {
    this.#months = months.map((month) => ({ ...month, seen: new Frontier(0, []) }))
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
  take(at: string, leafHash: Buffer): boolean {
    const month = this.#months.find(({ from, until }) => at >= from && at < until)
    month?.seen.append(leafHash)
    return month !== undefined
  }

  /** The first month whose leaves are not the ones its manifest speaks of. */
  differing(): RetiredMonth | null {
    return (
      this.#months.find(
        ({ seen, events, root }) => seen.size !== events || (seen.size > 0 && seen.root().toString('base64') !== root),
      ) ?? null
    )
  }

  spans = (): { month: string; events: number }[] => this.#months.map(({ month, events }) => ({ month, events }))
}

export async function listRetired(sql: Sql): Promise<(RetiredMonth & { signature: Buffer; retiredAt: Date })[]> {
  const rows = await sql<{
    month: string
    from_at: Date
    until_at: Date
    first_leaf: string
    last_leaf: string
    events: string
    root: Buffer
    key_id: string
    signature: Buffer
    retired_at: Date
  }>(
    `select to_char(month, 'YYYY-MM') as month, from_at, until_at, first_leaf, last_leaf, events, root, key_id, signature, retired_at
       from audit_retired order by month`,
  )
  return rows.map((row) => ({
    month: row.month,
    from: row.from_at.toISOString(),
    until: row.until_at.toISOString(),
    firstLeaf: Number(row.first_leaf),
    lastLeaf: Number(row.last_leaf),
    events: Number(row.events),
    root: row.root.toString('base64'),
    keyId: row.key_id,
    signature: row.signature,
    retiredAt: row.retired_at,
  }))
}
