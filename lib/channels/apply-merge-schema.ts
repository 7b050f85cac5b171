import type { ChannelChange, RankChange } from '@/lib/channels/apply-schema'
import {
  type BaseConditions,
  type BaseRank,
  type ConditionsSubmission,
  emptyDrafts,
  isLocked,
  type RankSubmission,
  secretNames,
  settingsOf,
} from '@/lib/channels/form-schema'
import { checkConditions } from '@/lib/channels/rules-schema'
import type { FieldErrors } from '@/lib/errors'

/** What this change asks of one channel: a door left as it is keeps the channel's own values. */
export function toChannelSubmission(
  change: Omit<ChannelChange, 'variables'>,
  base: BaseConditions,
): ConditionsSubmission {
  return {
    primary: toRank(change.primary, base.primary),
    secondary: toRank(change.secondary, base.secondary),
  }
}

function toRank(change: RankChange, base: BaseRank): RankSubmission {
  if (change.kind === 'off') return { enabled: false }
  if (change.kind === 'set') return { enabled: true, settings: change.settings }
  if (isLocked(base)) return null
  if (!base.form.enabled) return base.unsupportedType !== null ? null : { enabled: false }
  return base.form.type === null ? null : { enabled: true, settings: settingsOf(base.form, base.form.type) }
}

/**
 * What is wrong with the change itself, by form path, before any channel is looked at. A secret may stay empty, which
 * keeps each channel's own; what a variable will hold is judged once it is filled in.
 */
export function checkChange(change: ChannelChange, now: number): FieldErrors {
  const base: BaseConditions = { primary: openBase(change.primary, true), secondary: openBase(change.secondary, false) }
  const found = checkConditions(toChannelSubmission(change, base), base, now)
  const isLeftOpen = (path: string) =>
    change.variables.some((variable) => {
      const [rank, field] = variable.split('.')
      return path.startsWith(`${rank}.drafts.`) && path.endsWith(`.${field}`)
    })
  return Object.fromEntries(Object.entries(found).filter(([path]) => !isLeftOpen(path)))
}

/** A channel nothing is known of: a door that stays counts as open with a way of its own, or as closed. */
function openBase(change: RankChange, isOpen: boolean): BaseRank {
  const isKept = change.kind === 'keep'
  return {
    form: {
      enabled: isKept && isOpen,
      type: null,
      drafts: emptyDrafts(),
      privacy: { enabled: false, content: '' },
    },
    secrets: Object.fromEntries(
      secretNames.map((name) => [name, { isSet: true, setAt: null, length: 0, print: null }]),
    ) as BaseRank['secrets'],
    unsupportedType: isKept && isOpen ? 'any' : null,
    residue: [],
    unreadable: [],
  }
}
