import 'server-only'
import { readSealState, type SealState } from '@/lib/audit/seal-state'
import { trustedKeys } from '@/lib/audit/trusted-keys'
import { sql } from '@/lib/db'
import { type VerificationView, verificationResult } from '@/lib/integrity/schema'

export type SealedHead = {
  batchNo: number
  treeSize: number
  /** Base64, as in a proof. */
  root: string
  sealedAt: Date
  keyId: string
}
export type SealingKey = { keyId: string; publicKey: string; fromBatch: number; introducedAt: Date }
type Integrity = {
  seal: SealState
  head: SealedHead | null
  keys: SealingKey[]
  verifications: VerificationView[]
}

const SHOWN = 10

/** What is sealed, by which keys, and what the latest verifications found. */
export async function readIntegrity(): Promise<Integrity> {
  const [seal, [head], keys, trusted, verifications] = await Promise.all([
    readSealState(sql),
    sql<{ batch_no: string; tree_size: string; root: Buffer; sealed_at: Date; key_id: string }>(
      'select batch_no, tree_size, root, sealed_at, key_id from audit_batch order by batch_no desc limit 1',
    ),
    sql<{ key_id: string; from_batch: string; introduced_at: Date }>(
      'select key_id, from_batch, introduced_at from audit_key order by from_batch desc',
    ),
    trustedKeys(sql),
    listVerifications(),
  ])
  return {
    seal,
    head: head
      ? {
          batchNo: Number(head.batch_no),
          treeSize: Number(head.tree_size),
          root: head.root.toString('base64'),
          sealedAt: head.sealed_at,
          keyId: head.key_id,
        }
      : null,
    keys: keys.flatMap((key) => {
      const publicKey = trusted.get(key.key_id)?.toString('base64')
      const since = { fromBatch: Number(key.from_batch), introducedAt: key.introduced_at }
      return publicKey === undefined ? [] : { keyId: key.key_id, publicKey, ...since }
    }),
    verifications,
  }
}

/** The latest runs, newest first. */
export async function listVerifications(): Promise<VerificationView[]> {
  const rows = await sql<{
    id: string
    asked_name: string | null
    asked_at: Date
    started_at: Date | null
    finished_at: Date | null
    result: unknown
  }>(
    `select id, asked_name, asked_at, started_at, finished_at, result from audit_verification order by asked_at desc limit ${SHOWN}`,
  )
  return rows.map((row) => ({
    id: row.id,
    askedBy: row.asked_name,
    askedAt: row.asked_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    seconds: row.finished_at && row.started_at ? (row.finished_at.getTime() - row.started_at.getTime()) / 1000 : null,
    result: row.result === null ? null : verificationResult.parse(row.result),
  }))
}
