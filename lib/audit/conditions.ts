import 'server-only'
import { type AuditFilter, type Clause, clausesOf, hidesMachinery } from '@/lib/audit/filter'
import type { ShownOutcome } from '@/lib/audit/query-words'
import { storable } from '@/lib/audit/record'
import { isThing, type Telling, type ThingClause, tellingsOf } from '@/lib/audit/thing-conditions'
import { havingWords, RID_TEXT } from '@/lib/audit/word-conditions'

/** What is looked for, as it is stored. */
const storableValue = (value: unknown): unknown =>
  typeof value === 'string' ? storable(value) : Array.isArray(value) ? value.map(storableValue) : value

/** Collects `where` conditions; branches of one statement share the list of values, so that `$n` goes on counting. */
export class Conditions {
  readonly values: unknown[]
  private readonly parts: string[] = []

  constructor(values: unknown[] = []) {
    this.values = values
  }

  add(condition: (...places: string[]) => string, ...values: unknown[]): void {
    this.parts.push(condition(...values.map((value) => `$${this.values.push(storableValue(value))}`)))
  }

  addPlain(condition: string): void {
    this.parts.push(condition)
  }

  get isEmpty(): boolean {
    return this.parts.length === 0
  }

  get where(): string {
    return this.isEmpty ? '' : `where ${this.parts.join(' and ')}`
  }
}

/**
 * One ordered walk of an index: what leads to it, and what is only checked on the rows it meets. The list of an outcome
 * has several, because what was asked for shows the verdict its operation has by now; so has the list of a thing, of which
 * notes and schedules tell as well.
 */
export type Branch = { leads: Conditions; checks: Conditions }

/** Clocks of two machines differ a little; an event is never further in the future than this. */
const CLOCK_SLACK_MS = 10 * 60_000

/**
 * An upper bound in time lets PostgreSQL leave next year's partitions alone. `wordsAre` says whether words lead, through
 * the index of all words, or are checked on what the other conditions lead to.
 */
export function toBranches(
  filter: AuditFilter,
  values: unknown[],
  { wordsAre = 'leads', now = Date.now() }: { wordsAre?: keyof Branch; now?: number } = {},
): Branch[] {
  const clauses = clausesOf(filter)
  // Words that only check are looked for in one walk by time; what leads there has a walk for each place it stands in.
  const thing = clauses
    .filter(isThing)
    .find((clause) => !clause.isExcluded && (wordsAre === 'leads' || !hasWords(clause)))
  const ways = outcomeWays(clauses).flatMap((addOutcome) =>
    (thing ? thingWays(thing) : [null]).map((addThing) => ({ addOutcome, addThing })),
  )
  return ways.map(({ addOutcome, addThing }) => {
    const branch: Branch = { leads: new Conditions(values), checks: new Conditions(values) }
    addTime(branch.leads, filter, now)
    for (const clause of clauses) {
      if (clause.isExcluded) addClause(branch.checks, clause, 'not')
      else if (clause !== thing && clause.on !== 'outcome')
        addClause(hasWords(clause) ? branch[wordsAre] : branch.leads, clause, '')
    }
    addThing?.(branch.leads)
    addOutcome?.(branch.leads)
    if (hidesMachinery(filter)) hideMachinery(branch.leads)
    return branch
  })
}

/** Looked for among the words of an event. */
export const hasWords = ({ on }: Clause): boolean => on === 'words' || on === 'thing'

/** The whole filter as one condition, for whoever reads events in an order of their own. */
export function toConditions(filter: AuditFilter, now = Date.now()): Conditions {
  const conditions = new Conditions()
  addTime(conditions, filter, now)
  for (const clause of clausesOf(filter)) addClause(conditions, clause, clause.isExcluded ? 'not' : '')
  if (hidesMachinery(filter)) hideMachinery(conditions)
  return conditions
}

/**
 * One row per deed: calls and items stand behind their operation, and its final word behind the row that began it, until
 * they are asked for or can be what is looked for.
 */
function hideMachinery(conditions: Conditions): void {
  conditions.addPlain(`item_id is null and phase <> 'call'`)
  conditions.addPlain(`not (phase = 'outcome' and target_type = 'operation' and action not like 'operation.%')`)
}

function addTime(conditions: Conditions, { from, until }: AuditFilter, now: number): void {
  const ceiling = new Date(now + CLOCK_SLACK_MS)
  conditions.add((place) => `occurred_at < ${place}`, until && until < ceiling ? until : ceiling)
  if (from) conditions.add((place) => `occurred_at >= ${place}`, from)
}

/** How an event stands, as its row shows it. */
export const SHOWN_OUTCOME = `case when phase = 'drift' then 'drift' when phase = 'read' and outcome = 'succeeded' then 'read'
  when outcome = 'pending' then coalesce((select verdict from operation where id = operation_id), 'pending') else outcome end`

type Add = (conditions: Conditions) => void

/** Branches that share no row, one for each place an outcome is indexed under; one that narrows nothing without a filter. */
function outcomeWays(clauses: readonly Clause[]): (Add | null)[] {
  const wanted = clauses.flatMap((clause) => (clause.on === 'outcome' && !clause.isExcluded ? [clause.values] : []))
  const [first, ...others] = wanted
  if (!first) return [null]
  const shown = [...new Set(first)].filter((outcome) => others.every((list) => list.includes(outcome)))
  const verdicts = shown.filter((outcome) => !neverVerdicts.has(outcome))
  const ways = shown.map(
    (outcome): Add =>
      (conditions) =>
        addShown(conditions, outcome),
  )
  if (verdicts.length > 0)
    ways.push((conditions) =>
      conditions.add(
        (place) =>
          `outcome = 'pending' and phase <> 'drift' and operation_id in (select id from operation where verdict = any(${place}))`,
        verdicts,
      ),
    )
  return ways.length > 0 ? ways : [(conditions) => conditions.addPlain('false')]
}

const neverVerdicts = new Set<ShownOutcome>(['pending', 'succeeded', 'denied', 'drift', 'read'])

/** Branches that share no row, one for each place that tells of the thing. */
function thingWays(clause: ThingClause): Add[] {
  const [own, ...others] = tellingsOf(clause)
  if (!own) return []
  return [
    (conditions) => conditions.add(own.write, ...own.values),
    ...others.map(
      ({ write, values }): Add =>
        (conditions) =>
          conditions.add(
            (...places) =>
              `${write(...places.slice(0, values.length))} and (${own.write(...places.slice(values.length))}) is not true`,
            ...values,
            ...own.values,
          ),
    ),
  ]
}

function addShown(conditions: Conditions, outcome: ShownOutcome): void {
  if (outcome === 'drift') conditions.addPlain(`phase = 'drift'`)
  else if (outcome === 'read') conditions.addPlain(`phase = 'read' and outcome = 'succeeded'`)
  else conditions.add((place) => `outcome = ${place} and phase <> 'drift'`, outcome)
  if (outcome === 'succeeded') conditions.addPlain(`phase <> 'read'`)
  if (outcome === 'pending')
    conditions.addPlain(`not exists (select 1 from operation where id = operation_id and verdict is not null)`)
}

function addClause(conditions: Conditions, clause: Clause, not: '' | 'not'): void {
  const among = (column: string, values: readonly string[], type = 'text') => {
    const [only] = values
    if (values.length === 1)
      conditions.add((place) => negated(not, `${column} = ${place}${type === 'text' ? '' : `::${type}`}`), only)
    else conditions.add((place) => negated(not, `${column} = any(${place}::${type}[])`), values)
  }
  switch (clause.on) {
    case 'outcome':
      conditions.add((place) => negated(not, `(${SHOWN_OUTCOME}) = any(${place}::text[])`), clause.values)
      break
    case 'target':
    case 'thing': {
      const told = tellingsOf(clause)
      conditions.add(
        (...places) =>
          negated(not, `(${told.map(({ write, values }) => write(...places.splice(0, values.length))).join(' or ')})`),
        ...told.flatMap(({ values }) => values),
      )
      break
    }
    case 'request': {
      const { write, values } = havingWords(clause.values)
      conditions.add(
        (ids, ...places) => negated(not, `(${write(...places)} and request_id = any(${ids}::text[]))`),
        clause.values,
        ...values,
      )
      break
    }
    case 'rid':
      addTelling(conditions, havingWords(clause.values, RID_TEXT), not)
      break
    case 'words':
      addTelling(conditions, havingWords(clause.values), not)
      break
    default:
      among(columns[clause.on], clause.values, clause.on === 'operation' ? 'uuid' : 'text')
  }
}

const columns = {
  actor: 'actor_id',
  action: 'action',
  phase: 'phase',
  targetType: 'target_type',
  operation: 'operation_id',
  ip: 'ip',
}

const negated = (not: '' | 'not', condition: string): string => (not ? `(${condition}) is not true` : condition)

const addTelling = (conditions: Conditions, { write, values }: Telling, not: '' | 'not'): void =>
  conditions.add((...places) => negated(not, write(...places)), ...values)
