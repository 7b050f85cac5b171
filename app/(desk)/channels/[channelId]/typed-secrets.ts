import type { CarriedMerge } from '@/lib/channels/channel-views-schema'
import { type ConditionsForm, type RankName, rankNames, secretOf } from '@/lib/channels/form-schema'

type Kept = { key: string; reference: string; typed: Partial<Record<RankName, string>> }

/** The codes and keys of the last save, in this page's memory alone: a reload or signing out forgets them. */
let kept: Kept | null = null

/** Keeps what was typed for a save, in case it is not sent and has to be merged. `key` names the person and the channel. */
export function keepTypedSecrets(key: string, reference: string, form: ConditionsForm): void {
  const typed = Object.fromEntries(rankNames.map((rank) => [rank, placeOf(form, rank)?.value ?? '']))
  kept = Object.values(typed).some((value) => value !== '') ? { key, reference, typed } : null
}

/** The merge with its codes and keys back in place; without them where this page did not see them typed. */
export function withTypedSecrets(key: string, carried: CarriedMerge): CarriedMerge {
  if (!carried.hadSecret || kept?.key !== key || kept.reference !== carried.reference) return carried
  const mine = structuredClone(carried.mine)
  for (const rank of rankNames) placeOf(mine, rank)?.put(kept.typed[rank] ?? '')
  return { ...carried, mine, hadSecret: false }
}

function placeOf(form: ConditionsForm, rank: RankName): { value: string; put: (value: string) => void } | null {
  const { enabled, type, drafts } = form[rank]
  const name = type === null ? undefined : secretOf[type]
  if (!enabled || type === null || name === undefined) return null
  const draft = drafts[type] as Record<string, string>
  return {
    value: draft[name] ?? '',
    put: (value) => {
      draft[name] = value
    },
  }
}
