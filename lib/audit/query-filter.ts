import 'server-only'
import { type AuditFilter, type Clause, expandAction } from '@/lib/audit/filter'
import type { QueryProblem } from '@/lib/audit/query-parser'
import type { Term } from '@/lib/audit/query-terms'
import { readTimeRange, type TimeRange } from '@/lib/audit/query-time'
import { closedValues, type QueryKey, type ShownOutcome } from '@/lib/audit/query-words'
import { storable } from '@/lib/audit/record'
import { type TargetType, targetTypes } from '@/lib/audit/schema'
import { askedFor } from '@/lib/audit/search-tokens'
import { sentences } from '@/lib/audit/sentences'
import { readTargetId } from '@/lib/audit/target-id'
import { sql } from '@/lib/db'
import { isId } from '@/lib/id'

export type ReadQuery = { filter: AuditFilter; problems: QueryProblem[] }

/** What a query asks of the log. A term that cannot be meant narrows nothing and is named among the problems. */
export async function toFilter(terms: readonly Term[], now = Date.now()): Promise<ReadQuery> {
  const [people, receipts] = await Promise.all([
    findPeople(valuesOf(terms, 'actor')),
    findReceipts(valuesOf(terms, 'operation')),
  ])
  const problems: QueryProblem[] = []
  const clauses: Clause[] = []
  let range: TimeRange = {}
  let isEverything = false
  for (const term of terms) {
    if (term.key === 'created') {
      const [written] = term.values
      const read = term.isExcluded || term.values.length > 1 ? null : readTimeRange(written, now)
      if (read) range = narrow(range, read)
      else problems.push({ kind: 'badTime', word: term.values.join(','), key: 'created' })
    } else if (term.key === 'show') {
      if (term.values.includes('all')) isEverything = !term.isExcluded
      else problems.push({ kind: 'badValue', word: term.values.join(','), key: 'show' })
    } else clauses.push(...toClauses(term, people, receipts, problems))
  }
  return {
    filter: { ...range, ...(clauses.length > 0 ? { clauses } : {}), ...(isEverything ? { everything: true } : {}) },
    problems,
  }
}

const valuesOf = (terms: readonly Term[], key: QueryKey): string[] =>
  terms.flatMap((term) => (term.key === key ? term.values : []))

const narrow = (one: TimeRange, other: TimeRange): TimeRange => {
  const from = [one.from, other.from].filter((end) => end !== undefined).sort((a, b) => b.getTime() - a.getTime())[0]
  const until = [one.until, other.until].filter((end) => end !== undefined).sort((a, b) => a.getTime() - b.getTime())[0]
  return { ...(from ? { from } : {}), ...(until ? { until } : {}) }
}

type Found = ReadonlyMap<string, readonly string[]>

type Thing = { families: readonly string[]; noted: readonly TargetType[] }

const things: Partial<Record<Term['key'], Thing>> = {
  drama: { families: ['drama', 'grant', 'slip'], noted: ['drama', 'drama_grant'] },
  licensee: {
    families: ['licensee', 'drama', 'account', 'grant', 'slip'],
    noted: ['licensee', 'drama_grant', 'account_grant'],
  },
  channel: { families: ['channel'], noted: ['channel'] },
  connection: { families: ['connection', 'channel', 'drama'], noted: ['connection'] },
  person: { families: ['person', 'session', 'secret', 'request'], noted: ['person'] },
}

function toClauses(term: Term, people: Found, receipts: Found, problems: QueryProblem[]): Clause[] {
  const { key, values, isExcluded } = term
  const refuse = (kind: 'badValue' | 'nobody' | 'noReceipt') => (word: string) => {
    if (key !== 'text') problems.push({ kind, word, key })
  }
  const findable = (make: (known: string[]) => Clause) => keepFindable(values, problems, make)
  switch (key) {
    case 'text':
      return findable((known) => ({ on: 'words', values: known, isExcluded }))
    case 'actor':
      for (const name of values.filter((value) => !people.has(value))) refuse('nobody')(name)
      return [{ on: 'actor', values: values.flatMap((value) => people.get(value) ?? [value]), isExcluded }]
    case 'operation': {
      for (const number of values.filter((value) => !receipts.has(value))) refuse('noReceipt')(number)
      return [{ on: 'operation', values: values.flatMap((value) => receipts.get(value) ?? [NO_ID]), isExcluded }]
    }
    case 'action':
      return keepKnown(values, toActions, refuse('badValue'), (known) => ({ on: 'action', values: known, isExcluded }))
    case 'outcome':
      return keepKnown(
        values,
        (value) => closedValues.outcome.filter((outcome) => outcome === value),
        refuse('badValue'),
        (known: ShownOutcome[]) => ({ on: 'outcome', values: known, isExcluded }),
      )
    case 'phase':
      return keepKnown(
        values,
        (value) => closedValues.phase.filter((phase) => phase === value),
        refuse('badValue'),
        (known) => ({ on: 'phase', values: known, isExcluded }),
      )
    case 'target':
      return toTargets(values, isExcluded, refuse('badValue'))
    case 'ip':
      return [{ on: 'ip', values, isExcluded }]
    case 'rid':
    case 'request':
      return findable((known) => ({ on: key, values: known, isExcluded }))
    default: {
      const type = typeOfIds(key, values)
      if (type) return [{ on: 'target', type, values, isExcluded, byKey: true }]
      // What a person did is about them too.
      const isNamed = key === 'person' ? {} : { isNamed: true as const }
      const thing = { families: [], noted: [], ...things[key], ...isNamed }
      return findable((known) => ({ on: 'thing', ...thing, values: known, isExcluded }))
    }
  }
}

/** No operation has it. */
const NO_ID = '00000000-0000-0000-0000-000000000000'

function keepKnown<T>(
  values: readonly string[],
  read: (value: string) => readonly T[],
  refuse: (word: string) => void,
  make: (known: T[]) => Clause,
): Clause[] {
  const known: T[] = []
  for (const value of values) {
    const meant = read(value)
    if (meant.length === 0) refuse(value)
    known.push(...meant)
  }
  return known.length > 0 ? [make(known)] : []
}

/** An action, a family as `drama.*`, or the word for a deed in either language. */
function toActions(value: string): string[] {
  const known = expandAction(value.toLowerCase())
  if (known.length > 0) return known
  return Object.values(sentences).flatMap(({ deed }) =>
    Object.entries(deed).flatMap(([action, word]) => (word === value ? [action] : [])),
  )
}

/**
 * Kinds as `channel`, or things of one kind as `channel:7988182`; what every account has is written with the account it is
 * of, `channel:default@…`.
 */
function toTargets(values: readonly string[], isExcluded: boolean, refuse: (word: string) => void): Clause[] {
  const read = values.map((value) => {
    const colon = value.indexOf(':')
    const type = targetTypes.find((known) => known === (colon === -1 ? value : value.slice(0, colon)))
    return {
      value,
      type,
      ...(colon === -1 ? { id: null, connectionId: undefined } : readTargetId(value.slice(colon + 1))),
    }
  })
  const [first] = read.filter(({ type }) => type !== undefined)
  const fits = (one: (typeof read)[number]) =>
    one.type !== undefined &&
    (first?.id === null
      ? one.id === null
      : one.id !== null && one.type === first?.type && one.connectionId === first.connectionId)
  for (const one of read) if (!fits(one)) refuse(one.value)
  const kept = read.filter(fits)
  if (first?.type === undefined) return []
  if (first.id === null) return [{ on: 'targetType', values: kept.flatMap(({ type }) => type ?? []), isExcluded }]
  const { type, connectionId } = first
  const ids = kept.flatMap(({ id }) => id ?? [])
  return [{ on: 'target', type, values: ids, isExcluded, ...(connectionId === undefined ? {} : { connectionId }) }]
}

/** Ids that an index knows go to it; anything else is looked for among the words. */
function typeOfIds(key: Term['key'], values: readonly string[]): 'channel' | 'connection' | 'person' | null {
  if (key === 'channel') return values.every((value) => /^\d{1,20}$/.test(value)) ? key : null
  if (key === 'connection') return values.every(isId) ? key : null
  if (key === 'person') return values.every((value) => /^[\w-]{16,64}$/.test(value)) ? key : null
  return null
}

/** Of words, those the index can hold. A single character is only found where it stands alone, which is said. */
function keepFindable(
  values: readonly string[],
  problems: QueryProblem[],
  make: (known: string[]) => Clause,
): Clause[] {
  const known = values.filter((value) => {
    const { tokens, isShort } = askedFor(value)
    if (tokens.length === 0) problems.push({ kind: 'noWord', word: value })
    else if (isShort) problems.push({ kind: 'shortWord', word: value })
    return tokens.length > 0
  })
  return known.length > 0 ? [make(known)] : []
}

/** Ids by the name people write: members, and the programs that act by themselves. */
async function findPeople(written: readonly string[]): Promise<Found> {
  const found = new Map<string, string[]>()
  if (written.length === 0) return found
  for (const value of written) {
    const programs = Object.values(sentences).flatMap(({ systemNames }) =>
      Object.entries(systemNames).flatMap(([name, word]) => (word === value ? [name] : [])),
    )
    if (programs.length > 0)
      found.set(
        value,
        [...new Set(programs)].map((name) => `system:${name}`),
      )
    else if (value.startsWith('system:') || value === 'anonymous') found.set(value, [value])
  }
  const rows = await sql<{ id: string; name: string; email: string }>(
    'select id, name, email from "user" where id = any($1) or name = any($1) or email = any($1) limit 500',
    [written.map(storable)],
  )
  for (const { id, name, email } of rows)
    for (const value of new Set([id, name, email]))
      if (written.includes(value)) found.set(value, [...(found.get(value) ?? []), id])
  return found
}

/** Receipts by `R-12`, or by the id that old links carry. */
async function findReceipts(written: readonly string[]): Promise<Found> {
  const found = new Map<string, string[]>()
  const numbers = new Map<number, string>()
  for (const value of written) {
    if (isId(value)) found.set(value, [value])
    const digits = /^(?:r-)?(\d{1,9})$/i.exec(value)?.[1]
    if (digits) numbers.set(Number(digits), value)
  }
  if (numbers.size === 0) return found
  const rows = await sql<{ id: string; number: number }>(
    'select id, number from operation where number = any($1::int[])',
    [[...numbers.keys()]],
  )
  for (const { id, number } of rows) {
    const value = numbers.get(number)
    if (value !== undefined) found.set(value, [id])
  }
  return found
}
