import { formatCount, formatDateTime, visibleText } from '@/lib/format'
import type { AppLocale } from '@/lib/i18n/locales'
import type { EventLine, Json } from './schema'
import { type Sentences, sentences } from './sentences'
import { type Named, readSummary, type Summary } from './summary-schema'

/** A piece of a sentence. Text is data, whatever it holds: nothing here is ever markup. */
export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'actor'; text: string }
  | { kind: 'object'; text: string; target: EventLine['target'] | null }

export type EventStateName =
  | 'verified'
  | 'partial'
  | 'failed'
  | 'unknown'
  | 'mismatch'
  | 'drift'
  | 'denied'
  | 'sensitive'
  | 'warning'
  | 'running'
  | 'queued'
  | 'cancelled'

export type DescribedEvent = {
  parts: Part[]
  /** The proof, in the second line. */
  evidence: string[]
  state: { name: EventStateName; word: 'done' | 'recorded' | 'alarm' | 'answered' | null }
}

/**
 * Who did what to what, the proof, and how it stands. Pure: the same event always reads the same. Whatever a name holds, it
 * cannot change how the rest is read.
 */
export function describeEvent(event: EventLine, locale: AppLocale): DescribedEvent {
  const words = sentences[locale]
  return {
    parts: writeSentence(event, words).map((part) => ({ ...part, text: visibleText(part.text) })),
    evidence: listEvidence(event, words).map(visibleText),
    state: stateOf(event),
  }
}

export const plainSentence = ({ parts }: Pick<DescribedEvent, 'parts'>): string =>
  parts.map((part) => part.text).join('')

function writeSentence(event: EventLine, words: Sentences): Part[] {
  const slots = slotsOf(event, words)
  if (event.phase === 'denied' && event.action !== 'session.refuse' && event.action !== 'request.refuse')
    return fill(event.target.type === 'system' ? words.deniedAnything : words.denied, slots)
  if (event.phase === 'call') return fill(words.call, slots)
  if (event.phase === 'drift') return fill(words.drifts[String(asRecord(event.detail).drift)] ?? words.drift, slots)
  if (event.phase === 'panic') return fill(words.panic, slots)
  if (event.phase === 'outcome' && event.target.type === 'operation' && !event.action.startsWith('operation.')) {
    return [...fill(words.settled, slots), ...fill(...sentenceOfOperation(event, words, slots))]
  }
  if (event.action === 'grant.adopt') return fill(words.done[event.action], slots)
  if (itemTypes.has(event.target.type))
    return fill(event.phase === 'requested' ? words.done[event.action] : words.item, slots)
  return fill(words.done[event.action], slots)
}

/** Targets that stand for one item among many. */
const itemTypes: ReadonlySet<string> = new Set(['drama_grant', 'account_grant', 'whitelist_entry'])

/** The final word on an operation names the operation, so its sentence can say only what the summary knows. */
function sentenceOfOperation(event: EventLine, words: Sentences, slots: Slots): [string, Slots] {
  const summary = event.operation?.summary ?? null
  const { dramas, licensees } = readSummary(summary)
  const { channelId, channelName } = asRecord(summary)
  const isWhole = event.action.startsWith('account.')
  if ((dramas.count > 0 || isWhole) && licensees.count > 0) return [words.done[event.action], slots]
  if (typeof channelId !== 'string') return [words.deedOnly, slots]
  const target = { type: 'channel' as const, id: channelId, name: String(channelName ?? channelId) }
  return [words.done[event.action], { ...slots, target: { kind: 'object', text: target.name || target.id, target } }]
}

type Slots = Record<string, Part>

/** Only what a sentence asks for is made: an export describes a million events. */
function slotsOf(event: EventLine, words: Sentences): Slots {
  const detail = asRecord(event.detail)
  let read: Summary | undefined
  const summary = () => {
    read ??= readSummary(event.operation?.summary ?? event.detail)
    return read
  }
  return {
    actor: { kind: 'actor', text: actorName(event.actor, words) },
    target: { kind: 'object', text: event.target.name || event.target.id, target: event.target },
    deed: text(words.deed[event.action] ?? event.action),
    get dramas() {
      return named(summary().dramas, words.dramas, event)
    },
    get licensees() {
      return named(summary().licensees, words.licensees, event)
    },
    level: text(detail.level === 'account' ? words.accountLevel : ''),
    get until() {
      return text(untilOf(summary().expiresAt, words))
    },
    number: text(String(detail.callNumber ?? '?')),
    count: text(String(detail.itemCount ?? '?')),
    alarm: text(words.alarms[String(detail.alarm)] ?? String(detail.alarm ?? '')),
  }
}

const text = (value: string): Part => ({ kind: 'text', text: value })

function named({ count, names }: Named, many: string, event: EventLine): Part {
  const [only] = names
  const own = event.target.name || event.target.id
  const shown = count === 1 && only ? only : count > 0 ? put(many, { count: formatCount(count) }) : own
  return { kind: 'object', text: shown, target: null }
}

function untilOf(expiresAt: string | null, words: Sentences): string {
  if (expiresAt === null) return ''
  return expiresAt === 'permanent' ? words.permanent : put(words.until, { date: formatDateTime(expiresAt) })
}

/** What a reader calls them; our own programs have names in every language. */
export const nameOfActor = (actor: EventLine['actor'], locale: AppLocale): string => actorName(actor, sentences[locale])

function actorName(actor: EventLine['actor'], words: Sentences): string {
  if (actor.type === 'system') return words.systemNames[actor.name] ?? actor.name
  return actor.name || (actor.type === 'anonymous' ? words.nobody : actor.id)
}

/** Splits at `{slot}`; what fills a slot is never looked into again, so a name holding `{actor}` stays a name. */
function fill(sentence: string, slots: Slots): Part[] {
  return piecesOf(sentence)
    .map(({ slot, piece }) => slots[slot] ?? text(piece))
    .filter((part) => part.text !== '')
}

const split = new Map<string, { slot: string; piece: string }[]>()

/** Sentences are few and never change. */
function piecesOf(sentence: string): { slot: string; piece: string }[] {
  let pieces = split.get(sentence)
  if (!pieces) {
    pieces = sentence.split(/(\{[a-z]+\})/).map((piece) => ({ slot: /^\{([a-z]+)\}$/.exec(piece)?.[1] ?? '', piece }))
    split.set(sentence, pieces)
  }
  return pieces
}

const put = (sentence: string, values: Record<string, string>): string =>
  sentence.replace(/\{([a-z]+)\}/g, (whole, key: string) => values[key] ?? whole)

function listEvidence(event: EventLine, words: Sentences): string[] {
  const detail = asRecord(event.detail)
  const lines: string[] = []
  const counts = asRecord(detail.counts ?? null)
  for (const [key, sentence] of Object.entries(words.counts)) {
    const count = counts[key]
    if (typeof count === 'number' && count > 0) lines.push(put(sentence, { count: formatCount(count) }))
  }
  if (event.phase === 'denied' && typeof detail.code === 'string')
    lines.push(words.refusals[detail.code] ?? detail.code)
  else
    for (const key of ['code', 'message'] as const)
      if (typeof detail[key] === 'string' && !isAccepted(detail[key])) lines.push(detail[key])
  if (event.answer) lines.push(event.answer.endpoint)
  for (const said of [event.answer?.errcode, event.answer?.errmsg]) if (said && !isAccepted(said)) lines.push(said)
  if (detail.interrupted === true) lines.push(words.interrupted)
  if (event.changedKeys.length > 0 && !event.target.type.endsWith('_grant')) {
    lines.push(put(words.changed, { count: formatCount(event.changedKeys.length) }))
  }
  if (event.reason)
    lines.push(event.action === 'audit.note' ? shorten(event.reason) : put(words.reason, { reason: event.reason }))
  return lines
}

const NOTE_SHOWN = 160

function shorten(text: string): string {
  const letters = [...text]
  return letters.length > NOTE_SHOWN ? `${letters.slice(0, NOTE_SHOWN).join('')}…` : text
}

/** How the upstreams say that all is well; worth no line of its own. */
const isAccepted = (said: string): boolean => ['0', '200', 'ok', 'success'].includes(said.toLowerCase())

function stateOf({ phase, outcome, operation }: EventLine): DescribedEvent['state'] {
  if (phase === 'panic') return { name: 'warning', word: 'alarm' }
  if (phase === 'drift') return { name: 'drift', word: null }
  if (phase === 'read' && outcome === 'succeeded') return { name: 'sensitive', word: null }
  if (phase === 'call' && outcome === 'succeeded') return { name: 'queued', word: 'answered' }
  if (outcome === 'pending') return pendingState(operation)
  return outcome === 'succeeded' ? { name: 'verified', word: 'done' } : { name: outcome, word: null }
}

/** What was asked for has the state its operation has by now. */
function pendingState(operation: EventLine['operation']): DescribedEvent['state'] {
  const verdict = operation?.verdict
  if (verdict && verdict !== 'pending' && verdict !== 'succeeded') return { name: verdict, word: null }
  if (operation && operation.state !== 'queued') return { name: 'running', word: null }
  return { name: 'queued', word: operation ? null : 'recorded' }
}

const asRecord = (value: Json | undefined): Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}

/** The deed of an action alone, as a filter's choice names it. */
export const deedWord = (action: EventLine['action'], locale: AppLocale): string => sentences[locale].deed[action]
