import 'server-only'
import { conditionsFingerprint, viewConditions } from '@/lib/channels/conditions-view'
import { type SecretName, secretNames } from '@/lib/channels/form-schema'
import { type StoredConditions, type StoredSecrets, storedSecretsSchema } from '@/lib/channels/stored-conditions'
import type { VersionSource } from '@/lib/channels/versions-schema'
import { type Sql, sql } from '@/lib/db'
import { newId } from '@/lib/id'
import type { ConditionsReading, RankReading } from '@/lib/polyv/conditions'
import { decryptSecret, encryptSecret } from '@/lib/secrets/key-ring'
import type { Json } from '@/lib/secrets/redact'

export type VersionSummary = { number: number; source: VersionSource; createdAt: Date; operationId: string | null }

/** Keeps what was read as a new version, unless it equals the latest one. Runs in the caller's transaction. */
export async function saveVersion(
  within: Sql,
  connectionId: string,
  channelId: string,
  reading: ConditionsReading,
  made: { by: 'us' | 'reading'; operationId?: string },
): Promise<void> {
  await within(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `condition_version:${connectionId}:${channelId}`,
  ])
  const [latest] = await within<{ number: number; fingerprint: string }>(
    'select number, fingerprint from condition_version where connection_id = $1 and channel_id = $2 order by number desc limit 1',
    [connectionId, channelId],
  )
  const print = conditionsFingerprint(reading)
  if (latest?.fingerprint === print) return
  const id = newId()
  const source: VersionSource = made.by === 'us' ? 'ours' : latest ? 'outside' : 'first_read'
  await within(
    `insert into condition_version (id, connection_id, channel_id, number, source, snapshot, secrets_ciphertext, fingerprint, operation_id)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)`,
    [
      id,
      connectionId,
      channelId,
      (latest?.number ?? 0) + 1,
      source,
      JSON.stringify(viewConditions(reading)),
      encryptSecret(JSON.stringify(secretsOf(reading)), `condition_version:secrets_ciphertext:${id}`),
      print,
      made.operationId ?? null,
    ],
  )
}

export async function latestVersion(
  connectionId: string,
  channelId: string,
): Promise<(VersionSummary & { snapshot: Json; fingerprint: string }) | null> {
  const [row] = await sql<VersionSummary & { snapshot: Json; fingerprint: string }>(
    `select number, source, created_at as "createdAt", operation_id as "operationId", snapshot, fingerprint
       from condition_version where connection_id = $1 and channel_id = $2 order by number desc limit 1`,
    [connectionId, channelId],
  )
  return row ?? null
}

/** Since when each secret has had its present value, as far as our versions go back; null before the first. */
export async function secretsSetAt(
  connectionId: string,
  channelId: string,
): Promise<Record<'primary' | 'secondary', Partial<Record<SecretName, string>>>> {
  const rows = await sql<{ snapshot: Json; created_at: Date; number: number }>(
    'select snapshot, created_at, number from condition_version where connection_id = $1 and channel_id = $2 order by number desc limit 50',
    [connectionId, channelId],
  )
  const found = {
    primary: {} as Partial<Record<SecretName, string>>,
    secondary: {} as Partial<Record<SecretName, string>>,
  }
  for (const rank of ['primary', 'secondary'] as const) {
    for (const name of secretNames) {
      const current = printIn(rows[0]?.snapshot, rank, name)
      if (current === null) continue
      const index = rows.findIndex((row) => printIn(row.snapshot, rank, name) !== current)
      const since = index === -1 ? undefined : rows[index - 1]
      if (since) found[rank][name] = since.created_at.toISOString()
    }
  }
  return found
}

function printIn(snapshot: Json | undefined, rank: string, name: SecretName): string | null {
  let value: Json | undefined = snapshot
  for (const key of [rank, 'settings', name, 'fingerprint']) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
    value = value[key]
  }
  return typeof value === 'string' ? value : null
}

/** One version with its secrets in the clear: for the server and the worker only. Null when there is none. */
export async function openVersion(
  within: Sql,
  connectionId: string,
  channelId: string,
  number: number,
): Promise<StoredConditions | null> {
  const [row] = await within<{ id: string; snapshot: Json; secrets_ciphertext: string | null }>(
    'select id, snapshot, secrets_ciphertext from condition_version where connection_id = $1 and channel_id = $2 and number = $3',
    [connectionId, channelId, number],
  )
  return row ? { snapshot: row.snapshot, secrets: decryptSecrets(row.id, row.secrets_ciphertext) } : null
}

function decryptSecrets(id: string, ciphertext: string | null): StoredSecrets {
  const none = { authCode: null, customKey: null, externalKey: null, directKey: null }
  if (ciphertext === null) return { primary: none, secondary: none }
  return storedSecretsSchema.parse(
    JSON.parse(decryptSecret(ciphertext, `condition_version:secrets_ciphertext:${id}`)) as unknown,
  )
}

export function secretsOf(reading: ConditionsReading): StoredSecrets {
  const ofRank = ({ settings }: RankReading) => ({
    authCode: settings.code.authCode?.reveal() ?? null,
    customKey: settings.custom.customKey?.reveal() ?? null,
    externalKey: settings.external.externalKey?.reveal() ?? null,
    directKey: settings.direct.directKey?.reveal() ?? null,
  })
  return { primary: ofRank(reading.primary), secondary: ofRank(reading.secondary) }
}
