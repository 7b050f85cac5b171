import 'server-only'
import { type AuditFilter, expandAction } from '@/lib/audit/filter'
import { searchTokens } from '@/lib/audit/search-tokens'

/** U+0000 is stored as U+FFFD, so that is what to look for. */
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD')

/** Collects `where` conditions and their values; `$n` is numbered as they come. */
export class Conditions {
  readonly values: unknown[] = []
  private readonly parts: string[] = []

  add(condition: (...places: string[]) => string, ...values: unknown[]): void {
    const places = values.map((value) => `$${this.values.push(typeof value === 'string' ? storable(value) : value)}`)
    this.parts.push(condition(...places))
  }

  addPlain(condition: string): void {
    this.parts.push(condition)
  }

  get where(): string {
    return this.parts.length === 0 ? '' : `where ${this.parts.join(' and ')}`
  }
}

/** Clocks of two machines differ a little; an event is never further in the future than this. */
const CLOCK_SLACK_MS = 10 * 60_000

/** An upper bound in time lets PostgreSQL leave next year's partitions alone. */
export function toConditions(filter: AuditFilter, now = Date.now()): Conditions {
  const conditions = new Conditions()
  const ceiling = new Date(now + CLOCK_SLACK_MS)
  conditions.add((place) => `occurred_at < ${place}`, filter.until && filter.until < ceiling ? filter.until : ceiling)
  if (filter.from) conditions.add((place) => `occurred_at >= ${place}`, filter.from)
  if (filter.actorId) conditions.add((place) => `actor_id = ${place}`, filter.actorId)
  if (filter.action) {
    const names = expandAction(filter.action)
    if (names.length === 1) conditions.add((place) => `action = ${place}`, names[0])
    else conditions.add((place) => `action = any(${place})`, names)
  }
  if (filter.targetType) conditions.add((place) => `target_type = ${place}`, filter.targetType)
  if (filter.targetId) conditions.add((place) => `target_id = ${place}`, filter.targetId)
  if (filter.outcomes?.length === 1) conditions.add((place) => `outcome = ${place}`, filter.outcomes[0])
  else if (filter.outcomes) conditions.add((place) => `outcome = any(${place})`, filter.outcomes)
  if (filter.phase) conditions.add((place) => `phase = ${place}`, filter.phase)
  if (filter.operationId) conditions.add((place) => `operation_id = ${place}::uuid`, filter.operationId)
  if (filter.text) requireTokens(conditions, searchTokens([filter.text]))
  hideMachinery(conditions, filter)
  return conditions
}

/** A text without a single word in it fits nothing, where an empty list would fit everything. */
function requireTokens(conditions: Conditions, tokens: string[]): void {
  if (tokens.length === 0) conditions.addPlain('false')
  else conditions.add((place) => `search_tokens @> ${place}::text[]`, tokens)
}

/**
 * One row per deed: calls and items stand behind their operation, and its final word behind the row that began it,
 * until a filter asks for them.
 */
function hideMachinery(conditions: Conditions, filter: AuditFilter): void {
  if (filter.everything || filter.phase || filter.targetId || filter.operationId || filter.text) return
  conditions.addPlain(`item_id is null and phase <> 'call'`)
  if (!filter.outcomes) conditions.addPlain(`not (phase = 'outcome' and target_type = 'operation')`)
}
