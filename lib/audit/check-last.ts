import 'server-only'
import { assertNewestStands } from '@/lib/audit/heads'
import { Frontier } from '@/lib/audit/merkle'
import { SealRefused } from '@/lib/audit/seal-refused'
import { type Head, headText, isSigned } from '@/lib/audit/signing'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import type { Sql } from '@/lib/db'

/**
 * A verification checks one signature in many and takes the others from the chain between: that is sound only because
 * nobody signs onto a head that was not looked at.
 * @throws SealRefused when the last head is not signed by a trusted key, the kept roots do not add up to it, or the
 * newest head on this host's disk is not among the database's.
 */
export async function assertLastHolds(
  sql: Sql,
  last: (Head & { frontier: readonly Buffer[]; signature: Buffer }) | null,
): Promise<void> {
  if (last) {
    const key = (await trustedKeys(sql)).get(last.keyId)
    if (!key) throw new SealRefused('key_unknown', last.batchNo)
    if (!isSigned(key, headText(last), last.signature)) throw new SealRefused('signature_invalid', last.batchNo)
    if (!isFrontierOf(last, last.frontier)) throw new SealRefused('node_differs', last.batchNo)
  }
  await assertNewestStands(sql)
}

/** As many complete subtrees as the size has bits: with fewer, an inner node could pass for a leaf. */
const isFrontierOf = ({ treeSize, root }: Head, frontier: readonly Buffer[]): boolean =>
  frontier.length === treeSize.toString(2).replaceAll('0', '').length &&
  new Frontier(treeSize, frontier).root().equals(root)
