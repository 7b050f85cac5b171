import 'server-only'

const MAX_TOKENS = 120
const MAX_CHARACTERS = 2_000
const WORD = /[\p{Script=Han}]+|[a-z0-9][a-z0-9_.@:-]*/gu

/**
 * Tokens for the GIN index: Han bigrams (and single characters standing alone), lower-case Latin words, whole ids.
 * The same function tokenises what a person types, so two Chinese characters find.
 */
export function searchTokens(
  texts: readonly (string | null | undefined)[],
  most: { tokens: number; characters: number } = { tokens: MAX_TOKENS, characters: MAX_CHARACTERS },
): string[] {
  const tokens = new Set<string>()
  for (const text of texts) {
    if (!text) continue
    for (const token of tokensOf(text, most.characters)) {
      tokens.add(token)
      if (tokens.size >= most.tokens) return [...tokens]
    }
  }
  return [...tokens]
}

const MOST_KEPT = 500
const LONGEST_KEPT = 100
const kept = new Map<string, readonly string[]>()

/** Names and reasons come again with the next event, so what a short text was split into is kept for a while. */
function tokensOf(text: string, characters: number): readonly string[] {
  const known = kept.get(text)
  if (known) return known
  const words = text.normalize('NFKC').toLowerCase().slice(0, characters).match(WORD) ?? []
  const tokens = words.flatMap(split)
  if (text.length > LONGEST_KEPT) return tokens
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(text, tokens)
  return tokens
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
