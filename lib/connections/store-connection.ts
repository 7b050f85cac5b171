import 'server-only'
import type { Actor } from '@/lib/audit/event'
import { recordEvent } from '@/lib/audit/record'
import {
  type ConnectionFacts,
  connectionTarget,
  factsOf,
  type LockedConnection,
  readSecret,
  recordedFacts,
} from '@/lib/connections/connection-row'
import { secretContext } from '@/lib/connections/open-connection'
import type { Sql } from '@/lib/db'
import { newId } from '@/lib/id'
import { secretChange } from '@/lib/secrets/fingerprint'
import { encryptSecret } from '@/lib/secrets/key-ring'
import type { Json } from '@/lib/secrets/redact'

type By = { actor: Actor; requestId?: string; reason?: string }

/** Inserts a connection with its event. @returns null when this account is already connected. */
export async function insertConnection(
  sql: Sql,
  facts: ConnectionFacts,
  secret: string,
  by: By,
): Promise<string | null> {
  const id = newId()
  const [row] = await sql(
    `insert into connection (id, kind, name, account_id, user_id, base_url, is_sandbox, source, calls_per_second,
                             chunk_size, is_enabled, secret_ciphertext, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, clock_timestamp())
     on conflict (kind, account_id) do nothing returning id`,
    [id, ...columnValues(facts), encryptSecret(secret, secretContext(id))],
  )
  if (!row) return null
  await recordEvent(sql, {
    ...eventBy(by),
    phase: 'outcome',
    action: 'connection.add',
    outcome: 'succeeded',
    target: connectionTarget({ id, name: facts.name }),
    connectionId: id,
    after: { ...recordedFacts(facts), secret: secretChange(null, secret) },
  })
  return id
}

/**
 * Writes what differs, with its event. A token fetched with another secret, or elsewhere, is forgotten.
 * @returns whether anything changed.
 */
export async function saveConnection(
  sql: Sql,
  row: LockedConnection,
  facts: ConnectionFacts,
  secret: string | null,
  by: By,
): Promise<boolean> {
  const stored = readSecret(row)
  const isNewSecret = secret !== null && secret !== stored
  if (!isNewSecret && JSON.stringify(factsOf(row)) === JSON.stringify(factsOf(facts))) return false
  await sql(
    `update connection set kind = $2, name = $3, account_id = $4, user_id = $5, base_url = $6, is_sandbox = $7, source = $8,
            calls_per_second = $9, chunk_size = $10, is_enabled = $11,
            chunk_limit = case when chunk_size is distinct from $10 then null else chunk_limit end, updated_at = clock_timestamp() where id = $1`,
    [row.id, ...columnValues(facts)],
  )
  if (isNewSecret) {
    await sql('update connection set secret_ciphertext = $2, secret_set_at = clock_timestamp() where id = $1', [
      row.id,
      encryptSecret(secret, secretContext(row.id)),
    ])
  }
  if (isNewSecret || facts.baseUrl !== row.baseUrl)
    await sql('delete from access_token where connection_id = $1', [row.id])
  const shownSecret: { [key: string]: Json } = isNewSecret ? { secret: secretChange(stored, secret) } : {}
  await recordEvent(sql, {
    ...eventBy(by),
    phase: 'outcome',
    action: 'connection.update',
    outcome: 'succeeded',
    target: connectionTarget({ id: row.id, name: facts.name }),
    connectionId: row.id,
    before: { ...recordedFacts(row), ...(isNewSecret ? { secret: secretChange(stored, stored) } : {}) },
    after: { ...recordedFacts(facts), ...shownSecret },
  })
  return true
}

const columnValues = (facts: ConnectionFacts): unknown[] => [
  facts.kind,
  facts.name,
  facts.accountId,
  facts.userId,
  facts.baseUrl,
  facts.isSandbox,
  facts.source,
  facts.callsPerSecond,
  facts.chunkSize,
  facts.isEnabled,
]

const eventBy = ({ actor, requestId, reason }: By) => ({
  actor,
  ...(requestId === undefined ? {} : { requestId }),
  ...(reason === undefined ? {} : { reason }),
})
