import 'server-only'
import { isSigned, parsePublicKeys, predecessorText, signingKeys, successionText } from '@/lib/audit/signing'
import type { Sql } from '@/lib/db'
import { env } from '@/lib/env'

type Succession = {
  key_id: string
  public_key: Buffer
  from_batch: string
  previous_key_id: string | null
  previous_signature: Buffer | null
  signature: Buffer
}
type Predecessor = { key_id: string; previous_key_id: string; previous_public_key: Buffer; signature: Buffer }

/** Public keys that this process was given: those of the ring, and of seeds that are gone. */
export const givenKeys = (): Map<string, Buffer> =>
  new Map([
    ...parsePublicKeys(env.AUDIT_PUBLIC_KEYS),
    ...signingKeys().map(({ id, publicKey }) => [id, publicKey] as const),
  ])

/**
 * Public keys that may have signed a head: those that were given, and whatever a trusted key has signed the public key of,
 * be it the one after it or the one before it. A key that somebody wrote into the tables is not among them.
 */
export async function trustedKeys(sql: Sql): Promise<ReadonlyMap<string, Buffer>> {
  const successions = await sql<Succession>('select * from audit_key where previous_key_id is not null')
  const predecessors = await sql<Predecessor>('select * from audit_predecessor')
  const trusted = givenKeys()
  for (let before = -1; before !== trusted.size; ) {
    before = trusted.size
    for (const row of successions)
      if (!trusted.has(row.key_id) && isSucceeding(row, trusted.get(row.previous_key_id ?? '')))
        trusted.set(row.key_id, row.public_key)
    for (const row of predecessors)
      if (!trusted.has(row.previous_key_id) && isPreceding(row, trusted.get(row.key_id)))
        trusted.set(row.previous_key_id, row.previous_public_key)
  }
  return trusted
}

function isSucceeding(row: Succession, previous: Buffer | undefined): boolean {
  if (!previous || row.previous_signature === null) return false
  const text = successionText({
    keyId: row.key_id,
    publicKey: row.public_key,
    fromBatch: Number(row.from_batch),
    previousKeyId: row.previous_key_id,
  })
  return isSigned(previous, text, row.previous_signature) && isSigned(row.public_key, text, row.signature)
}

function isPreceding(row: Predecessor, key: Buffer | undefined): boolean {
  if (!key) return false
  const text = predecessorText({
    keyId: row.key_id,
    previousKeyId: row.previous_key_id,
    previousPublicKey: row.previous_public_key,
  })
  return isSigned(key, text, row.signature)
}
