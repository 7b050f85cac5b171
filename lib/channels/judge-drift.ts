import 'server-only'
import type { ChannelDriftKind } from '@/lib/channels/drift-schema'
import type { RankSnapshot, Snapshot } from '@/lib/channels/stored-conditions'

const doorOf = (rank: RankSnapshot): string | null => (rank.enabled ? (rank.type ?? 'none') : null)

/** Whether anybody at all may watch: no first door, or one of the two is open to everyone. */
const isOpen = ({ primary, secondary }: Snapshot): boolean =>
  doorOf(primary) === null || doorOf(primary) === 'public' || doorOf(secondary) === 'public'

/** What sort of change it is; the worst that fits. */
export function judgeDrift(known: Snapshot, found: Snapshot): ChannelDriftKind {
  if (isOpen(found) && !isOpen(known)) return 'opened'
  const sameDoors =
    doorOf(known.primary) === doorOf(found.primary) && doorOf(known.secondary) === doorOf(found.secondary)
  return sameDoors ? 'values' : 'doors'
}
