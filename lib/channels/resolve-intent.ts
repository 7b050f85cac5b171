import 'server-only'
import { type ConditionIntent, intentContext, type RankIntent, type SecretIntent } from '@/lib/channels/intent'
import type { ConditionsReading, ConditionWrite, RankReading, RankWrite } from '@/lib/polyv/conditions'
import { decryptSecret } from '@/lib/secrets/key-ring'
import { Secret } from '@/lib/secrets/secret'

/** Turns an intent into the write, with kept secrets taken from a reading made just now; one that it hides is left out. */
export function resolveRanks(channelId: string, intents: readonly RankIntent[], fresh: ConditionsReading): RankWrite[] {
  return intents.map((intent) =>
    intent.enabled
      ? {
          rank: intent.rank,
          enabled: true,
          condition: resolveCondition(channelId, intent.condition, intent.rank === 1 ? fresh.primary : fresh.secondary),
        }
      : { rank: intent.rank, enabled: false },
  )
}

function resolveCondition(channelId: string, condition: ConditionIntent, fresh: RankReading): ConditionWrite {
  const resolve = (intent: SecretIntent, stored: Secret | null): Secret | undefined => {
    if ('new' in intent) return new Secret(decryptSecret(intent.new, intentContext(channelId)))
    return intent.omit ? undefined : (stored ?? undefined)
  }
  switch (condition.type) {
    case 'code':
      return { ...condition, authCode: resolve(condition.authCode, fresh.settings.code.authCode) }
    case 'custom':
      return { ...condition, customKey: resolve(condition.customKey, fresh.settings.custom.customKey) }
    case 'external':
      return { ...condition, externalKey: resolve(condition.externalKey, fresh.settings.external.externalKey) }
    case 'direct':
      return { ...condition, directKey: resolve(condition.directKey, fresh.settings.direct.directKey) }
    default:
      return condition
  }
}
