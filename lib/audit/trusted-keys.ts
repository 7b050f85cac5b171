import 'server-only'
import { isSigned, signingKeys, successionText } from '@/lib/audit/signing'
import type { Sql } from '@/lib/db'

type Row = {
  key_id: string
  public_key: Buffer
  from_batch: string
  previous_key_id: string | null
  previous_signature: Buffer | null
  signature: Buffer
}

/**
 * Public keys that may have signed a head: those of the ring, and every key that a trusted neighbour in the succession
 * vouches for, in either direction. A key that somebody wrote into the table is not among them.
 */
export async function trustedKeys(sql: Sql): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await sql<Row>('select * from audit_key order by from_batch, introduced_at')
  const trusted = new Map(signingKeys().map((key) => [key.id, key.publicKey]))
  const byId = new Map(rows.map((row) => [row.key_id, row]))
  for (let grew = true; grew; ) {
    grew = false
    for (const row of rows) {
      const previous = row.previous_key_id === null ? undefined : byId.get(row.previous_key_id)
      if (!previous || !isVouched(row, previous)) continue
      for (const [known, other] of [
        [row, previous],
        [previous, row],
      ] as const) {
        if (!trusted.get(known.key_id)?.equals(known.public_key) || trusted.has(other.key_id)) continue
        trusted.set(other.key_id, other.public_key)
        grew = true
      }
    }
  }
  return trusted
}

function isVouched(row: Row, previous: Row): boolean {
  const text = successionText({
    keyId: row.key_id,
    publicKey: row.public_key,
    fromBatch: Number(row.from_batch),
    previousKeyId: row.previous_key_id,
  })
  return (
    row.previous_signature !== null &&
    isSigned(previous.public_key, text, row.previous_signature) &&
    isSigned(row.public_key, text, row.signature)
  )
}
