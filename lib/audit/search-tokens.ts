import 'server-only'
import { formerTokens } from '@/lib/audit/former-tokens'

/** How many words an event is found by: of its names and ids, and then of what was written about it. */
const MOST = { named: 1_000, written: 600, characters: 2_000 }
const MOST_ASKED = 120
const LONGEST = 64

/** Runs of a script without spaces, and words of any other with their ids whole: `HT-2026-118`, but not the stop behind it. */
const WORD =
  /\p{Script=Han}+|[\p{Script=Hiragana}\p{Script=Katakana}ー]+|[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]]+(?:[_.@:\-]+[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]]+)*/gv
const IS_RUN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u
const SEPARATORS = /[_.@:-]+/
/** The middle of a moment, as in `2026-11-21T14:02`. */
const DAY_AND_HOUR = /^\d\dt\d\d$/

/**
 * Tokens for the GIN index: bigrams of Chinese and Japanese (and single characters standing alone), lower-case words, ids
 * whole and by their parts. Names and ids come first, and leave room for what was written.
 */
export function searchTokens(
  named: readonly (string | null | undefined)[],
  written: readonly (string | null | undefined)[] = [],
  most: { named: number; written: number; characters: number } = MOST,
): string[] {
  const tokens = new Set<string>()
  take(tokens, named, most.named, most.characters)
  take(tokens, written, tokens.size + most.written, most.characters)
  return [...tokens]
}

function take(
  tokens: Set<string>,
  texts: readonly (string | null | undefined)[],
  most: number,
  characters: number,
): void {
  for (const text of texts) {
    if (!text) continue
    for (const token of tokensOf(text, characters)) {
      if (tokens.size >= most) return
      tokens.add(token)
    }
  }
}

const MOST_KEPT = 500
const LONGEST_KEPT = 100
const kept = new Map<string, readonly string[]>()

/** Names and reasons come again with the next event, so what a short text was split into is kept for a while. */
function tokensOf(text: string, characters: number): readonly string[] {
  const known = kept.get(text)
  if (known) return known
  const tokens = wordsOf(text, characters).flatMap(split)
  if (text.length > LONGEST_KEPT) return tokens
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(text, tokens)
  return tokens
}

const wordsOf = (text: string, characters: number): string[] =>
  text.normalize('NFKC').toLowerCase().slice(0, characters).match(WORD) ?? []

function split(word: string): string[] {
  if (IS_RUN.test(word)) return pairs(word)
  const parts = word.split(SEPARATORS)
  if (parts.length === 1) return [word.slice(0, LONGEST)]
  return [
    word.slice(0, LONGEST),
    ...parts.filter((part) => part.length > 1),
    ...parts.flatMap((part) => (DAY_AND_HOUR.test(part) ? part.split('t') : [])),
  ]
}

function pairs(run: string): string[] {
  const letters = [...run]
  if (letters.length === 1) return letters
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
}

export type Asked = {
  /** What an event must have, all of it. */
  tokens: string[]
  /** What must stand somewhere in its tokens: ids whose parts led to it, and single characters beside other words. */
  pieces: string[]
  /** The words as they were written, for who looks into a text itself. */
  words: string[]
  /** What an event of before these rules has instead; null where it has the same. */
  former: string[] | null
  /** Nothing but single characters, which are found only where they stand alone. */
  isShort: boolean
}

/** What an event is asked for by a text. No tokens when nothing of it can be looked for. */
export function askedFor(text: string): Asked {
  const words = wordsOf(text, MOST.characters)
  const [tokens, pieces, lone] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const word of words) {
    const made = IS_RUN.test(word) ? pairs(word) : word.split(SEPARATORS).filter((part) => part.length > 1)
    if (IS_RUN.test(word) && [...word].length === 1) lone.add(word)
    else if (IS_RUN.test(word)) for (const pair of made) tokens.add(pair)
    else if (made.length < 2) tokens.add(word.slice(0, LONGEST))
    else {
      for (const part of made) tokens.add(part)
      pieces.add(word.slice(0, LONGEST))
    }
  }
  const isShort = tokens.size === 0 && lone.size > 0
  const asked = [...(isShort ? lone : tokens)].slice(0, MOST_ASKED)
  const former = formerTokens(text)
  return {
    tokens: asked,
    pieces: [...pieces, ...(isShort ? [] : lone)].slice(0, MOST_ASKED),
    words: [...new Set(words)].slice(0, MOST_ASKED),
    former: former.length === 0 || asked.every((token) => former.includes(token)) ? null : former,
    isShort,
  }
}
