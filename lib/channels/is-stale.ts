import 'server-only'
import { conditionsFingerprint, wholeFingerprint } from '@/lib/channels/conditions-view'
import type { ConditionsIntent } from '@/lib/channels/intent'
import type { ConditionsReading } from '@/lib/polyv/conditions'

/**
 * Whether a channel is no longer what an intent was made for. What viewers meet must be the same; where the write puts
 * another way into use, so must what lies stored under the ways that are not, for it comes into use with it.
 */
export function isStale(
  { base, whole, ranks }: Pick<ConditionsIntent, 'base' | 'whole' | 'ranks'>,
  fresh: ConditionsReading,
): boolean {
  if (conditionsFingerprint(fresh) !== base) return true
  const puts = ranks.some((intent) => {
    const stored = intent.rank === 1 ? fresh.primary : fresh.secondary
    return intent.enabled && (!stored.enabled || stored.type !== intent.condition.type)
  })
  return puts && whole !== undefined && wholeFingerprint(fresh) !== whole
}
