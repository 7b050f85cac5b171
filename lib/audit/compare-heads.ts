import 'server-only'
import { isTrusted, newestWritten, toHead, type WrittenHead, writtenLines } from '@/lib/audit/heads'
import { isoOf } from '@/lib/audit/leaf'
import { headsOf, readHeads } from '@/lib/audit/read-sealed'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import type { Behind, FirstBad } from '@/lib/audit/verify'
import { seqAfterLast } from '@/lib/audit/verify-sealed'
import type { Sql } from '@/lib/db'

const BEGIN = '{"batchNo":'
type Comparison = { compared: number; firstBad: FirstBad | null; behind: Behind | null }

/**
 * Compares the heads on this host's disk with the database's. A head the database no longer has means that its tail was cut
 * off or that an older state was restored; one that says something else, that history was written anew. A head that is
 * not on this disk must carry a good signature of its own.
 */
export async function compareHeads(sql: Sql, batches: number): Promise<Comparison> {
  let compared = 0
  const seen = new Uint8Array(batches)
  const see = (batchNo: number) => {
    if (seen[batchNo] === 0) compared += 1
    seen[batchNo] = 1
  }
  for await (const lines of writtenLines()) {
    const others = await compareLines(lines, see)
    const firstBad = others.length > 0 ? await comparePage(sql, others) : null
    if (firstBad) return { compared, firstBad, behind: await howFarBehind(firstBad) }
    for (const { batchNo } of others) see(batchNo)
  }
  const firstBad = compared < batches ? await checkUnwritten(sql, seen) : null
  return { compared, firstBad, behind: firstBad && (await howFarBehind(firstBad)) }
}

/** Sees the heads that stand in the database letter for letter. @returns those that do not, for a closer look. */
async function compareLines(lines: readonly string[], see: (batchNo: number) => void): Promise<WrittenHead[]> {
  const numbers = lines.map((line) => (line.startsWith(BEGIN) ? Number.parseInt(line.slice(BEGIN.length), 10) : -1))
  const stored = await storedHeads(numbers.filter(Number.isSafeInteger))
  return lines.flatMap((line, at) => {
    const number = numbers[at] as number
    const head = stored.get(number)
    if (!head || JSON.stringify(head) !== line) return toHead(line) ?? []
    see(number)
    return []
  })
}

async function storedHeads(numbers: readonly number[]): Promise<Map<number, WrittenHead>> {
  const heads = await readHeads(`batch_no = any('{${numbers.join()}}')`)
  return new Map(heads.map((head) => [head.batchNo, head]))
}

/**
 * How far the database lies behind the newest head on disk when it lacks that one, or has another under its number: what
 * was sealed since the last batch of which both say the same.
 */
async function howFarBehind({ fault, batchNo }: FirstBad): Promise<Behind | null> {
  if (fault !== 'tail_missing' && fault !== 'head_differs') return null
  const newest = await newestWritten()
  if (!newest) return null
  const [stored] = await readHeads(`batch_no = ${newest.batchNo}`)
  if (stored?.signature === newest.signature) return null
  const [last] = await readHeads(`batch_no < ${batchNo ?? 0} order by batch_no desc limit 1`)
  const [sealed, batches] = [last?.treeSize ?? 0, last ? last.batchNo + 1 : 0]
  return {
    sealed,
    sealedAt: last?.sealedAt ?? null,
    missing: newest.treeSize - sealed,
    batches: newest.batchNo + 1 - batches,
    recordedAt: newest.sealedAt,
  }
}

async function checkUnwritten(sql: Sql, seen: Uint8Array): Promise<FirstBad | null> {
  const keys = await trustedKeys(sql)
  for await (const heads of headsOf(seen.length)) {
    const bad = heads.find((head) => seen[head.batchNo] === 0 && !isTrusted(head, keys))
    if (bad) return { fault: 'signature_invalid', ...(await firstOfBatch(sql, bad.batchNo)) }
  }
  return null
}

async function comparePage(sql: Sql, page: readonly WrittenHead[]): Promise<FirstBad | null> {
  const stored = await storedHeads(page.map((head) => head.batchNo))
  for (const { batchNo, root, signature } of page) {
    const row = stored.get(batchNo)
    if (!row) return { fault: 'tail_missing', seq: await seqAfterLast(sql), id: null, occurredAt: null, batchNo }
    if (row.signature !== signature || row.root !== root)
      return { fault: 'head_differs', ...(await firstOfBatch(sql, batchNo)) }
  }
  return null
}

async function firstOfBatch(sql: Sql, batchNo: number): Promise<Omit<FirstBad, 'fault'>> {
  const [row] = await sql<{ seq: string; event_id: string; occurred_at: Date | number }>(
    `select seq, event_id, occurred_at from audit_leaf
      where leaf_no >= coalesce((select tree_size from audit_batch where batch_no = $1), 0) order by leaf_no limit 1`,
    [batchNo - 1],
  )
  return {
    batchNo,
    seq: row?.seq ?? null,
    id: row?.event_id ?? null,
    occurredAt: row ? isoOf(row.occurred_at) : null,
  }
}
