import 'server-only'
import type { Target } from '@/lib/audit/event'
import { secretContext } from '@/lib/connections/open-connection'
import type { ConnectionKind } from '@/lib/connections/queries'
import type { Sql } from '@/lib/db'
import { decryptSecret } from '@/lib/secrets/key-ring'
import type { Json } from '@/lib/secrets/redact'

/** What a person or the environment decides about a connection; never its secret. */
export type ConnectionFacts = {
  kind: ConnectionKind
  name: string
  accountId: string
  userId: string | null
  baseUrl: string
  isSandbox: boolean
  source: 'environment' | 'sandbox' | 'person'
  callsPerSecond: number
  /** Most items in one call; null for the server's usual. */
  chunkSize: number | null
  isEnabled: boolean
}

export type LockedConnection = ConnectionFacts & {
  id: string
  closedReason: string | null
  secretCiphertext: string
  updatedAt: Date
}

const factColumns = `kind, name, account_id as "accountId", user_id as "userId", base_url as "baseUrl",
  is_sandbox as "isSandbox", source, calls_per_second as "callsPerSecond", chunk_size as "chunkSize", is_enabled as "isEnabled"`

/** Holds the row until the transaction ends, so that what was read is what is changed. */
export async function lockConnection(sql: Sql, id: string): Promise<LockedConnection | null> {
  const [row] = await sql<LockedConnection>(
    `select id, ${factColumns}, closed_reason as "closedReason", secret_ciphertext as "secretCiphertext",
            updated_at as "updatedAt"
       from connection where id = $1 for update`,
    [id],
  )
  return row ?? null
}

export const factsOf = ({
  kind,
  name,
  accountId,
  userId,
  baseUrl,
  isSandbox,
  source,
  callsPerSecond,
  chunkSize,
  isEnabled,
}: ConnectionFacts): ConnectionFacts => ({
  kind,
  name,
  accountId,
  userId,
  baseUrl,
  isSandbox,
  source,
  callsPerSecond,
  chunkSize,
  isEnabled,
})

/** The same facts for an event. */
export const recordedFacts = (facts: ConnectionFacts): { [key: string]: Json } => ({ ...factsOf(facts) })

export const connectionTarget = (connection: { id: string; name: string }): Target => ({
  type: 'connection',
  id: connection.id,
  name: connection.name,
})

/** Null when the key that sealed it is gone: such a secret can only be replaced. */
export function readSecret(row: { id: string; secretCiphertext: string }): string | null {
  try {
    return decryptSecret(row.secretCiphertext, secretContext(row.id))
  } catch {
    return null
  }
}
