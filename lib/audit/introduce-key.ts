import 'server-only'
import { predecessorText, type SigningKey, signingKeys, signText, successionText } from '@/lib/audit/signing'
import { givenKeys } from '@/lib/audit/trusted-keys'
import type { Sql } from '@/lib/db'

type Known = { key_id: string; public_key: Buffer; previous_key_id: string | null; is_silent: boolean }

/**
 * The first use of a key is recorded, vouched for by the key before it, which must still be in the ring then. In turn each
 * key vouches for the one before it, once, as soon as the ring holds both: also where that was not done at the time.
 * @throws Error when another public key is recorded under its id, or when the key before it is not in the ring.
 */
export async function introduceKey(sql: Sql, key: SigningKey, fromBatch: number): Promise<void> {
  const known = await sql<Known>(
    `select key.key_id, key.public_key, key.previous_key_id, said.key_id is null as is_silent
       from audit_key key left join audit_predecessor said using (key_id)
      order by from_batch desc, introduced_at desc`,
  )
  const recorded = known.find(({ key_id }) => key_id === key.id)
  if (recorded && !recorded.public_key.equals(key.publicKey))
    throw new Error(`${key.id} of AUDIT_SIGNING_KEYS is not the key that is recorded under this id`)
  if (!recorded) known.unshift(await introduce(sql, key, fromBatch, known[0]?.key_id ?? null))
  for (const { key_id, previous_key_id, is_silent } of known)
    if (is_silent && previous_key_id !== null) await vouchForPrevious(sql, key_id, previous_key_id)
}

async function introduce(sql: Sql, key: SigningKey, fromBatch: number, previousKeyId: string | null): Promise<Known> {
  const previous = signingKeys().find(({ id }) => id === previousKeyId)
  if (previousKeyId !== null && !previous)
    throw new Error(`AUDIT_SIGNING_KEYS must still hold ${previousKeyId}, so that it can vouch for ${key.id}`)
  const text = successionText({ keyId: key.id, publicKey: key.publicKey, fromBatch, previousKeyId })
  await sql(
    `insert into audit_key (key_id, public_key, from_batch, previous_key_id, previous_signature, signature)
     values ($1, $2, $3, $4, $5, $6)`,
    [key.id, key.publicKey, fromBatch, previousKeyId, previous ? signText(previous, text) : null, signText(key, text)],
  )
  return { key_id: key.id, public_key: key.publicKey, previous_key_id: previousKeyId, is_silent: true }
}

async function vouchForPrevious(sql: Sql, keyId: string, previousKeyId: string): Promise<void> {
  const key = signingKeys().find(({ id }) => id === keyId)
  const previousPublicKey = givenKeys().get(previousKeyId)
  if (!key || !previousPublicKey) return
  await sql(
    `insert into audit_predecessor (key_id, previous_key_id, previous_public_key, signature) values ($1, $2, $3, $4)`,
    [
      keyId,
      previousKeyId,
      previousPublicKey,
      signText(key, predecessorText({ keyId, previousKeyId, previousPublicKey })),
    ],
  )
}
