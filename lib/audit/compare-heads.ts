import 'server-only'
import { type WrittenHead, writtenHeads } from '@/lib/audit/heads'
import { BATCH_COLUMNS, type BatchRow, batchesOf, headOf, toIso } from '@/lib/audit/read-sealed'
import { isSigned, textOfWords } from '@/lib/audit/signing'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import type { Behind, FirstBad } from '@/lib/audit/verify'
import { seqAfterLast } from '@/lib/audit/verify-sealed'
import type { Sql } from '@/lib/db'

const PAGE = 2_000
type Comparison = { compared: number; firstBad: FirstBad | null; behind: Behind | null }

/**
 * Compares the heads on this host's disk with the database's. A head the database no longer has means that its tail was cut
 * off or that an older state was restored; one that says something else, that history was written anew. A head that is
 * not on this disk must carry a good signature of its own.
 */
export async function compareHeads(sql: Sql, batches: number): Promise<Comparison> {
  let compared = 0
  const seen = new Uint8Array(batches)
  let page: WrittenHead[] = []
  const turn = async (): Promise<FirstBad | null> => {
    const firstBad = await comparePage(sql, page)
    if (firstBad) return firstBad
    for (const { batchNo } of page) {
      if (seen[batchNo] === 0) compared += 1
      seen[batchNo] = 1
    }
    page = []
    return null
  }
  for await (const head of writtenHeads()) {
    if (head === null) continue
    page.push(head)
    const firstBad = page.length < PAGE ? null : await turn()
    if (firstBad) return { compared, firstBad, behind: await howFarBehind(sql, firstBad) }
  }
  const firstBad = (await turn()) ?? (compared < batches ? await checkUnwritten(sql, seen) : null)
  return { compared, firstBad, behind: firstBad && (await howFarBehind(sql, firstBad)) }
}

/** A head on disk that the database lacks: what was sealed up to the newest of them, less what the database still has. */
async function howFarBehind(sql: Sql, { fault }: FirstBad): Promise<Behind | null> {
  if (fault !== 'tail_missing') return null
  let newest: WrittenHead | null = null
  for await (const head of writtenHeads()) if (head && head.batchNo >= (newest?.batchNo ?? 0)) newest = head
  const [last] = await sql<BatchRow>(`select ${BATCH_COLUMNS} from audit_batch order by batch_no desc limit 1`)
  const [sealed, batches] = [Number(last?.tree_size ?? 0), last ? Number(last.batch_no) + 1 : 0]
  return newest
    ? {
        sealed,
        sealedAt: last ? toIso(last.sealed_at) : null,
        missing: newest.treeSize - sealed,
        batches: newest.batchNo + 1 - batches,
        recordedAt: newest.sealedAt,
      }
    : null
}

async function checkUnwritten(sql: Sql, seen: Uint8Array): Promise<FirstBad | null> {
  const keys = await trustedKeys(sql)
  const isBad = (head: WrittenHead): boolean => {
    const key = keys.get(head.keyId)
    return !key || !isSigned(key, textOfWords(head), Buffer.from(head.signature, 'base64'))
  }
  for await (const rows of batchesOf(sql, seen.length)) {
    const bad = rows.map(headOf).find((head) => seen[head.batchNo] === 0 && isBad(head))
    if (bad) return { fault: 'signature_invalid', ...(await firstOfBatch(sql, bad.batchNo)) }
  }
  return null
}

async function comparePage(sql: Sql, page: readonly WrittenHead[]): Promise<FirstBad | null> {
  const rows = await sql<BatchRow>(`select ${BATCH_COLUMNS} from audit_batch where batch_no = any($1)`, [
    page.map((head) => head.batchNo),
  ])
  const stored = new Map(rows.map((row) => [Number(row.batch_no), row]))
  for (const { batchNo, root, signature } of page) {
    const row = stored.get(batchNo)
    if (!row) return { fault: 'tail_missing', seq: await seqAfterLast(sql), id: null, occurredAt: null, batchNo }
    if (row.signature !== signature || row.root !== root)
      return { fault: 'head_differs', ...(await firstOfBatch(sql, batchNo)) }
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
