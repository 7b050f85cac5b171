import 'server-only'
import {
  type AuditAction,
  actions,
  type Outcome,
  outcomes,
  type Phase,
  phases,
  type TargetType,
  targetTypes,
} from '@/lib/audit/schema'

/** What the audit list can be narrowed by. Empty means everything people did. */
export type AuditFilter = {
  actorId?: string
  /** An action, or a family as `drama.*`. */
  action?: string
  targetType?: TargetType
  targetId?: string
  /** Any of these. */
  outcomes?: readonly Outcome[]
  phase?: Phase
  operationId?: string
  /** Inclusive. */
  from?: Date
  /** Exclusive. */
  until?: Date
  text?: string
  /** Calls and single items too. */
  everything?: boolean
}

const member = <T extends string>(list: readonly T[], value: string | undefined): T | undefined =>
  list.find((entry) => entry === value)

export const toOutcome = (value: string | undefined): Outcome | undefined => member(outcomes, value)
export const toPhase = (value: string | undefined): Phase | undefined => member(phases, value)
export const toTargetType = (value: string | undefined): TargetType | undefined => member(targetTypes, value)

/** The actions an action filter stands for; none when it names nothing we know. */
export function expandAction(filter: string): AuditAction[] {
  if (!filter.endsWith('.*')) return actions.filter((action) => action === filter)
  const family = filter.slice(0, -1)
  return actions.filter((action) => action.startsWith(family))
}
