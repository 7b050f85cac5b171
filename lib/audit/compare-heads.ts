import 'server-only'
import { type WrittenHead, writtenHeads } from '@/lib/audit/heads'
import { type BatchRow, batchesOf, headOf } from '@/lib/audit/read-sealed'
import { SignatureWatch } from '@/lib/audit/signature-watch'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import type { FirstBad } from '@/lib/audit/verify'
import { seqAfterLast } from '@/lib/audit/verify-sealed'
import type { Sql } from '@/lib/db'

const PAGE = 2_000

/**
 * Compares the heads on this host's disk with the database's. A head the database no longer has means that its tail was cut
 * off or that an older state was restored; one that says something else, that history was written anew. A head that is
 * not on this disk must carry a good signature of its own.
 */
export async function compareHeads(sql: Sql): Promise<{ compared: number; firstBad: FirstBad | null }> {
  let compared = 0
  const seen = new Set<number>()
  let page: WrittenHead[] = []
  const turn = async (): Promise<FirstBad | null> => {
    const firstBad = await comparePage(sql, page)
    if (firstBad) return firstBad
    compared += page.length
    for (const { batchNo } of page) seen.add(batchNo)
    page = []
    return null
  }
  for await (const head of writtenHeads()) {
    if (head === null) continue
    page.push(head)
    const firstBad = page.length < PAGE ? null : await turn()
    if (firstBad) return { compared, firstBad }
  }
  const firstBad = (await turn()) ?? (await checkUnwritten(sql, seen))
  return { compared, firstBad }
}

async function checkUnwritten(sql: Sql, written: ReadonlySet<number>): Promise<FirstBad | null> {
  const watch = new SignatureWatch(await trustedKeys(sql))
  for await (const page of batchesOf(sql)) {
    const isBad = (row: BatchRow) =>
      !written.has(Number(row.batch_no)) && !watch.isGood({ head: headOf(row), signature: row.signature })
    const bad = page.find(isBad)
    if (bad) return { fault: 'signature_invalid', ...(await firstOfBatch(sql, Number(bad.batch_no))) }
  }
  return null
}

async function comparePage(sql: Sql, page: readonly WrittenHead[]): Promise<FirstBad | null> {
  const rows = await sql<{ batch_no: string; root: Buffer; signature: Buffer }>(
    'select batch_no, root, signature from audit_batch where batch_no = any($1)',
    [page.map((head) => head.batchNo)],
  )
  const stored = new Map(rows.map((row) => [Number(row.batch_no), row]))
  for (const head of page) {
    const row = stored.get(head.batchNo)
    if (!row)
      return { fault: 'tail_missing', seq: await seqAfterLast(sql), id: null, occurredAt: null, batchNo: head.batchNo }
    if (row.signature.toString('base64') !== head.signature || row.root.toString('base64') !== head.root)
      return { fault: 'head_differs', ...(await firstOfBatch(sql, head.batchNo)) }
  }
  return null
}

async function firstOfBatch(sql: Sql, batchNo: number): Promise<Omit<FirstBad, 'fault'>> {
  const [row] = await sql<{ seq: string; event_id: string; occurred_at: Date }>(
    `select seq, event_id, occurred_at from audit_leaf
      where leaf_no >= coalesce((select tree_size from audit_batch where batch_no = $1), 0) order by leaf_no limit 1`,
    [batchNo - 1],
  )
  return {
    batchNo,
    seq: row?.seq ?? null,
    id: row?.event_id ?? null,
    occurredAt: row?.occurred_at.toISOString() ?? null,
  }
}
