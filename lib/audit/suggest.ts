import 'server-only'
import { withinMs } from '@/lib/audit/bounded'
import { deedWord } from '@/lib/audit/describe'
import { parseQuery } from '@/lib/audit/query-parser'
import { printTerm } from '@/lib/audit/query-terms'
import { aliasesOf, type QueryKey, queryKeys, shownOutcomes, toQueryKey } from '@/lib/audit/query-words'
import { storable } from '@/lib/audit/record'
import { type ActionFamily, actionFamilies, actions, phases, type TargetType, targetTypes } from '@/lib/audit/schema'
import type { Suggestion } from '@/lib/audit/suggestion-schema'
import { sql } from '@/lib/db'
import { visibleText } from '@/lib/format'
import type { AppLocale } from '@/lib/i18n/locales'
import { toLikePattern } from '@/lib/pinyin'

const MOST = 8
const RECENT_EVENTS = 2_000
const LIMIT_MS = 300

/** Words of the screen for what has no word of its own in the log. */
export type SuggestWords = {
  locale: AppLocale
  key: (key: QueryKey) => string
  outcome: (outcome: string) => string
  phase: (phase: string) => string
  target: (target: string) => string
  family: (family: ActionFamily) => string
  moment: (moment: string) => string
  all: string
}

type Choice = { value: string; label: string; note?: string }

/** What the last piece of a query being typed may become: a key, or a value for the key before the colon. */
export async function suggest(fragment: string, words: SuggestWords): Promise<Suggestion[]> {
  const isExcluded = fragment.startsWith('-') && fragment.length > 1
  const typed = isExcluded ? fragment.slice(1) : fragment
  const colon = typed.search(/[:：]/)
  const key = colon === -1 ? null : toQueryKey(typed.slice(0, colon))
  const sign = isExcluded ? '-' : ''
  if (key === null) return suggestKeys(typed, sign, words)
  const list = typed.slice(colon + 1)
  const comma = Math.max(list.lastIndexOf(','), list.lastIndexOf('，'))
  const before = list.slice(0, comma + 1)
  const wanted = storable(list.slice(comma + 1).replace(/^["“]/, ''))
  const choices = await findChoices(key, wanted, words)
  return choices.slice(0, MOST).map(({ value, label, note }) => ({
    insert: `${sign}${key}:${before}${printValue(key, value)}`,
    label: visibleText(label),
    note: note ?? value,
    isWhole: true,
  }))
}

const fits = (wanted: string, ...texts: string[]): boolean =>
  wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted.toLowerCase()))

/** As it stands behind its key in a query. */
const printValue = (key: QueryKey, value: string): string =>
  printTerm({ key, values: [value], isExcluded: false }).slice(key.length + 1)

function suggestKeys(typed: string, sign: string, words: SuggestWords): Suggestion[] {
  const { terms } = parseQuery(typed)
  if (terms.length > 1) return []
  return queryKeys
    .filter((key) => fits(typed, key, words.key(key), ...aliasesOf(key)))
    .slice(0, typed === '' ? 10 : MOST)
    .map((key) => ({ insert: `${sign}${key}:`, label: words.key(key), note: `${key}:`, isWhole: false }))
}

/** What the database found it found by more than is shown; what is known here is narrowed here. */
async function findChoices(key: QueryKey, wanted: string, words: SuggestWords): Promise<Choice[]> {
  switch (key) {
    case 'actor':
      return people(wanted)
    case 'drama':
      return dramas(wanted)
    case 'licensee':
      return licensees(wanted)
    case 'channel':
    case 'connection':
    case 'person':
      return recentTargets(key, wanted)
    case 'operation':
      return (await recentTargets('operation', wanted)).map(({ label }) => ({ value: label, label, note: '' }))
    default:
      return knownChoices(key, words).filter(({ value, label }) => fits(wanted, value, label))
  }
}

function knownChoices(key: QueryKey, words: SuggestWords): Choice[] {
  switch (key) {
    case 'action':
      return [
        ...actionFamilies.map((family) => ({ value: `${family}.*`, label: words.family(family) })),
        ...actions.map((action) => ({ value: action, label: deedWord(action, words.locale) })),
      ]
    case 'outcome':
      return shownOutcomes.map((value) => ({ value, label: words.outcome(value) }))
    case 'phase':
      return phases.map((value) => ({ value, label: words.phase(value) }))
    case 'target':
      return targetTypes.map((value) => ({ value, label: words.target(value) }))
    case 'created':
      return ['today', 'yesterday', '24h', '7d', '30d'].map((value) => ({ value, label: words.moment(value) }))
    case 'show':
      return [{ value: 'all', label: words.all }]
    default:
      return []
  }
}

async function people(wanted: string): Promise<Choice[]> {
  const rows = await sql<{ id: string; name: string; email: string; twins: number }>(
    `select id, name, email, (select count(*)::int from "user" twin where twin.name = "user".name) as twins
       from "user" where name ilike $1 or email ilike $1 order by name limit ${MOST}`,
    [toLikePattern(wanted)],
  )
  return rows.map(({ id, name, email, twins }) => ({ value: twins > 1 ? id : name, label: name, note: email }))
}

/** One of each, whichever accounts have it; what is gone is still in the log, and comes last. */
const dramas = (wanted: string): Promise<Choice[]> =>
  findNamed(
    `select drama_id as id, min(name) as name from drama where name ilike $1 or pinyin like $2 or drama_id like $1
      group by drama_id order by bool_and(gone_at is not null), min(length(name)), drama_id limit ${MOST}`,
    wanted,
  )

const licensees = (wanted: string): Promise<Choice[]> =>
  findNamed(
    `select appid as id, name from licensee where name ilike $1 or pinyin like $2 or appid ilike $1
      order by archived_at is not null, length(name), appid limit ${MOST}`,
    wanted,
  )

async function findNamed(text: string, wanted: string): Promise<Choice[]> {
  const rows = await withinMs(LIMIT_MS, (bounded) =>
    bounded<{ id: string; name: string }>(text, [toLikePattern(wanted), toLikePattern(wanted.toLowerCase())]),
  )
  return (rows ?? []).map(toChoice)
}

const toChoice = ({ id, name }: { id: string; name: string }): Choice => ({ value: id, label: name, note: id })

/** Things of a kind that the newest events were about. */
async function recentTargets(type: TargetType, wanted: string): Promise<Choice[]> {
  const rows = await withinMs(LIMIT_MS, (bounded) =>
    bounded<{ id: string; name: string }>(
      `select id, name from (
         select distinct on (target_id) target_id as id, target_name as name, occurred_at
           from (select target_type, target_id, target_name, occurred_at from audit_event
                  where occurred_at < now() + interval '10 minutes' order by occurred_at desc, seq desc limit ${RECENT_EVENTS}) recent
          where target_type = $1 and (target_name ilike $2 or target_id ilike $2)
          order by target_id, occurred_at desc) known
        order by occurred_at desc limit ${MOST}`,
      [type, toLikePattern(wanted)],
    ),
  )
  return (rows ?? []).map(toChoice)
}
