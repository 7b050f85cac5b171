import 'server-only'
import { viewRank } from '@/lib/channels/conditions-view'
import type { ConditionIntent, RankIntent } from '@/lib/channels/intent'
import type { ConditionsReading, RankReading } from '@/lib/polyv/conditions'
import type { Json } from '@/lib/secrets/redact'

/** How the written ranks are to look afterwards, in the shape of `viewConditions`. */
export function viewIntents(intents: readonly RankIntent[], reading: ConditionsReading): { [key: string]: Json } {
  return Object.fromEntries(
    intents.map((intent) => {
      const stored = intent.rank === 1 ? reading.primary : reading.secondary
      return [
        intent.rank === 1 ? 'primary' : 'secondary',
        intent.enabled ? viewCondition(intent.condition, stored) : { ...viewRank(stored), enabled: false },
      ]
    }),
  )
}

function viewCondition(condition: ConditionIntent, stored: RankReading): Json {
  const kept = viewRank({ ...stored, type: condition.type })
  const settings =
    kept.settings !== null && typeof kept.settings === 'object' && !Array.isArray(kept.settings)
      ? { ...kept.settings }
      : {}
  for (const [field, value] of Object.entries(condition)) {
    if (['type', 'clears', 'privacy'].includes(field) || value === undefined) continue
    settings[field] = isSecretIntent(value) ? viewSecret(value, settings[field]) : (value as Json)
  }
  const notice = 'privacy' in condition ? condition.privacy : undefined
  const view = { ...kept, enabled: true, type: condition.type, settings }
  return notice ? { ...view, privacy: { ...stored.privacy, ...notice } } : view
}

type SecretView = { new: string; fingerprint: string } | { keep: string | null; omit: boolean }
const isSecretIntent = (value: unknown): value is SecretView =>
  typeof value === 'object' && value !== null && ('new' in value || 'keep' in value)
const viewSecret = (intent: SecretView, kept: Json | undefined): Json =>
  'new' in intent ? { secret: 'set', fingerprint: intent.fingerprint } : (kept ?? null)
