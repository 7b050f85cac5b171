import 'server-only'
import { viewConditions } from '@/lib/channels/conditions-view'
import type { StoredConditions } from '@/lib/channels/stored-conditions'
import type { ConditionsReading } from '@/lib/polyv/conditions'
import { fingerprint } from '@/lib/secrets/fingerprint'
import type { Json } from '@/lib/secrets/redact'

/**
 * The same state always gives the same text: the database does not keep the order of keys, and a field that asks for no
 * message reads back as unsaid.
 */
export function stableText(value: unknown): string {
  return JSON.stringify(value, (key, entry: unknown) => {
    if (key === 'sms' && !entry) return undefined
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return entry
    return Object.fromEntries(Object.entries(entry).sort(([left], [right]) => (left < right ? -1 : 1)))
  })
}

/**
 * Whether a stored version is what was read. Secrets are compared by their values, not by the fingerprints in the
 * snapshot: those change with the fingerprint key.
 */
export function isSameAs(version: StoredConditions, reading: ConditionsReading): boolean {
  return stableText(withFreshPrints(version)) === stableText(viewConditions(reading))
}

/** The snapshot with its secrets' fingerprints made by the key of today. */
export function withFreshPrints({ snapshot, secrets }: StoredConditions): Json {
  if (snapshot === null || typeof snapshot !== 'object' || Array.isArray(snapshot)) return snapshot
  const fresh: { [key: string]: Json } = { ...snapshot }
  for (const rank of ['primary', 'secondary'] as const) {
    const stored = fresh[rank]
    if (stored === null || typeof stored !== 'object' || Array.isArray(stored)) continue
    const { settings } = stored
    if (settings === null || typeof settings !== 'object' || Array.isArray(settings)) continue
    const printed = { ...settings }
    for (const [name, value] of Object.entries(secrets[rank]))
      if (name in printed && value !== null) printed[name] = { secret: 'set', fingerprint: fingerprint(value) }
    fresh[rank] = { ...stored, settings: printed }
  }
  return fresh
}
