import 'server-only'
import type { ConditionIntent, RankIntent, SecretIntent } from '@/lib/channels/intent'
import type { FieldReading } from '@/lib/operations/driver'
import type { ConditionsReading, Privacy, RankReading } from '@/lib/polyv/conditions'
import { fingerprint } from '@/lib/secrets/fingerprint'
import { Secret } from '@/lib/secrets/secret'

/** Every field that was sent, against what is read now. `not_readable` is neither confirmed nor contradicted. */
export function compareConditions(intents: readonly RankIntent[], reading: ConditionsReading): FieldReading[] {
  return intents.flatMap((intent) => compareRank(intent, intent.rank === 1 ? reading.primary : reading.secondary))
}

function compareRank(intent: RankIntent, stored: RankReading): FieldReading[] {
  const name = intent.rank === 1 ? 'primary' : 'secondary'
  const readings: FieldReading[] = [say(`${name}.enabled`, stored.enabled === intent.enabled)]
  if (!intent.enabled) return readings
  const { type } = intent.condition
  readings.push(say(`${name}.type`, stored.type === type))
  const held: Record<string, unknown> = { ...stored.settings[type] }
  for (const [field, wanted] of Object.entries(intent.condition)) {
    if (field === 'type' || field === 'clears' || field === 'privacy' || wanted === undefined) continue
    const isHidden = stored.unreadable.includes(`${type}.${field}`)
    readings.push(
      isHidden
        ? { path: `${name}.${type}.${field}`, reading: 'not_readable' }
        : say(`${name}.${type}.${field}`, isHeld(wanted, held[field])),
    )
  }
  return [...readings, ...comparePrivacy(name, intent.condition, stored)]
}

function comparePrivacy(name: string, condition: ConditionIntent, stored: RankReading): FieldReading[] {
  const wanted: Partial<Privacy> = ('privacy' in condition ? condition.privacy : undefined) ?? {}
  return (['enabled', 'content'] as const)
    .filter((field) => wanted[field] !== undefined)
    .map((field) =>
      stored.unreadable.includes(`privacy.${field}`)
        ? { path: `${name}.privacy.${field}`, reading: 'not_readable' }
        : say(`${name}.privacy.${field}`, wanted[field] === stored.privacy[field]),
    )
}

const say = (path: string, holds: boolean): FieldReading => ({ path, reading: holds ? 'confirmed' : 'differs' })

function isHeld(wanted: unknown, held: unknown): boolean {
  if (isSecretIntent(wanted)) return printOf(wanted) === (held instanceof Secret ? fingerprint(held.reveal()) : null)
  return canonical(wanted) === canonical(held)
}

function isSecretIntent(value: unknown): value is SecretIntent {
  return typeof value === 'object' && value !== null && ('new' in value || 'keep' in value)
}

const printOf = (intent: SecretIntent): string | null => ('new' in intent ? intent.fingerprint : intent.keep)

/** Key order, `//` addresses, edge spaces and values the upstream keeps no trace of do not make a difference. */
function canonical(value: unknown): string {
  return JSON.stringify(normalise(value))
}

function normalise(value: unknown): unknown {
  if (typeof value === 'string') return (value.startsWith('//') ? `https:${value}` : value).trim()
  if (Array.isArray(value)) return value.map(normalise)
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([key, entry]) => !(key === 'sms' && !entry))
    return Object.fromEntries(
      entries.sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, entry]) => [key, normalise(entry)]),
    )
  }
  return value ?? null
}

/** The paths a person meant to change that this reading cannot show. */
export function hiddenChanges(readings: readonly FieldReading[], changed: readonly string[]): boolean {
  const asked = readings.filter((reading) => changed.includes(reading.path))
  return asked.length > 0 && asked.every((reading) => reading.reading === 'not_readable')
}
