import 'server-only'
import type { ShownOutcome } from '@/lib/audit/query-words'
import { type AuditAction, actions, type Outcome, type Phase, type TargetType } from '@/lib/audit/schema'

/** What the audit list can be narrowed by. Empty means everything people did. */
export type AuditFilter = {
  actorId?: string
  /** An action, or a family as `drama.*`. */
  action?: string
  targetType?: TargetType
  targetId?: string
  /** For a target whose id every account has, the account it is of. */
  connectionId?: string
  /** Any of these, as the row shows it. */
  outcomes?: readonly (Outcome | ShownOutcome)[]
  phase?: Phase
  operationId?: string
  /** Inclusive. */
  from?: Date
  /** Exclusive. */
  until?: Date
  text?: string
  /** Calls and single items too. */
  everything?: boolean
  /** What a written query asks besides, all of which must hold. */
  clauses?: readonly Clause[]
}

/** Any of the values; or, excluded, none of them. */
export type Clause = { isExcluded: boolean } & (
  | {
      on: 'actor' | 'action' | 'phase' | 'targetType' | 'operation' | 'ip' | 'request' | 'rid' | 'words'
      values: readonly string[]
    }
  | { on: 'outcome'; values: readonly ShownOutcome[] }
  /** A thing by its id; with a connection, only what is of that account. `byKey`: asked for by a key of its own, not `target:`. */
  | { on: 'target'; type: TargetType; values: readonly string[]; connectionId?: string; byKey?: true }
  /**
   * A thing by words of its name or id, among the actions that can concern it, and notes about targets of these types.
   * `isNamed`: by what the event is about, not by who did it or what was written.
   */
  | {
      on: 'thing'
      families: readonly string[]
      noted: readonly TargetType[]
      values: readonly string[]
      isNamed?: true
    }
)

/** The actions an action filter stands for; none when it names nothing we know. */
export function expandAction(filter: string): AuditAction[] {
  if (!filter.endsWith('.*')) return actions.filter((action) => action === filter)
  const family = filter.slice(0, -1)
  return actions.filter((action) => action.startsWith(family))
}

/** The filter's own fields and its clauses in one shape. */
export function clausesOf(filter: AuditFilter): Clause[] {
  const one = (on: 'actor' | 'phase' | 'targetType' | 'operation' | 'words', value: string | undefined): Clause[] =>
    value === undefined ? [] : [{ on, values: [value], isExcluded: false }]
  const { action, outcomes, targetType, targetId, connectionId } = filter
  return [
    ...one('actor', filter.actorId),
    ...(action === undefined ? [] : [{ on: 'action' as const, values: expandAction(action), isExcluded: false }]),
    ...(targetId !== undefined && targetType !== undefined
      ? [
          {
            on: 'target' as const,
            type: targetType,
            values: [targetId],
            isExcluded: false,
            ...(connectionId === undefined ? {} : { connectionId }),
          },
        ]
      : one('targetType', targetType)),
    ...(outcomes ? [{ on: 'outcome' as const, values: outcomes, isExcluded: false }] : []),
    ...one('phase', filter.phase),
    ...one('operation', filter.operationId),
    ...one('words', filter.text),
    ...(filter.clauses ?? []),
  ]
}

/** One row per deed, unless calls and single items are asked for or can be what is looked for. */
export const hidesMachinery = (filter: AuditFilter): boolean =>
  !filter.everything && !clausesOf(filter).some(({ on, isExcluded }) => !isExcluded && showsMachinery.has(on))

const showsMachinery = new Set<Clause['on']>(['phase', 'target', 'thing', 'operation', 'words', 'rid', 'request'])
