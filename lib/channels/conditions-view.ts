import 'server-only'
import { createHash } from 'node:crypto'
import { type ConditionsReading, type ConditionType, privacyTypes, type RankReading } from '@/lib/polyv/conditions'
import { fingerprint } from '@/lib/secrets/fingerprint'
import type { Json } from '@/lib/secrets/redact'
import { Secret } from '@/lib/secrets/secret'

/** How a secret appears in versions and events: whether one is set, and which. */
export const secretPrint = (secret: Secret | null | undefined): Json =>
  secret ? { secret: 'set', fingerprint: fingerprint(secret.reveal()) } : { secret: 'unset' }

/** Both ranks for people and records: the type in use and its values, secrets as fingerprints. */
export function viewConditions(reading: ConditionsReading): { [key: string]: Json } {
  return {
    primary: viewRank(reading.primary),
    secondary: viewRank(reading.secondary),
    followsDefault: reading.followsDefault,
  }
}

export function viewRank(rank: RankReading): { [key: string]: Json } {
  return {
    enabled: rank.enabled,
    type: rank.type ?? rank.unsupportedType,
    ...(rank.type === null ? {} : viewSettings(rank, rank.type)),
  }
}

function viewSettings(rank: RankReading, type: ConditionType): { [key: string]: Json } {
  const entries = Object.entries(rank.settings[type]).filter(
    ([field]) => field !== 'held' && !rank.unreadable.includes(`${type}.${field}`),
  )
  const settings = Object.fromEntries(entries.map(([field, value]) => [field, toJson(value)]))
  const hasNotice = privacyTypes.includes(type) && (rank.privacy.enabled || rank.privacy.content !== '')
  return { settings, ...(hasNotice ? { privacy: { ...rank.privacy } } : {}) }
}

/** Equal when, and only when, what viewers meet is equal: both ranks, the types in use and all their values. */
export function conditionsFingerprint(reading: ConditionsReading): string {
  return digest(viewConditions(reading))
}

/** Also sees values stored under types that are not in use: the account default must not move at all. */
export function wholeFingerprint(reading: ConditionsReading): string {
  return digest(
    [reading.primary, reading.secondary].map((rank) => ({
      ...viewRank(rank),
      all: toJson(rank.settings),
      notice: { ...rank.privacy },
    })),
  )
}

function digest(value: Json): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
}

function toJson(value: unknown): Json {
  if (value instanceof Secret) return secretPrint(value)
  if (Array.isArray(value)) return value.map(toJson)
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, toJson(entry)]))
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
