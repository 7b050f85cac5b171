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
  const former =
    kept.settings !== null && typeof kept.settings === 'object' && !Array.isArray(kept.settings) ? kept.settings : {}
  const notice = noticeOf(condition)
  const view = { ...kept, enabled: true, type: condition.type, settings: { ...former, ...viewSettings(condition) } }
  return notice ? { ...view, privacy: { ...stored.privacy, ...notice } } : view
}

/** What is written and nothing else, in the same shape. */
export function viewSent(intents: readonly RankIntent[]): { [key: string]: Json } {
  return Object.fromEntries(
    intents.map((intent) => {
      const rank = intent.rank === 1 ? 'primary' : 'secondary'
      if (!intent.enabled) return [rank, { enabled: false }]
      const { condition } = intent
      const notice = noticeOf(condition)
      const sent = { enabled: true, type: condition.type, settings: viewSettings(condition) }
      return [rank, notice ? { ...sent, privacy: { ...notice } } : sent]
    }),
  )
}

const noticeOf = (condition: ConditionIntent) => ('privacy' in condition ? condition.privacy : undefined)

const viewSettings = (condition: ConditionIntent): { [key: string]: Json } =>
  Object.fromEntries(
    Object.entries(condition)
      .filter(([field, value]) => !['type', 'clears', 'privacy'].includes(field) && value !== undefined)
      .map(([field, value]) => [field, isSecretIntent(value) ? viewSecret(value) : (value as Json)]),
  )

type SecretView = { new: string; fingerprint: string } | { keep: string | null; omit: boolean }
const isSecretIntent = (value: unknown): value is SecretView =>
  typeof value === 'object' && value !== null && ('new' in value || 'keep' in value)
const viewSecret = (intent: SecretView): Json => {
  const print = 'new' in intent ? intent.fingerprint : intent.keep
  return print === null ? { secret: 'unset' } : { secret: 'set', fingerprint: print }
}
