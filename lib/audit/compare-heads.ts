import 'server-only'
import { type WrittenHead, writtenHeads } from '@/lib/audit/heads'
import type { FirstBad } from '@/lib/audit/verify'
import type { Sql } from '@/lib/db'

const PAGE = 2_000

/**
 * Compares the heads on this host's disk with the database's. A head the database no longer has means that its tail was cut
 * off or that an older state was restored; one that says something else, that history was written anew.
 */
export async function compareHeads(sql: Sql): Promise<{ compared: number; firstBad: FirstBad | null }> {
  let compared = 0
  let page: WrittenHead[] = []
  for await (const head of writtenHeads()) {
    if (head === null) continue
    page.push(head)
    if (page.length < PAGE) continue
    const firstBad = await comparePage(sql, page)
    if (firstBad) return { compared, firstBad }
    compared += page.length
    page = []
  }
  const firstBad = await comparePage(sql, page)
  return { compared: firstBad ? compared : compared + page.length, firstBad }
}

async function comparePage(sql: Sql, page: readonly WrittenHead[]): Promise<FirstBad | null> {
  const rows = await sql<{ batch_no: string; root: Buffer; previous: Buffer; signature: Buffer }>(
    'select batch_no, root, previous, signature from audit_batch where batch_no = any($1)',
    [page.map((head) => head.batchNo)],
  )
  const stored = new Map(rows.map((row) => [Number(row.batch_no), row]))
  for (const head of page) {
    const row = stored.get(head.batchNo)
    if (!row) return tailMissing(sql, head.batchNo)
    if (row.signature.toString('base64') !== head.signature || row.root.toString('base64') !== head.root)
      return { fault: 'head_differs', batchNo: head.batchNo, ...(await firstOfBatch(sql, head.batchNo)) }
  }
  return null
}

/** The first event that is gone had the number after the last one still sealed. */
async function tailMissing(sql: Sql, batchNo: number): Promise<FirstBad> {
  const [last] = await sql<{ seq: string }>('select seq from audit_leaf order by leaf_no desc limit 1')
  return {
    fault: 'tail_missing',
    seq: last ? String(BigInt(last.seq) + 1n) : '1',
    id: null,
    occurredAt: null,
    batchNo,
  }
}

async function firstOfBatch(sql: Sql, batchNo: number): Promise<Pick<FirstBad, 'seq' | 'id' | 'occurredAt'>> {
  const [row] = await sql<{ seq: string; event_id: string; occurred_at: Date }>(
    `select seq, event_id, occurred_at from audit_leaf
      where leaf_no >= coalesce((select tree_size from audit_batch where batch_no = $1), 0) order by leaf_no limit 1`,
    [batchNo - 1],
  )
  return { seq: row?.seq ?? null, id: row?.event_id ?? null, occurredAt: row?.occurred_at.toISOString() ?? null }
}
