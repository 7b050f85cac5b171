import 'server-only'
import { createHash } from 'node:crypto'
import { canonical } from '@/lib/audit/record'
import { headText, isSigned, type SigningKey, signingKeys, signText } from '@/lib/audit/signing'
import type { BoundHead } from '@/lib/exports/bound-head'
import type { ExportClaim } from '@/lib/exports/claim-export'
import type { ExportFormat } from '@/lib/exports/schema'

/** What was asked for, as the manifest carries it. */
type Question = {
  id: string
  format: ExportFormat
  askedAt: string
  askedBy: string
  query: string
  filter: unknown
  locale: string
  /** How many of the rows were compared with their digests when they were written; a format of lines of our own tells by itself. */
  comparedRows?: number
}

export const questionOf = (claim: ExportClaim): Question => ({
  id: claim.id,
  format: claim.format,
  askedAt: claim.askedAt.toISOString(),
  askedBy: claim.asker.name,
  query: claim.query,
  filter: JSON.parse(JSON.stringify(claim.filter)),
  locale: claim.locale,
})

export type Stated = {
  question: Question
  rowCount: number
  head: BoundHead
  /** SHA-256, hex. */
  recordsSha256: string
  siblingsSha256: string
  /** Null inside the file itself, which cannot hold its own digest. */
  fileSha256: string | null
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The signed bytes: one fact a line, nothing optional, so that there is one way to write it. */
const statementText = (
  { question, rowCount, head, recordsSha256, siblingsSha256, fileSha256 }: Stated,
  keyId: string,
) =>
  `countersign-audit-export/v1\n${question.id}\n${question.format}\n${rowCount}\n${sha256(canonical(question))}\n${recordsSha256}\n${siblingsSha256}\n${sha256(headTextOf(head))}\n${fileSha256 ?? '-'}\n${keyId}\n`

const headTextOf = ({ batchNo, treeSize, root, previous, sealedAt, keyId }: BoundHead): string =>
  headText({
    batchNo,
    treeSize,
    root: Buffer.from(root, 'base64'),
    previous: Buffer.from(previous, 'base64'),
    sealedAt: new Date(sealedAt),
    keyId,
  })

/** Signed with the key of the head while the ring still has it, else with the newest. */
export function signStatement(stated: Stated): { keyId: string; publicKey: string; signature: string } {
  const ring = signingKeys()
  const key: SigningKey | undefined = ring.find(({ id }) => id === stated.head.keyId) ?? ring[0]
  if (!key) throw new Error('AUDIT_SIGNING_KEYS is empty')
  const text = statementText(stated, key.id)
  const signature = signText(key, text)
  if (!isSigned(key.publicKey, text, signature)) throw new Error('a statement could not be signed')
  return {
    keyId: key.id,
    publicKey: key.publicKey.toString('base64'),
    signature: signature.toString('base64'),
  }
}
