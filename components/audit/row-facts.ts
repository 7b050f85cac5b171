import { type DescribedEvent, describeEvent } from '@/lib/audit/describe'
import type { EventLine } from '@/lib/audit/schema'
import { formatCount, visibleText } from '@/lib/format'
import type { AppLocale } from '@/lib/i18n/locales'

/** Words every row needs, looked up once for the whole list. */
export type RowWords = {
  locale: AppLocale
  state: (state: DescribedEvent['state']) => string
  beijing: string
  notes: (count: number) => string
}

export type RowMark = 'bolt' | 'clock' | 'person' | { letter: string }

/** All a row shows and nothing else: fifty of these cross to the browser, fifty drawn rows would be three times the size. */
export type RowFacts = {
  id: string
  at: string
  mark: RowMark
  /** Plain text, or one word with its weight: who did it, or what it was done to. */
  said: (string | ['b' | 'u', string])[]
  /** Pieces of the second line; each keeps its own direction. */
  proof: string[]
  state: DescribedEvent['state']['name']
  word: string
  receipt?: number
  /** How many notes it has, said in full for whoever cannot see the glyph. */
  notes?: { count: string; words: string }
  /** The operation the row stands for, and how many more of its events fit. */
  fold?: { operation: string; count: number; isAtLeast: boolean }
}

export function toRowFacts(event: EventLine, words: RowWords, noteCount = 0): RowFacts {
  const { parts, evidence, state } = describeEvent(event, words.locale)
  return {
    id: event.id,
    at: event.occurredAt,
    mark: markOf(event),
    said: parts.map(({ kind, text }) => (kind === 'text' ? text : [kind === 'actor' ? 'b' : 'u', text])),
    proof: evidence,
    state: state.name,
    word: words.state(state),
    ...(event.operation ? { receipt: event.operation.number } : {}),
    ...(noteCount > 0 ? { notes: { count: formatCount(noteCount), words: words.notes(noteCount) } } : {}),
  }
}

function markOf(event: EventLine): RowMark {
  if (event.phase === 'drift' || event.phase === 'panic') return 'bolt'
  if (event.actor.type !== 'person') return event.actor.type === 'system' ? 'clock' : 'person'
  const name = visibleText(event.actor.name).trim()
  const letters = [...name]
  const letter = /\p{Script=Han}$/u.test(name) ? letters.at(-1) : letters[0]?.toUpperCase()
  return { letter: letter ?? '?' }
}
