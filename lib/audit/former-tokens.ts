import 'server-only'

const MOST_TOKENS = 120
const MOST_CHARACTERS = 2_000
const WORD = /[\p{Script=Han}]+|[a-z0-9][a-z0-9_.@:-]*/gu

/**
 * What a text was split into before 2026-11-27. Events are never written again, so those of that time are still asked for
 * by these where today's tokens differ.
 */
export function formerTokens(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().slice(0, MOST_CHARACTERS).match(WORD) ?? []
  return [...new Set(words.flatMap(split))].slice(0, MOST_TOKENS)
}

function split(word: string): string[] {
  if (!/\p{Script=Han}/u.test(word)) {
    const parts = word.split(/[_.@:-]+/).filter((part) => part.length > 1)
    return parts.length > 1 ? [word.slice(0, 64), ...parts] : [word.slice(0, 64)]
  }
  const letters = [...word]
  if (letters.length === 1) return letters
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
}
