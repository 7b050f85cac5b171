import 'server-only'
import { conditionsFingerprint, viewConditions } from '@/lib/channels/conditions-view'
import {
  closeByOperation,
  closeReplaced,
  closeReturned,
  markSeen,
  openDrift,
  openDriftOn,
} from '@/lib/channels/drift-store'
import { type SecretName, secretNames } from '@/lib/channels/form-schema'
import { isSameAs } from '@/lib/channels/same-conditions'
import { type StoredConditions, type StoredSecrets, storedSecretsSchema } from '@/lib/channels/stored-conditions'
import type { VersionSource } from '@/lib/channels/versions-schema'
import { type Sql, sql } from '@/lib/db'
import { newId } from '@/lib/id'
import type { ConditionsReading, RankReading } from '@/lib/polyv/conditions'
import { decryptSecret, encryptSecret } from '@/lib/secrets/key-ring'
import type { Json } from '@/lib/secrets/redact'

type VersionSummary = { number: number; source: VersionSource; createdAt: Date; operationId: string | null }

/**
 * Why a state is kept. `us`: what an operation brought about. `read_back`: what was found after an operation that did not
 * do what it was to. `reading`: any other look at the channel; `seen` is the newest number known before that look began,
 * so that a look older than what was stored meanwhile does not count.
 */
export type Made =
  | { by: 'us'; operationId: string; restored?: number | undefined }
  | { by: 'read_back'; operationId: string }
  | { by: 'reading'; seen: number }

/**
 * Keeps what was read as a new version, unless it equals the latest one. A change that is not ours also opens a drift.
 * While a write of ours is under way a reading proves nothing and is left alone. Runs in the caller's transaction.
 * @returns whether a version was added.
 */
export async function saveVersion(
  within: Sql,
  connectionId: string,
  channelId: string,
  reading: ConditionsReading,
  made: Made,
): Promise<boolean> {
  await within(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `condition_version:${connectionId}:${channelId}`,
  ])
  const [latest] = await within<VersionRow>(
    `select ${STORED} from condition_version where connection_id = $1 and channel_id = $2 order by number desc limit 1`,
    [connectionId, channelId],
  )
  if (made.by === 'reading') {
    if (made.seen !== (latest?.number ?? 0)) return false
    if (await isUnderWay(within, connectionId, channelId)) return false
  }
  const print = conditionsFingerprint(reading)
  if (latest && (latest.fingerprint === print || isSameAs(storedOf(latest), reading))) {
    if (made.by === 'us') await closeByOperation(within, connectionId, channelId, made.operationId)
    else await markSeen(within, connectionId, channelId)
    return false
  }
  const id = newId()
  const number = (latest?.number ?? 0) + 1
  const snapshot = viewConditions(reading)
  await within(
    `insert into condition_version (id, connection_id, channel_id, number, source, snapshot, secrets_ciphertext, fingerprint, operation_id, restored_number)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10)`,
    [
      id,
      connectionId,
      channelId,
      number,
      sourceOf(made, latest !== undefined),
      JSON.stringify(snapshot),
      encryptSecret(JSON.stringify(secretsOf(reading)), secretsContext(id)),
      print,
      made.by === 'reading' ? null : made.operationId,
      made.by === 'us' ? (made.restored ?? null) : null,
    ],
  )
  if (made.by !== 'reading') await closeByOperation(within, connectionId, channelId, made.operationId)
  else if (latest) await followDrift(within, connectionId, channelId, latest, { number, snapshot, reading })
  return true
}

function sourceOf(made: Made, isKnown: boolean): VersionSource {
  if (made.by === 'us') return made.restored === undefined ? 'ours' : 'rollback'
  return isKnown ? 'outside' : 'first_read'
}

/** Something that is not ours: a new difference from what we knew, another one, or none any more. */
async function followDrift(
  within: Sql,
  connectionId: string,
  channelId: string,
  latest: VersionRow,
  found: { number: number; snapshot: Json; reading: ConditionsReading },
): Promise<void> {
  const open = await openDriftOn(within, connectionId, channelId)
  if (!open) return openDrift(within, connectionId, channelId, latest, found)
  const [known] = await within<VersionRow>(
    `select ${STORED} from condition_version where connection_id = $1 and channel_id = $2 and number = $3`,
    [connectionId, channelId, open.known_number],
  )
  if (!known) return
  if (isSameAs(storedOf(known), found.reading)) {
    await closeReturned(within, connectionId, channelId, known, latest)
    return
  }
  await closeReplaced(within, connectionId, channelId)
  await openDrift(within, connectionId, channelId, known, found)
}

/** From the moment a call is opened until its effect is known, what is read may be ours. */
async function isUnderWay(within: Sql, connectionId: string, channelId: string): Promise<boolean> {
  const rows = await within(
    `select 1 from operation_item item join operation on operation.id = item.operation_id
      where item.target_id = $2 and item.connection_id = $1 and item.settled_at is null
        and item.state in ('in_flight', 'succeeded', 'unknown', 'reconciling')
        and operation.action like 'channel.%' and operation.action not like 'channel.whitelist.%' limit 1`,
    [connectionId, channelId],
  )
  return rows.length > 0
}

/** Whether this is what the latest version says; a difference seen before has been seen again. */
export async function isLatest(connectionId: string, channelId: string, reading: ConditionsReading): Promise<boolean> {
  const [latest] = await sql<VersionRow>(
    `select ${STORED} from condition_version where connection_id = $1 and channel_id = $2 order by number desc limit 1`,
    [connectionId, channelId],
  )
  if (!latest || !isSameAs(storedOf(latest), reading)) return false
  await markSeen(sql, connectionId, channelId)
  return true
}

/** The newest version's number, 0 before the first: ask before reading, and hand it to `saveVersion` as `seen`. */
export async function latestNumber(connectionId: string, channelId: string): Promise<number> {
  const [row] = await sql<{ number: number }>(
    'select coalesce(max(number), 0)::int as number from condition_version where connection_id = $1 and channel_id = $2',
    [connectionId, channelId],
  )
  return row?.number ?? 0
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

export type VersionRow = {
  id: string
  number: number
  fingerprint: string
  snapshot: Json
  secrets_ciphertext: string | null
}
const STORED = 'id, number, fingerprint, snapshot, secrets_ciphertext'

const secretsContext = (id: string): string => `condition_version:secrets_ciphertext:${id}`

/** One version with its secrets in the clear: for the server and the worker only. Null when there is none. */
export async function openVersion(
  within: Sql,
  connectionId: string,
  channelId: string,
  number: number,
): Promise<StoredConditions | null> {
  const [row] = await within<VersionRow>(
    `select ${STORED} from condition_version where connection_id = $1 and channel_id = $2 and number = $3`,
    [connectionId, channelId, number],
  )
  return row ? storedOf(row) : null
}

export function storedOf({
  id,
  snapshot,
  secrets_ciphertext,
}: Pick<VersionRow, 'id' | 'snapshot' | 'secrets_ciphertext'>): StoredConditions {
  const none = { authCode: null, customKey: null, externalKey: null, directKey: null }
  if (secrets_ciphertext === null) return { snapshot, secrets: { primary: none, secondary: none } }
  const text = decryptSecret(secrets_ciphertext, secretsContext(id))
  return { snapshot, secrets: storedSecretsSchema.parse(JSON.parse(text) as unknown) }
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
